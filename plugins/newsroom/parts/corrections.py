"""Makes the notes about corrections of published texts."""

from newsroom.contract.article import Article
from newsroom.contract.review import Review
from newsroom.parts.prose import inline
from newsroom.parts.shapes import CorrectionNote, Time
from newsroom.parts.site_data import SiteData
from newsroom.wording.texts import our_texts


def correction_notes(
    entry: Article | Review, site_data: SiteData, lang: str = "nb"
) -> tuple[CorrectionNote, ...]:
    """The notes in the order of the front matter, each with its date in words."""
    return tuple(
        CorrectionNote(
            word=our_texts(lang)("Rettet"),
            date=Time.of_day(correction.date, lang),
            text=inline(correction.text, entry, site_data),
        )
        for correction in entry.corrections
    )
