"""`run.py remove`: takes a picture, a person or an entry off the site, for good.

A picture or a person gets a line in removed.yaml; an entry is deleted, links to it become plain
words, and its address is given up.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from plugins.addresses.urls import entry_address
from plugins.contract.entry import Document, Entry
from plugins.contract.ledger import GONE
from plugins.contract.problems import Problem
from plugins.reading.load import REMOVED, load
from plugins.site.gate import tell
from tools.publishing.entries import Refused, changed_or_restored, found, names_file, texts

GONE_HEAD = "# Adresser som er borte for godt: én på hver linje. Leserne får vite det (410).\n"
LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(\s*<?([^)\s>#]+)[^)]*\)")
REST = (
    "Publiser nå: legg endringen inn i repositoriet. Det gamle ligger fortsatt i historikken der, "
    "og i det som er bygget før: docs/undo.md sier hvordan det tas bort."
)


def main(kind: str, name: str, content: Path) -> int:
    """Take it off, and say what is left to do; the exit code."""
    if kind not in KINDS:
        print(
            f"«{kind}» kan ikke tas bort. Skriv en av disse: {', '.join(KINDS)}.", file=sys.stderr
        )
        return 1
    try:
        done, wrong = KINDS[kind](name, content)
    except Refused as refused:
        print(f"{refused} Ingenting er endret.", file=sys.stderr)
        return 1
    print(done)
    if wrong:
        print("Dette må rettes før nettstedet kan bygges:", file=sys.stderr)
        tell(wrong, content, "nb", sys.stderr)
    print(REST)
    return 0


def remove_listed(name: str, content: Path) -> tuple[str, list[Problem]]:
    """A line in removed.yaml. Raises Refused when there is nothing of that name."""
    file, line = content / REMOVED, name.removeprefix(f"{content.name}/")

    def change() -> None:
        before = file.read_text(encoding="utf-8") if file.is_file() else ""
        file.write_text(f"{_ended(before)}- {line}\n", encoding="utf-8", newline="\n")
        if wrong := [one for one in load(content)[1].errors() if one.path == REMOVED]:
            raise Refused(f"Finner ikke «{line}» ({wrong[-1].code}).")

    wrong = changed_or_restored(content, [file], change)
    return f"Skrev i {content.name}/{REMOVED}: - {line}", wrong


def remove_entry(name: str, content: Path) -> tuple[str, list[Problem]]:
    """The entry deleted, its address in gone.txt. Raises Refused."""
    catalog, _ = load(content)
    entry = found(name, content, catalog)
    addresses = (entry_address(entry), *entry.aliases)
    file, gone = content / entry.source.path, content / GONE

    def change() -> None:
        gone.parent.mkdir(exist_ok=True)
        before = gone.read_text(encoding="utf-8") if gone.is_file() else GONE_HEAD
        lines = "".join(f"{one}\n" for one in addresses)
        gone.write_text(_ended(before) + lines, encoding="utf-8", newline="\n")
        _delete(entry, file, _beside(entry, catalog.events))
        for text in texts(content):
            _unlink(text, content, entry)

    wrong = changed_or_restored(content, [*texts(content), gone], change)
    return f"Slettet {name}. Borte for godt: {', '.join(addresses)}", wrong


def _beside(entry: Entry, events: tuple[Entry, ...]) -> list[int]:
    """The lines where the other events of its file begin."""
    return [
        event.source.place(())[0]
        for event in events
        if event.source.path == entry.source.path and event.ref != entry.ref
    ]


def _delete(entry: Entry, file: Path, others: list[int]) -> None:
    if isinstance(entry, Document) or not others:
        file.unlink()
        return
    lines = file.read_text(encoding="utf-8").split("\n")
    first = entry.source.place(())[0]
    if not re.match(r"-\s", lines[first - 1]):
        raise Refused(f"Slett arrangementet selv i {entry.source.path}, fra linje {first}.")
    last = min((line for line in others if line > first), default=len(lines) + 1)
    # What stands above the next one belongs to that.
    while last - 1 > first and re.match(r"\s*(#|$)", lines[last - 2]):
        last -= 1
    file.write_text(
        "\n".join((*lines[: first - 1], *lines[last - 1 :])), encoding="utf-8", newline=""
    )


def _unlink(file: Path, content: Path, entry: Entry) -> None:
    """Leave the words of links to an entry: taking down is not to wait for a tidy text."""
    folder = file.parent.relative_to(content).as_posix()
    direct = {entry_address(entry), entry.ref}

    def said(match: re.Match[str]) -> str:
        leads = match[2] in direct or names_file(match[2], folder, entry)
        return match[1] if leads else match[0]

    before = file.read_text(encoding="utf-8")
    if (after := LINK.sub(said, before)) != before:
        file.write_text(after, encoding="utf-8", newline="")


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


KINDS: dict[str, Callable[[str, Path], tuple[str, list[Problem]]]] = {
    "picture": remove_listed,
    "person": remove_listed,
    "entry": remove_entry,
}
