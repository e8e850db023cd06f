"""What was wrong after publishing, said aloud."""

from collections.abc import Iterable

from plugins.contract.article import Correction as Mended
from plugins.parts.shapes import Correction, Time
from plugins.wording import dates
from plugins.wording.texts import our_texts


def corrections(mended: Iterable[Mended], lang: str = "nb") -> tuple[Correction, ...]:
    """ "Rettet 3. januar 2024: …", in the order they are written."""
    return tuple(
        Correction(
            word=our_texts(lang)("Rettet"),
            date=Time(text=dates.day(one.date.day, lang), machine=dates.machine(one.date)),
            text=one.text,
        )
        for one in mended
    )
