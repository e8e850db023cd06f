"""What the desk says, in Norwegian and English: sentences of its code, and words of its pages."""

import errno
from pathlib import Path

from newsroom.wording import fields
from newsroom.wording.texts import Texts, texts

SENTENCES = Path(__file__).with_suffix(".yaml")
# English for the texts of templates; that for the words of fields is beside fields.yaml.
CATALOGUES = (Path(__file__).with_name("translations"), fields.CATALOGUES)

REASONS = {
    errno.ENOSPC: "reason-full",
    errno.EDQUOT: "reason-full",
    errno.EACCES: "reason-refused",
    errno.EPERM: "reason-refused",
    errno.EROFS: "reason-read-only",
}


def sentence(code: str, lang: str, **values: object) -> str:
    """The sentence of a code with these values; in Norwegian for any language but English."""
    words: str = fields.load_yaml(SENTENCES)[code]["en" if lang == "en" else "nb"]
    return words.format(**values)


def reason_of(fault: OSError, lang: str) -> str:
    """Why a file cannot be written; for what is rare the name that every system has for it."""
    code = REASONS.get(fault.errno or 0, "reason-other")
    return sentence(code, lang, name=errno.errorcode.get(fault.errno or 0, "?"))


def desk_texts(lang: str, *folders: Path) -> Texts:
    """The translation of texts in templates, and of words of fields; `folders` come last."""
    return texts(lang, *CATALOGUES, *folders)
