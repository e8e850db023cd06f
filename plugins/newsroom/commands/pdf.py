"""`run.py pdf 2023`: the letter of a year as a PDF, beside the repository's own files."""

import shutil
import sys
import tempfile
from pathlib import Path

from newsroom.commands.building import pelican_command, run_build
from newsroom.commands.letters import letter_of
from newsroom.wording.numbers import size

NO_PANGO = """\
Det som lager PDF-er, trenger biblioteket Pango fra systemet:
  Debian, Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  macOS:          brew install pango
  Windows:        se https://doc.courtbouillon.org/weasyprint/stable/first_steps.html
"""


def main(year: str, siteurl: str, content: Path) -> int:
    """Make the PDF in a temporary build and print its name; returns the exit code."""
    if not letter_of(year, content):
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
