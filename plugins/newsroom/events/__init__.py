"""Events: a page each, and lists of what is coming, by month and by year.

Switched off by leaving it out of PLUGINS.
"""

from newsroom.plugin import has_kinds, registers

register = registers("newsroom.events.generator:EventsGenerator")
content_kinds = has_kinds("newsroom.events.kind:EVENT")
