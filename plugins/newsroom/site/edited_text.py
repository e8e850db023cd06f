"""The new text of a document of which nothing else has changed."""

from collections.abc import Sequence
from typing import NamedTuple

from newsroom.contract.body import Body
from newsroom.contract.entry import Document
from newsroom.contract.identity_numbers import identity_numbers
from newsroom.contract.problems import Problem, unpacked
from newsroom.contract.reserved import BOKMAL_ALONE
from newsroom.inspection.scan import EditScan
from newsroom.reading.file_reader import FileReader, Models
from newsroom.reading.files import ContentFile
from newsroom.site.recorded_pages import SHOWN, RecordedText
from newsroom.site.text_records import RunRecord, recorded_text


class MoreThanTexts(Exception):
    """Something else than texts may have changed."""


class EditedText(NamedTuple):
    """A new text by the ref of its entry, and which of the fields SHOWN are new.

    `scan` is that of the run after this edit; None in the preview.
    """

    ref: str
    body: Body
    text: RecordedText
    fields: Sequence[str]
    scan: EditScan | None


def edited_text(
    file: ContentFile, known: RecordedText | None, run: RunRecord, models: Models
) -> EditedText:
    """The new text of a document. Raises MoreThanTexts where anything else may be new, OSError."""
    entry, body = _read(file, models)
    if run.languages != BOKMAL_ALONE:
        entry = entry.placed(run.languages)
    text = recorded_text(entry, body)
    is_told_of = any(_names(problem, file.path) for problem in run.problems)
    if not known or is_told_of or text.rest != known.rest or not known.rest:
        raise MoreThanTexts(file.path)
    scan = run.scan and run.scan.after(unpacked(known.source), entry.source.text)
    if run.scan and not scan:
        raise MoreThanTexts(file.path)
    fields = [field for field in SHOWN if getattr(known, field) != getattr(text, field)]
    return EditedText(entry.ref, body, text, fields, scan)


def _read(file: ContentFile, models: Models) -> tuple[Document, Body]:
    """A document that has no problem, and its body with the links as they are written."""
    data = file.read()
    read = FileReader(models).read(file, data)
    first = read.entries[0] if read.entries else None
    if not first or read.problems or first.problems or not first.text:
        raise MoreThanTexts(file.path)
    entry = first.entry
    # The number of a person, which nobody may publish; in an open repository not even in a comment.
    numbers = *identity_numbers(data.decode()), *(entry.source.numbers if entry else ())
    if not isinstance(entry, Document) or numbers:
        raise MoreThanTexts(file.path)
    return entry, first.text


def _names(problem: Problem, path: str) -> bool:
    """Whether a problem is in a file, or names a line of it."""
    return problem.path == path or any(path in value for _, value in problem.values)
