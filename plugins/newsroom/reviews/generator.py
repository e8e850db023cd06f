"""Where the years meet Pelican."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from pelican.generators import Generator

from newsroom.addresses.outputs import OutputFile, OutputPage
from newsroom.addresses.urls import pdf_address
from newsroom.contract.review import Review
from newsroom.parts.share_cards import colours
from newsroom.parts.site_data import SiteData
from newsroom.reviews.figure_checks import check
from newsroom.reviews.figures import headlines
from newsroom.reviews.pages import pages
from newsroom.reviews.pdf import PdfUnavailable, kept, pdf_file, printed_page, weasyprint
from newsroom.reviews.views import Download


class ReviewsGenerator(Generator):
    """Makes the pages of the years, and tells of figures that do not agree."""

    makes = frozenset({"review", "years"})

    def generate_context(self) -> None:
        """Put the pages where the writer finds them, and the faults where the gate does."""
        context = self.context
        check(context["catalog"], context["report"])
        context["site_data"] = self._with_headlines(context["site_data"])
        recall = context["recall"]
        given = context["site_data"], context["catalog"], self._colours()
        made, files = recall(pages, *given)
        context["rendered"] += made
        context["files"] += files
        self.prints = self._can_print()

    def _with_headlines(self, site_data: SiteData) -> SiteData:
        """The material that pages are made of later, with what a year's share picture says."""
        letters = site_data.edition.catalog.reviews
        said = {letter.ref: headlines(letter, self.context["catalog"]) for letter in letters}
        return replace(site_data, headlines=said)

    def generate_output(self, writer: object) -> None:
        """Print the letters that are asked for, past the gate; each page then tells of its PDF."""
        rendered = self.context["rendered"]
        for at, page in enumerate(rendered if self.prints else ()):
            if page.template == "review.html" and self._is_asked_for(page.given[0].items[0]):
                data = self._printed(page)
                pdf = Download(address=pdf_address(page.given[0].items[0]), bytes=len(data))
                rendered[at] = replace(page, given=(*page.given[:-1], pdf))
                self.context["files"].append(OutputFile(pdf.address, as_it_is, (data,)))

    def _asked_for(self) -> Iterator[Review]:
        catalog = self.context["site_data"].edition.catalog
        return (review for review in catalog.reviews if self._is_asked_for(review))

    def _is_asked_for(self, review: Review) -> bool:
        return review.pdf or review.year in self.settings["PDF_YEARS"]

    def _can_print(self) -> bool:
        """Whether there is something to print and to print with; without, it is told of."""
        asked = list(self._asked_for())
        try:
            return bool(asked and weasyprint())
        except PdfUnavailable as missing:
            severity = "error" if self.settings["PDF_REQUIRED"] else "advice"
            for review in asked:
                values = {"reason": missing, "year": review.year}
                report = self.context["report"]
                report.add(review.source, ("pdf",), "pdf-not-made", values, severity)
        return False

    def _printed(self, page: OutputPage) -> bytes:
        site_data, siteurl = self.context["site_data"], self.settings["SITEURL"]
        name, assets = site_data.edition.catalog.site.name, self.context["assets"]
        html = printed_page(Path(self.theme), page.shown(site_data), name, assets)
        folder = Path(self.settings["CACHE_PATH"]) / "pdf"
        make = partial(pdf_file, html, siteurl, self._fetched, self._colours())
        return kept(folder, html, siteurl, make)

    def _fetched(self, href: str) -> bytes:
        """The bytes of a style sheet or a picture of the site."""
        site_data, assets = self.context["site_data"], self.context["assets_to_write"]
        address = href.removeprefix(site_data.plan.root.path)
        if address in assets:
            return assets[address]
        cache = Path(self.settings["CACHE_PATH"]) / "pictures"
        files = (one.files(cache) for one in site_data.variants.values())
        return next(found[address] for found in files if address in found).read_bytes()

    def _colours(self) -> dict[str, str]:
        return colours((Path(self.theme) / "css" / "tokens.css").read_text(encoding="utf-8"))


def as_it_is(data: bytes, _material: object) -> bytes:
    """A file that is made already."""
    return data
