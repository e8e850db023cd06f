"""`run.py import SOURCE`: reads the source, writes what is accepted, and reports the rest."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from newsroom import wording
from newsroom.commands.importing import calendar_file, markdown_folder
from newsroom.commands.importing.items import ImportSource, Item, Unreadable
from newsroom.commands.importing.media import LARGEST, files_below
from newsroom.commands.outcome import told
from newsroom.contract.identity_numbers import masked
from newsroom.site.report_language import report_language
from newsroom.wording.fields import load_yaml
from newsroom.wording.problems import line

if TYPE_CHECKING:
    from newsroom.commands.importing.writing import Written

TEXTS = Path(wording.__file__).with_name("importing.yaml")
REPORT = Path(".cache") / "import.txt"
# How much of the report the terminal shows; the file has all of it.
MOST_LINES = 60


def main(
    place: str, content: Path, *, media: str = "", overwrites: bool = False, lang: str = ""
) -> int:
    """Import a source; the exit code."""
    lang = report_language({"PATH": content, "REPORT_LANG": lang})
    try:
        with TemporaryDirectory() as pictures:
            source = _read(place, Path(media) if media else None, Path(pictures))
            if not source.items:
                raise Unreadable("nothing-there", place)
            from newsroom.commands.importing.writing import write

            written = write(source, content, overwrites=overwrites)
        lines = list(_report(written, content.name, lang))
        _write_report("\n".join(lines), _text("earlier", lang))
    except Unreadable as fault:
        print(_text(fault.args[0], lang, "".join(fault.args[1:])), file=sys.stderr)
        return 1
    except OSError as fault:
        print(_text("not-written", lang, told(fault)), file=sys.stderr)
        return 1
    print("\n".join(lines[:MOST_LINES]))
    print(f"\n{_text('report-file', lang, REPORT)}")
    return 0


def _read(source: str, media: Path | None, pictures: Path) -> ImportSource:
    """The items of a source, by the kind of its file. Raises Unreadable."""
    place = Path(source)
    suffix = "" if place.is_dir() else place.suffix.lower()
    if not source:
        raise Unreadable("source-missing")
    if media and not media.is_dir():
        raise Unreadable("media-folder-missing", str(media))
    if not place.exists():
        raise Unreadable("source-not-there", source)
    if place.is_file() and place.stat().st_size > LARGEST:
        raise Unreadable("too-large", f"{LARGEST // 1024**2} MB")
    is_known = place.is_file() and suffix in (".xml", ".ics", ".docx")
    if not place.is_dir() and not is_known:
        raise Unreadable("source-unknown", place.name)
    # Not earlier: what they import is not installed for a source that is refused.
    from newsroom.commands.importing import word_files, wordpress

    if suffix == ".xml":
        return wordpress.read(place, media)
    if suffix == ".ics":
        return calendar_file.read(place)
    if suffix == ".docx" or _is_of_word(place):
        return word_files.read(place, pictures)
    return markdown_folder.read(place, media)


def _is_of_word(place: Path) -> bool:
    """Whether a folder has no fewer Word files than texts; a site in Markdown may have some too."""
    suffixes = Counter(file.suffix.lower() for file in files_below(place))
    return suffixes[".docx"] >= max(1, sum(suffixes[text] for text in markdown_folder.SUFFIXES))


def _text(code: str, lang: str, value: object = "") -> str:
    """A text of wording/importing.yaml, with its value."""
    return masked(load_yaml(TEXTS)[code][lang].replace("{value}", str(value)))


def _report(written: "Written", content: str, lang: str) -> Iterator[str]:
    """How many items came in, and what became of them: the numbers add up. Then the reasons."""
    outcomes = Counter(item.outcome for item in written.items)
    parts = [f"{_text('in', lang)}: {outcomes.total()}."]
    for outcome in ("written", "used", "existing", "left-out"):
        if outcomes[outcome]:
            parts.append(f"{_text(outcome, lang)}: {outcomes[outcome]}.")
    yield " ".join(parts)
    left_out = [item for item in written.items if item.outcome == "left-out"]
    others = [item for item in written.items if item.outcome != "left-out"]
    refused = [problem for problems in written.problems.values() for problem in problems]
    sections = {
        "left-out": _notes(left_out, content, lang),
        "refused": [line(problem, content, lang) for problem in refused],
        "elsewhere": [line(problem, content, lang) for problem in written.elsewhere],
        "altered": _notes(others, content, lang),
    }
    for heading, lines in sections.items():
        if lines:
            yield f"\n{_text(heading, lang)} ({len(lines)}):"
            yield from (f"  {one}" for one in lines)


def _write_report(report: str, heading: str) -> None:
    """Put a report above the earlier ones, which have the reasons for what is there already."""
    earlier = REPORT.read_text(encoding="utf-8") if REPORT.is_file() else ""
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    if not earlier.startswith(f"{report}\n"):
        below = f"\n{heading}\n\n{earlier}" if earlier else ""
        REPORT.write_text(f"{report}\n{below}", encoding="utf-8")


def _notes(items: Iterable[Item], content: str, lang: str) -> list[str]:
    """`eksport.xml, post_id 12 «Frokost» (content/news/2024/frokost.md): 2 kommentarer …`"""
    lines = []
    for item in items:
        title = f" «{item.title}»" if item.title else ""
        is_there = item.path and item.outcome != "left-out"
        place = masked(f"{item.place}{title}{f' ({content}/{item.path})' if is_there else ''}")
        for note in item.notes:
            line = " ".join(f"{place}: {_text(note.code, lang, note.value)}".split())
            lines.append("".join(filter(str.isprintable, line)))  # a name may have any character
    return lines
