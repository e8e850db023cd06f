"""The generator of the annual letters and of their PDFs."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from pelican.generators import Generator

from newsroom.addresses.outputs import OutputFile, OutputPage, in_edition
from newsroom.addresses.urls import pdf_address
from newsroom.contract.problems import Severity
from newsroom.contract.review import Review
from newsroom.parts.brand_tokens import theme_schemes
from newsroom.parts.site_data import Download
from newsroom.places import theme_folders
from newsroom.reviews.figure_checks import check
from newsroom.reviews.figures import figure_texts
from newsroom.reviews.pages import pages
from newsroom.reviews.pdf import PdfUnavailable, cached_pdf, pdf_file, printed_page, weasyprint
from newsroom.run import Run, run_of


class ReviewsGenerator(Generator):
    """Makes the pages of the years and their PDFs, and reports figures that do not agree."""

    makes = frozenset({"review", "years", "figures", "figure"})

    def generate_context(self) -> None:
        """Report faults in annual letters; hand over the pages, the charts and the headlines."""
        self.run = run = run_of(self.context)
        check(run.catalog, run.report)
        letters = run.site_data.edition.catalog.reviews
        names = {letter.ref: figure_texts(letter, run.catalog) for letter in letters}
        run.site_data = run.site_data.having(headlines=names)
        outputs = run.made(pages, run.catalog, self._colours())
        self.pages = [output for output in outputs if isinstance(output, OutputPage)]
        run.pages += self.pages
        run.files += [output for output in outputs if isinstance(output, OutputFile)]
        self.prints = _can_print(self._with_pdf(), run, is_required=self.settings["PDF_REQUIRED"])

    def generate_output(self, writer: object) -> None:
        """Hand over the PDFs and their sizes; only now, since a letter with faults has none."""
        if not self.prints:
            return
        pages_by_address = {page.address: page for page in self.pages}
        downloads = {}
        for review in self._with_pdf():
            page = pages_by_address[self.run.site_data.plan.by_ref[review.ref]]
            address, data = pdf_address(review), self._pdf(page)
            self.run.files.append(OutputFile(address, made_already, (data,)))
            downloads[review.ref] = Download(address, len(data))
        self.run.site_data = self.run.site_data.having(downloads=downloads)

    def _with_pdf(self) -> list[Review]:
        """The public letters that ask for a PDF, or whose year the settings ask for."""
        reviews = self.run.site_data.edition.catalog.reviews
        years = self.settings["PDF_YEARS"]
        return [review for review in reviews if review.pdf or review.year in years]

    def _pdf(self, page: OutputPage) -> bytes:
        site_data, siteurl = self.run.site_data, self.settings["SITEURL"]
        name = in_edition(site_data, page.edition).edition.catalog.site.name
        html = printed_page(Path(self.theme), page.shown(site_data), name, self.run.assets)
        folder = Path(self.settings["CACHE_PATH"]) / "pdf"
        make = partial(pdf_file, html, siteurl, self._bytes_at, self._colours())
        return cached_pdf(folder, html, siteurl, make)

    def _bytes_at(self, href: str) -> bytes:
        """The bytes of a style sheet or a picture of the site. Raises StopIteration for others."""
        site_data = self.run.site_data
        address = href.removeprefix(site_data.plan.root.link(""))
        if address in self.run.asset_bytes:
            return self.run.asset_bytes[address]
        cache = Path(self.settings["CACHE_PATH"]) / "pictures"
        pictures = (variants.files(cache) for variants in site_data.variants.values())
        return next(files[address] for files in pictures if address in files).read_bytes()

    def _colours(self) -> Mapping[str, str]:
        """The colours of the light scheme, from the site's own tokens.css if it has one."""
        return theme_schemes(theme_folders(self.settings), None)["light"]


def made_already(data: bytes, _site_data: object) -> bytes:
    """The bytes of a file that is made before it is handed over."""
    return data


def _can_print(reviews: list[Review], run: Run, *, is_required: bool) -> bool:
    """Whether there is a PDF to make and WeasyPrint to make it; reports where it is missing."""
    try:
        return bool(reviews and weasyprint())
    except PdfUnavailable as missing:
        severity: Severity = "error" if is_required else "advice"
        for review in reviews:
            values = {"reason": missing, "year": review.year}
            run.report.add(review.source, ("pdf",), "pdf-not-made", values, severity)
    return False
