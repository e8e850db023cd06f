"""What the references of a form may name: the entries and the words that the site has."""

from collections.abc import Iterable, Mapping

from newsroom.contract.article import Article
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Document, Entry
from newsroom.desk.forms.fields import Choice


def suggestions(catalog: Catalog) -> Mapping[str, tuple[Choice, ...]]:
    """By the kind of a reference (RefersTo), or `image` and `document` for files."""
    models = [model for model in catalog.models if not issubclass(model, Document)]
    translatable = (m for m in catalog.models if "translation_of" in m.model_fields)
    articles = catalog.of(Article)
    site = catalog.site
    return {
        **{model.kind_name(): _entries(catalog.of(model)) for model in models},
        "file": tuple(one for model in translatable for one in _entries(catalog.of(model))),
        "article": _entries(articles),
        "edition": _words(site.languages[1:]),
        "type": _words(site.event_types),
        "kind": tuple(Choice(key, heading) for key, heading in site.network_kinds.items()),
        "category": _words(sorted({article.category for article in articles})),
        "tag": _words(sorted({tag for article in articles for tag in article.tags})),
        "image": _words(sorted(catalog.pictures)),
        "document": _words(sorted(p for p in catalog.media if p.startswith("documents/"))),
    }


def _entries(entries: Iterable[Entry]) -> tuple[Choice, ...]:
    """Each entry by its key, id or file, with the name that people know it by."""
    return tuple(Choice(one.short_name, entry_title(one)) for one in entries)


def entry_title(entry: Entry) -> str:
    """The title, the name or the year of an entry; its key, id or file when it has none."""
    named = (getattr(entry, name, "") for name in ("title", "name", "year"))
    return str(next(filter(None, named), "")) or entry.short_name


def _words(words: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(word, word) for word in words)
