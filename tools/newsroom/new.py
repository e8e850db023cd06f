"""`run.py new review 2024`: a draft of next year's letter, from what was held and written."""

import sys
from pathlib import Path

from plugins.reading.load import load
from tools.newsroom.letters import year_in
from tools.newsroom.review_draft import draft, missing

KINDS = ("review",)


def main(kind: str, text: str, content: Path) -> int:
    """Write the draft, and tell what the data still lack. An existing letter is left alone."""
    if kind not in KINDS:
        print(f"«{kind}» kan ikke lages. Du kan skrive: {', '.join(KINDS)}.", file=sys.stderr)
        return 1
    year = year_in(text)
    file = content / "reviews" / f"{year}.md"
    if year is None:
        return 1
    if file.exists():
        print(f"{file} finnes allerede, og er ikke rørt.", file=sys.stderr)
        return 1
    catalog, _ = load(content)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(draft(year, catalog), encoding="utf-8", newline="\n")
    print(f"Skrev {file}. Det er et utkast, og vises bare i forhåndsvisningen.")
    for line in missing(year, catalog):
        print(line)
    return 0
