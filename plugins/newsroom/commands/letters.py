"""`run.py pdf 2023` and `run.py share 2023`: an annual letter as a PDF, and a text about it."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from newsroom.addresses.urls import Root
from newsroom.commands.building import pelican_command, run_build
from newsroom.contract.catalog import Catalog
from newsroom.contract.review import Review
from newsroom.reading.load import load
from newsroom.reviews.figures import headlines
from newsroom.wording.numbers import size

DEFAULT = "https://example.org"
NO_PANGO = """\
Det som lager PDF-er, trenger biblioteket Pango fra systemet:
  Debian, Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  macOS:          brew install pango
  Windows:        se https://doc.courtbouillon.org/weasyprint/stable/first_steps.html
"""


def make_pdf(year: str, siteurl: str, content: Path) -> int:
    """Make the PDF in a temporary build and print its name; returns the exit code."""
    if not _letter_of(year, content):
        return 1
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "output"
        pelican = pelican_command(
            "publishconf.py", out, siteurl=siteurl, PDF_YEARS=[int(year)], PDF_REQUIRED=True
        )
        done = run_build(pelican, cwd=Path.cwd())
        print(done.report or "", end="\n" * bool(done.report), file=sys.stderr)
        if not done.is_good:
            print(NO_PANGO if "pdf-not-made" in done.report else "", end="", file=sys.stderr)
            return 2
        made = out / "aret" / year / f"arsbrev-{year}.pdf"
        if not made.exists():
            print(f"Årsbrevet for {year} er et utkast eller ikke publisert ennå.", file=sys.stderr)
            return 1
        file = Path(shutil.copy(made, made.name))
    print(f"Laget {file.name} ({size(file.stat().st_size, 'nb')}).")
    return 0


def print_share_text(year: str, siteurl: str, content: Path) -> int:
    """Print the text; returns the exit code."""
    if not (letter := _letter_of(year, content)):
        return 1
    root = Root((siteurl or os.environ.get("SITEURL", DEFAULT)).rstrip("/"))
    print(share_text(*letter, root))
    return 0


def share_text(review: Review, catalog: Catalog, root: Root) -> str:
    """Title, figures, the highlights of the year, and the URL of the letter."""
    figures = "\n".join(f"– {line}" for line in headlines(review, catalog))
    names = ", ".join(highlight.title for highlight in review.highlights)
    parts = (
        f"{review.title} – {catalog.site.name} i {review.year}",
        figures,
        f"Vi husker: {names}." if names else "",
        f"Les hele årsbrevet: {root.url(review.page_address)}",
    )
    return "\n\n".join(part for part in parts if part)


def _letter_of(year: str, content: Path) -> tuple[Review, Catalog] | None:
    """The letter and the catalog; None without such a letter, after printing which there are."""
    catalog, _ = load(content)
    for review in catalog.reviews:
        if str(review.year) == year and not review.translation_of:
            return review, catalog
    years = ", ".join(dict.fromkeys(str(review.year) for review in catalog.reviews)) or "ingen"
    wrong = f"Det er ikke noe årsbrev for «{year}»." if year else "Skriv året etter kommandoen."
    print(f"{wrong} Årsbrevene som finnes: {years}.", file=sys.stderr)
    return None
