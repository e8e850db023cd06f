"""Writes docs/problems.md, the reference of every problem, from the catalogues of messages.

Run `python -m tests.documentation.problem_reference`. tests/test_problems.py fails when the file is
out of date.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.wording.problems import messages

BROKEN = Path("tests") / "sites" / "broken"
REFERENCE = Path("docs") / "problems.md"
BLANK = "…"
MOST_LINES = 16
MOST_COLUMNS = 76

INTRODUCTION = """\
# Hva meldingene betyr

<!-- Laget av tests/documentation/problem_reference.py. Skriv ikke her: teksten kommer fra
     plugins/newsroom/wording/messages/, eksemplene fra tests/sites/broken/. -->

Når noe er galt i innholdet, sier nettstedet hvor og hva, med én linje for hvert problem:
filen, linjen, en kode, hva som er galt, og hva du kan skrive i stedet. Ingenting blir publisert
før alle er rettet. Linjer med «råd» stopper ingenting. Slå opp koden her.

[In English](#in-english)
"""


@dataclass(frozen=True, slots=True)
class Words:
    """The headings in the part of one language."""

    lang: str
    part: str
    wrong: str
    write: str
    example: str
    at_line: str
    message: str


NORWEGIAN = Words("nb", "På norsk", "Galt", "Skriv", "Eksempel", "linje", "Meldingen blir")
ENGLISH = Words("en", "In English", "Wrong", "Write", "Example", "line", "")


@dataclass(frozen=True, slots=True)
class Example:
    """The first problem of a broken site and its file; line 0 means the whole file."""

    path: str
    line: int
    message: str
    lines: tuple[str, ...]


def example(code: str) -> Example | None:
    """The example of a code; None when the repository has no broken site for it."""
    expected = BROKEN / code / ".expected"
    if not expected.exists():
        return None
    printed = expected.read_text(encoding="utf-8").splitlines()
    message = next(text for text in printed if f": {code}: " in text)
    place = message.partition(f": {code}: ")[0].removesuffix(": råd").removeprefix("content/")
    path, _, line = place.partition(":")
    lines = _excerpt(BROKEN / code / path, int(line)) if line else ()
    return Example(path, int(line or 0), message, lines)


def _excerpt(file: Path, line: int) -> tuple[str, ...]:
    """The lines around the one with the problem, or a small file in full."""
    lines = file.read_bytes().decode("utf-8", errors="replace").splitlines()
    first = max(0, line - MOST_LINES // 2) if len(lines) > MOST_LINES else 0
    return tuple(_visible(text) for text in lines[first : first + MOST_LINES])


def _visible(line: str) -> str:
    """A line with control characters as symbols, shortened to `MOST_COLUMNS`."""
    shown = "".join(chr(0x2400 + ord(letter)) if letter < " " else letter for letter in line)
    return shown if len(shown) <= MOST_COLUMNS else shown[:MOST_COLUMNS] + BLANK


# The reference goes into other sites, which have nothing with our name.
NEUTRAL = (
    ("Kunnskapsby", "Eksempelby"), ("kunnskapsby", "eksempelby"),
    ("Lillestr", "Eksempelstr"), ("lillestr", "eksempelstr"), ("Gründerhuset", "Biblioteket"),
)  # fmt: skip


def reference() -> str:
    """The text of docs/problems.md."""
    parts = [INTRODUCTION]
    for words in (NORWEGIAN, ENGLISH):
        parts.append(f"## {words.part}\n")
        for code, text in sorted(messages(words.lang).items()):
            parts.append("\n".join(_entry(code, text, words)))
    text = "\n".join(parts)
    for ours, neutral in NEUTRAL:
        text = text.replace(ours, neutral)
    return text


def _entry(code: str, text: Mapping[str, str], words: Words) -> Iterator[str]:
    blanks: Mapping[str, str] = defaultdict(lambda: BLANK)
    yield f"### {code}\n"
    yield f"**{words.wrong}:** {text['what'].format_map(blanks)}\n"
    yield f"**{words.write}:** {text['write'].format_map(blanks)}\n"
    if shown := example(code):
        yield from _shown(shown, words)


def _shown(shown: Example, words: Words) -> Iterator[str]:
    where = f"`{shown.path}`" + (f", {words.at_line} {shown.line}" if shown.line else "")
    yield f"{words.example}: {where}\n"
    if shown.lines:
        yield from ("```text", *shown.lines, "```\n")
    if words.message:
        yield f"{words.message}:\n"
        yield from ("```text", shown.message, "```\n")


def main() -> None:
    """Writes the reference."""
    REFERENCE.parent.mkdir(exist_ok=True)
    REFERENCE.write_text(reference(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
