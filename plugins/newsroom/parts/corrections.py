"""What was wrong after publishing, said aloud."""

from collections.abc import Iterable

from newsroom.contract.article import Correction as Mended
from newsroom.parts.shapes import Correction, Time
from newsroom.wording import dates
from newsroom.wording.texts import our_texts


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
