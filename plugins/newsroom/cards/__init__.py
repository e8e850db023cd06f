"""Share pictures: what an article, an event or a year looks like where it is shared.

Switched off by leaving it out of PLUGINS; pages are then shared with their own pictures.
"""

from newsroom.plugin import registers

register = registers("newsroom.cards.generator:CardsGenerator")
