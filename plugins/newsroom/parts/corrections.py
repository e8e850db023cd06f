"""Makes the notes about corrections of published texts."""

from collections.abc import Iterable

from newsroom.contract.article import Correction
from newsroom.parts.shapes import CorrectionNote, Time
from newsroom.wording.texts import our_texts


def correction_notes(
    corrections: Iterable[Correction], lang: str = "nb"
) -> tuple[CorrectionNote, ...]:
    """The notes in the order of the front matter, each with its date in words."""
    return tuple(
        CorrectionNote(
            word=our_texts(lang)("Rettet"),
            date=Time.of_day(correction.date, lang),
            text=correction.text,
        )
        for correction in corrections
    )
