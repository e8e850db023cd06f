"""`run.py import SOURCE`: reads the source, writes what is accepted, and reports the rest."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from newsroom.commands.importing import calendar_file, markdown_folder, word_files, wordpress
from newsroom.commands.importing.import_report import report_lines, text
from newsroom.commands.importing.items import ImportSource, Unreadable
from newsroom.commands.importing.writing import write

REPORT = Path(".cache") / "import.txt"
# How much of the report the terminal shows; the file has all of it.
MOST_LINES = 60


def main(
    place: str, content: Path, *, media: str = "", overwrites: bool = False, lang: str = "nb"
) -> int:
    """Import a source; the exit code."""
    with TemporaryDirectory() as pictures:
        try:
            source = _read(place, Path(media) if media else None, Path(pictures))
        except Unreadable as fault:
            print(text(fault.args[0], lang, "".join(fault.args[1:])), file=sys.stderr)
            return 1
        written = write(source, content, overwrites=overwrites)
    lines = list(report_lines(written, content.name, lang))
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines[:MOST_LINES]))
    print(f"\n{text('report-file', lang, REPORT)}")
    return 0


def _read(source: str, media: Path | None, pictures: Path) -> ImportSource:
    """The items of a source, by the kind of its file. Raises Unreadable."""
    if not source:
        raise Unreadable("source-missing")
    place = Path(source)
    suffix = place.suffix.lower()
    if media and not media.is_dir():
        raise Unreadable("media-folder-missing", str(media))
    if not place.exists():
        raise Unreadable("source-not-there", str(place))
    if suffix == ".xml":
        return wordpress.read(place, media)
    if suffix == ".ics":
        return calendar_file.read(place)
    if suffix == ".docx" or any(place.rglob("*.docx")):
        return word_files.read(place, pictures)
    if place.is_dir():
        return markdown_folder.read(place, media)
    raise Unreadable("source-unknown", place.name)
