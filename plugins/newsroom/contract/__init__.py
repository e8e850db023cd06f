"""The content models, the problems they report, and what is public at a given time.

Knows no Pelican and no HTML. Input is validated once, here; all other rooms trust the types.
"""
