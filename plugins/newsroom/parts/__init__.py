"""What the theme's parts show: one plain, frozen shape for each file in templates/parts.

Templates decide nothing: every word, date and address in a shape is ready to print.
"""
