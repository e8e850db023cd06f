"""How files are written, in one step, and how an unchanged one is known by its stat.

Knows nothing of the site. Imports no other room.
"""
