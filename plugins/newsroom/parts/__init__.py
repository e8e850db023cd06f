"""The data of the theme's parts: a frozen dataclass for each file of templates/parts.

Every text, date and URL in it is ready to print, so templates decide nothing.
"""
