"""The year in numbers and in an annual letter, proved by the events of that year.

Switched off by leaving it out of PLUGINS.
"""

from newsroom.plugin import has_kinds, registers

register = registers("newsroom.reviews.generator:ReviewsGenerator")
content_kinds = has_kinds("newsroom.reviews.kind:REVIEW")
