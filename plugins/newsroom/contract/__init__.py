"""What content may say: the models of every kind of entry, and what is true of them at a moment.

Knows no Pelican, no HTML and no addresses. Input is checked once, here; past this room types are
trusted.
"""
