"""The languages of an entry: where its pages begin, and its words in another language."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from pydantic import BaseModel, PrivateAttr

from newsroom.contract.problems import NOWHERE, Source
from newsroom.contract.reserved import BOKMAL_ALONE, NEAR, Home, homes, site_language

# What a translation may leave out, and still has.
KEPT = {"title", "name", "join", "members_title", "kinds", "slug"}


class Translatable(BaseModel):
    """An entry in one language, with fields such as `en` for its words in others.

    A document has no such fields: its translation is a file with `translation_of`.
    """

    # The words of a field that is left out, by language.
    worded_defaults: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    # pydantic would make a deep copy of a plain default for every entry.
    _source: Source = PrivateAttr(default_factory=lambda: NOWHERE)
    # Of a site that is not in Bokmål alone: its languages, and the language of a translation.
    _languages: tuple[str, ...] = PrivateAttr(default=())
    _translation: str = PrivateAttr(default="")
    # Of a translation: the language of what it has no words for.
    _original_lang: str = PrivateAttr(default="")

    @property
    def site_lang(self) -> str:
        """The language of the words around its text."""
        languages: tuple[str, ...] = self._own("_languages")
        first = languages[0] if languages else "nb"
        return site_language(getattr(self, "lang", self._own("_translation") or first), first)

    @property
    def home(self) -> Home:
        """Where the pages in its language begin."""
        return homes(self._own("_languages") or BOKMAL_ALONE)[self.site_lang]

    def placed(self, languages: tuple[str, ...]) -> Self:
        """A copy in a site of these languages; without `lang` it is in the first."""
        left_out, first = type(self).model_fields.keys() - self.model_fields_set, languages[0]
        fields = {"lang": first} if "lang" in left_out else {}
        lang = site_language(fields.get("lang", getattr(self, "lang", first)), first)
        lang = next((one for one in (lang, NEAR.get(lang)) if one in languages), first)
        worded = self.worded_defaults.items()
        fields |= {name: words[lang] for name, words in worded if name in left_out}
        placed = self.model_copy(update=fields)
        placed._languages = languages
        return placed

    def standing_in(self, lang: str) -> Self:
        """The entry in the lists of another language: what is a default has its words there."""
        worded = self.worded_defaults.items()
        fields = {
            name: words[lang] for name, words in worded if getattr(self, name) in words.values()
        }
        return self.model_copy(update=fields) if fields else self

    def translated(self, lang: str) -> Self | None:
        """A copy with the words of its translation; None when it has none in this language.

        A text that is not translated is left out; a name stays as it is.
        """
        words = getattr(self, lang, None)
        if not isinstance(words, BaseModel):
            return None
        fields = {name: value for name, value in words if value or name not in KEPT}
        if "lang" in type(self).model_fields:
            fields["lang"] = lang
        translated = self.model_copy(update=fields)
        translated._translation = lang
        translated._original_lang = getattr(self, "lang", self.site_lang)
        translated._source = translated._source.under(lang)
        return translated

    def lang_on(self, page_lang: str, field: str = "") -> str:
        """The language of its text, or of a field, where a page in another one has it; else ""."""
        lang: str = getattr(self, "lang", self.site_lang)
        translation = self._own("_translation") if field else ""
        if translation and not getattr(getattr(self, translation), field, None):
            lang = self._own("_original_lang")
        return "" if lang == page_lang else lang

    @property
    def body_ref(self) -> str:
        """The name of its text: its ref, with the language of a translation."""
        lang: str = self._own("_translation")
        return f"{self.ref}@{lang}" if lang else self.ref

    @property
    def original_ref(self) -> str:
        """The ref of the document that it translates, else its own."""
        return getattr(self, "translation_of", None) or self.ref

    @property
    def ref(self) -> str:
        """The unique name of the entry."""
        raise NotImplementedError

    def _own(self, name: str) -> Any:
        """A private attribute, faster than through pydantic's `__getattr__`."""
        return (self.__pydantic_private__ or {})[name]
