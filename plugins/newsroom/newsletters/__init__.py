"""Newsletters: an archive of those that are published. `run.py newsletter` makes the e-mails."""

from newsroom.plugin import has_kinds, registers

register = registers("newsroom.newsletters.generator:NewslettersGenerator")
content_kinds = has_kinds("newsroom.newsletters.kind:NEWSLETTER")
