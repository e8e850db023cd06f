"""Translates interface texts: Norwegian Bokmål in the code, other languages from catalogues.

The catalogues are gettext's (`<lang>.po`), read by Babel.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from babel.lists import format_list
from babel.messages.pofile import read_po

Texts = Callable[[str], str]
CATALOGUES = Path(__file__).with_name("translations")


def texts(lang: str, *folders: Path) -> Texts:
    """The translation function `t` of a language, with the catalogues in `folders`.

    The first catalogue with a translation counts; a text without one stays Norwegian.
    """
    catalogues = [_catalogue(folder / f"{lang}.po") for folder in folders if lang != "nb"]
    return lambda text: next((known[text] for known in catalogues if known.get(text)), text)


def our_texts(lang: str, *folders: Path) -> Texts:
    """The translation function for texts in Python code; the catalogues in `folders` come last."""
    return texts(lang, CATALOGUES, *folders)


def listed(names: Iterable[str], lang: str, style: Literal["standard", "or"] = "standard") -> str:
    """The names as text: "Kari, Ola og Siv"; with the style "or" "Kari, Ola eller Siv"."""
    return format_list(tuple(names), style, locale=lang)


@cache
def _catalogue(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    with path.open("rb") as file:
        messages = list(read_po(file))
    return {str(message.id): str(message.string or "") for message in messages if message.id}
