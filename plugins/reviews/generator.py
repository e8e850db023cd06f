"""Where the years meet Pelican."""

from pathlib import Path

from pelican.generators import Generator

from plugins.reviews.pages import pages
from plugins.reviews.picture import palette
from plugins.reviews.proof import check


class ReviewsGenerator(Generator):
    """Makes the pages of the years, and tells of figures that do not agree."""

    makes = frozenset({"review", "years"})

    def generate_context(self) -> None:
        """Put the pages where the writer finds them, and the faults where the gate does."""
        check(self.context["catalog"], self.context["report"])
        tokens = (Path(self.theme) / "css" / "tokens.css").read_text(encoding="utf-8")
        context = self.context
        made, files = pages(context["material"], context["catalog"], palette(tokens))
        self.context["rendered"] += made
        self.context["files"] += files
