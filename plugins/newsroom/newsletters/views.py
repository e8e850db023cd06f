"""What the template of newsletters gets, on the site and in e-mails."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from newsroom.parts.shapes import Card, Head, Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsletterView:
    """A newsletter, or their list, which has `cards` alone; an e-mail has `colours` by scheme."""

    head: Head
    cards: tuple[Card, ...]
    greeting: Markup = field(default_factory=Markup)
    events: Rows | None = None
    colours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
