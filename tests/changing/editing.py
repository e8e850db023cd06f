"""Reads and edits files of a content folder."""

from pathlib import Path


def text_of(content: Path, name: str) -> str:
    return (content / name).read_text(encoding="utf-8")


def replace(content: Path, name: str, old: str, new: str) -> None:
    """Replaces the first `old` in a file, which must have it, as an editor would."""
    text = text_of(content, name)
    assert old in text
    (content / name).write_text(text.replace(old, new, 1), encoding="utf-8")
