"""Job postings: a kind of content from a package outside newsroom, added by its name in PLUGINS."""

from newsroom.plugin import has_kinds, registers

register = registers("jobs.generator:JobsGenerator")
content_kinds = has_kinds("jobs.kind:JOB")
