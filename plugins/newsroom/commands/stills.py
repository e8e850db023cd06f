"""Still pictures for `run.py check --fix`: `foto.gif.png` is the first frame of `foto.gif`."""

import io
from collections.abc import Iterator
from pathlib import Path

from newsroom.contract.body import Body
from newsroom.contract.entry import Entry
from newsroom.contract.fields import written_path
from newsroom.contract.image import Image
from newsroom.contract.problems import Report, Source, Where
from newsroom.pictures.derive import upright
from newsroom.pictures.inspect import MOVES, PictureFault, opened

SUFFIX = ".png"
# The path from content/ of a picture, the path as it is written, and where.
NamedPicture = tuple[str, str, Source, Where]


def pictures_in(entry: Entry, body: Body | None) -> Iterator[NamedPicture]:
    """Each picture that a field or the text of an entry names."""
    for where, image in entry.parts(Image):
        yield image.src, written_path(image.src, entry.file), entry.source, (*where, "src")
    for target in body.of_kind("picture") if body else ():
        yield target.name, target.written, entry.source.at_line(target.line), ()


def report_moving(pictures: Iterator[NamedPicture], content: Path, report: Report) -> None:
    """Report each moving picture, with its still picture as the suggestion."""
    for path, written, source, where in pictures:
        if _is_moving(content / path):
            values = {"src": written, "suggestion": written + SUFFIX}
            report.add(source, where, MOVES, values)


def moving_originals(pictures: Iterator[NamedPicture], content: Path) -> Iterator[str]:
    """The moving picture of each still picture that is not there yet."""
    for path, *_ in pictures:
        original = path.removesuffix(SUFFIX)
        if original != path and not (content / path).exists() and _is_moving(content / original):
            yield original


def write_still(original: Path) -> None:
    """Write the first frame of a moving picture beside it, in sRGB and without metadata."""
    out = io.BytesIO()
    with original.open("rb") as file:
        upright(opened(file, may_move=True), 1).save(out, "PNG", optimize=True)
    original.with_name(original.name + SUFFIX).write_bytes(out.getvalue())


def _is_moving(file: Path) -> bool:
    try:
        with file.open("rb") as data:
            opened(data)
    except (PictureFault, OSError) as fault:
        return getattr(fault, "code", "") == MOVES
    return False
