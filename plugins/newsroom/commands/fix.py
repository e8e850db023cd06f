"""`run.py check --fix`: writes the finished lines of messages, where no person has to decide.

Shows the difference first and asks. Every other byte of a file stays.
"""

import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from pathlib import Path

from newsroom.commands.changing.checked_change import strict_run
from newsroom.commands.outcome import Refused, confirm, printed
from newsroom.commands.prompts import Ask
from newsroom.commands.settings import site_models
from newsroom.commands.words import count
from newsroom.contract.body import NO_BODY
from newsroom.contract.fields import path_named
from newsroom.contract.identity_numbers import masked
from newsroom.contract.problems import Mend, Problem, Report
from newsroom.contract.slug import slugify
from newsroom.pictures.derive import upright
from newsroom.pictures.inspect import MOVES, opened
from newsroom.reading.advice import advice
from newsroom.reading.file_reader import FileReader, has_entries
from newsroom.reading.files import ContentFile, cleaned, walk
from newsroom.reading.line_changes import changes
from newsroom.reading.people_names import TOGETHER
from newsroom.reading.texts import LinkResolver
from newsroom.wording.excerpt import mend_of

LINE_END = re.compile(r"(\r\n|\r|\n)")
START = re.compile(r"^(?:\s|- )*")
UNREADABLE = ("yaml-", "front-matter-")
# YAML's `&name` before a value, and `*name` in place of one.
NAMED_VALUE = re.compile(r"[:-] +(?:&\S+( |$)|\*[^\s*]+ *$)")
MOST_PASSES = 20
NO_END = (
    "Rettelsene av {} opphever hverandre, så ingenting er rettet. "
    "Rett den filen selv først, etter forslagene."
)
DataByFile = dict[ContentFile, bytes]
# `foto.gif.png` is the first frame of `foto.gif`.
STILL = ".png"


@printed
def mend_content(content: Path, name: str, ask: Ask | None, *, is_sure: bool) -> Iterable[str]:
    """Mend all files of a content folder, or the one called `name`; returns what was done."""
    mender = Mender(FileReader(site_models()))
    files = [file for file in walk(content, Report()) if has_entries(file, mender.reader.folders)]
    if name:
        named = {Path(name).resolve(), (content / name).resolve()}
        files = [file for file in files if file.where.resolve() in named]
        if not files:
            raise Refused(f"{name} er ikke en fil med innhold i {content}/.")
    before = {file: file.where.read_bytes() for file in files}
    after, moves = _all_mended(content, before, mender)
    changed = {file: data for file, data in after.items() if data != before[file]}
    moving = sorted(_without_still(moves, content, {file.path for file in changed}))
    for file, data in changed.items():
        print(*difference(f"{content.name}/{file.path}", before[file], data), sep="\n")
    for path in moving:
        print(f"{content.name}/{path}:\n  + {path}{STILL}, det første bildet\n")
    if not changed:
        return ["Ingenting kan rettes uten deg. Linjene merket «slik» er forslag.", ""]
    confirm("Skal dette rettes?", ask, is_sure=is_sure)
    for file, data in changed.items():
        file.where.write_bytes(data)
    for path in moving:
        _write_still(content / path)
    return [f"Rettet {count(len(changed), 'fil', 'filer')}.", ""]


def _all_mended(
    content: Path, files: DataByFile, mender: "Mender"
) -> tuple[DataByFile, list[Problem]]:
    """The files with each mend, also of what the mended files show, and the moving pictures.

    A mended file may have a link, or be read at last.
    """
    after, moves, unsaved = files, list[Problem](), dict[str, bytes]()
    for _ in range(MOST_PASSES):
        found = list(_mendable(strict_run(content, unsaved).report))
        before = after
        after = {file: mender.mended(file, data, found) for file, data in before.items()}
        moves += [problem for problem in found if problem.code == MOVES]
        if after == before:
            return after, moves
        unsaved = {file.path: data for file, data in after.items() if data != files[file]}
    raise Refused(NO_END.format(next(file.path for file in files if after[file] != before[file])))


def _mendable(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of moving pictures, and of names that can only mean one: `/nyheter`."""
    for problem in problems:
        values = dict(problem.values)
        written = [slugify(values.get(name, "")) for name in ("value", "link", "src")]
        if problem.code == MOVES:
            yield replace(problem, values=(*problem.values, ("suggestion", values["src"] + STILL)))
        elif "exact" in values or (
            problem.code != TOGETHER
            and (name := slugify(values.get("suggestion", "")))
            and name in written
        ):
            yield problem


def _without_still(moves: Iterable[Problem], content: Path, files: Set[str]) -> set[str]:
    """The path of each moving picture in these files that has no still picture yet."""
    paths = {path_named(dict(one.values)["src"], one.path) for one in moves if one.path in files}
    return {path for path in paths if not (content / f"{path}{STILL}").exists()}


def _write_still(original: Path) -> None:
    """Write the first frame of a moving picture beside it, in sRGB and without metadata."""
    out = io.BytesIO()
    with original.open("rb") as file:
        upright(opened(file, may_move=True), 1).save(out, "PNG", optimize=True)
    original.with_name(original.name + STILL).write_bytes(out.getvalue())


def difference(path: str, before: bytes, after: bytes) -> Iterator[str]:
    """The changed lines of a file, each old one with `-` and each new one with `+`."""
    old, new = (LINE_END.split(data.decode("utf-8-sig"))[::2] for data in (before, after))
    for a, b, c, d in changes(old, new):
        yield f"{path}:{a + 1}:"
        yield from (masked(f"  - {line}".rstrip()) for line in old[a:b])
        yield from (masked(f"  + {line}".rstrip()) for line in new[c:d])
    yield ""


@dataclass(frozen=True, slots=True)
class Mender:
    """Mends the bytes of one file at a time."""

    reader: FileReader

    def mended(self, file: ContentFile, data: bytes, others: Iterable[Problem] = ()) -> bytes:
        """The bytes with each mend, and again with those that the mended file needs.

        A mend after which the file can be read less far is left out. `others` are problems that
        the file does not show by itself.
        """
        for other in sorted(others, key=lambda problem: (-problem.line, -problem.column)):
            if other.path == file.path:
                data = self._mended_once(file, data, [other])
        for _ in range(MOST_PASSES):
            before, data = data, self._mended_once(file, data, self.problems(file, data))
            if data == before:
                return data
        raise Refused(NO_END.format(file.path))

    def _mended_once(self, file: ContentFile, data: bytes, problems: list[Problem]) -> bytes:
        mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        try:
            text = data.removeprefix(mark).decode()
        except UnicodeDecodeError:
            return data
        parts = LINE_END.split(text)
        lines, ends = parts[::2], [*parts[1::2], ""]
        if any(problem.code == "pasted-signs" for problem in problems):
            lines = [cleaned(line)[0] for line in lines]
        mends = _mends(problems, lines)
        # All at once, or else the first that leaves a readable file.
        for tried in (mends, *([mend] for mend in mends)):
            new = mark + _applied(tried, lines, ends).encode()
            if new != data and self._reads_on(file, new, problems):
                return new
        return data

    def _reads_on(self, file: ContentFile, new: bytes, problems: list[Problem]) -> bool:
        """Whether a file is read at least as far as before, and further if it stopped.

        A text in braces must not become a list.
        """
        found = self.problems(file, new)
        before, after = _stop(problems), _stop(found)
        braces = {problem.line for problem in problems if problem.code == "yaml-braces"}
        if any(problem.code == "field-text" and problem.line in braces for problem in found):
            return False
        return not after or 0 < before < after

    def problems(self, file: ContentFile, data: bytes) -> list[Problem]:
        """What is wrong with a file by itself, and the advice about it, the last line first."""
        report, result = Report(), self.reader.read(file, data)
        report.extend(result.problems)
        for read in result.entries:
            report.extend(read.problems)
            if read.entry:
                LinkResolver({}, (), report).body(read.entry, read.text or NO_BODY)
                report.extend(advice(read.entry))
        return sorted(report, key=lambda problem: -problem.line)


def _stop(problems: list[Problem]) -> int:
    """The line at which YAML cannot be read; 0 when all of it can."""
    return max((p.line for p in problems if p.code.startswith(UNREADABLE)), default=0)


def _mends(problems: list[Problem], lines: list[str]) -> list[Mend]:
    """The different mends, the last line first."""
    mends = (
        mend_of(problem, lines)
        for problem in problems
        if 0 < problem.line <= len(lines) and not _is_undecided(problem, lines)
    )
    return list(dict.fromkeys(mend for mend in mends if mend and mend.is_sure))


def _is_undecided(problem: Problem, lines: list[str]) -> bool:
    """Whether a person has to decide: of a YAML value of several lines only the first is known."""
    if problem.code == "yaml-sign-first" and NAMED_VALUE.search(lines[problem.line - 1]):
        return True
    if not problem.code.startswith(UNREADABLE) or problem.line == len(lines):
        return False
    above, below = (START.sub("", line) for line in lines[problem.line - 1 : problem.line + 1])
    return len(lines[problem.line - 1]) - len(above) < len(lines[problem.line]) - len(below)


def _applied(mends: list[Mend], lines: list[str], ends: list[str]) -> str:
    """The text of lines and their ends, with the mends of lines that are still as they were."""
    lines, ends = list(lines), list(ends)
    for mend in mends:
        first, old, new = mend.line - 1, mend.old.split("\n"), mend.new.split("\n")
        last = first + len(old)
        if lines[first:last] == old:
            lines[first:last] = new
            ends[first:last] = [*[ends[first] or ends[0] or "\n"] * (len(new) - 1), ends[last - 1]]
    return "".join(line + end for line, end in zip(lines, ends, strict=True))
