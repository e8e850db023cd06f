"""What is typed in several tabs becomes one draft, and no tab loses its text."""

import random
from pathlib import Path

import pytest

from newsroom.commands.changing.entry_text import EntryPlace, EntryText
from newsroom.contract.article import Article
from newsroom.desk.saving.drafts import Drafts, opened, value_at

PLACE = EntryPlace(Article, "news/2024/sak.md")
TEXT = "---\ntitle: A\nsummary: B\n---\nEn.\n\nTo.\n"
FIELDS = ("title", "summary", "body")


def changed(entry: EntryText, field: str, text: str) -> EntryText:
    """An entry with another text in a field; None is for no text."""
    if field == "body":
        return EntryText(entry.fields, text)
    fields = {name: value for name, value in entry.fields.items() if name != field}
    return EntryText({**fields, field: text} if text else fields, entry.body)


@pytest.mark.parametrize("seed", range(30))
def test_the_last_text_of_each_tab_is_kept(seed: int) -> None:
    """In the draft, or beside it to choose from."""
    chance = random.Random(seed)
    draft = opened(PLACE, TEXT)
    tabs = [draft.entry] * chance.choice((2, 3))
    typed: dict[tuple[int, str], str] = {}
    for number in range(12):
        tab, field = chance.randrange(len(tabs)), chance.choice(FIELDS)
        text = f"Tekst {number}." * (chance.random() < 0.7)
        form = changed(tabs[tab], field, text)
        draft = draft.merged(tabs[tab], form)
        tabs[tab] = form
        typed[tab, field] = text
    for (_, field), text in typed.items():
        others = [other for where, other in draft.others if where == (field,)]
        assert not text or text in (value_at(draft.entry, (field,)), *others), (typed, draft)


def test_a_draft_is_read_as_it_was_kept(tmp_path: Path) -> None:
    """Also with the texts to choose from, and by the id of a form."""
    drafts = Drafts(tmp_path, (Article,))
    entry = EntryText({"title": "Å"}, "En.\n")
    draft = opened(PLACE, TEXT).merged(entry, changed(entry, "title", "C"))
    assert draft.others == ((("title",), "A"),)
    drafts.keep(draft)
    id = drafts.remember(draft)
    assert drafts.find(draft.id) == drafts.had(id) == draft
    assert drafts.remember(draft, "../ute") == "" and drafts.had("ukjent") is None
