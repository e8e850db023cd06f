"""The words around the newsroom's own: Norwegian Bokmål in the code, others from a catalogue.

Catalogues are gettext's (`theme/translations/<lang>.po`), read by Babel.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

Texts = Callable[[str], str]
CATALOGUES = Path(__file__).with_name("translations")


def texts(lang: str, *folders: Path) -> Texts:
    """`t("Nyheter")` in a language, by the first catalogue that has it; else it stays Norwegian."""
    catalogues = [_catalogue(folder / f"{lang}.po") for folder in folders if lang != "nb"]
    return lambda text: next((known[text] for known in catalogues if known.get(text)), text)


def our_texts(lang: str) -> Texts:
    """The same for the words that Python writes."""
    return texts(lang, CATALOGUES)


@cache
def _catalogue(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id}
