"""Errors in gone.txt and in aliases: their places and their corrections."""

from pathlib import Path

import pytest

from newsroom.contract.catalog import GONE
from tests import given
from tests.ledger.test_published_once import NOW
from tests.site.building import good

DOCUMENT = "/dokumenter/plan.pdf"
OFFERED = "[Les](../documents/plan.pdf)"


def replaced(content: Path, name: str, old: str, new: str) -> None:
    file = content / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_document_that_is_given_up_and_still_offered_is_told(content, told, tmp_path) -> None:
    """The error is at the link to the document; without the link, the document is 410."""
    given.written(content, {GONE: f"{DOCUMENT}\n"})
    (message,) = told()
    assert message.startswith("content/record/gone.txt:1:1: gone-made: ")
    assert "av pages/planen.md:5." in message
    replaced(content, "pages/planen.md", OFFERED, "Les")
    out = good(content, tmp_path / "out", NOW=NOW)
    assert f"{DOCUMENT} /404.html 410" in (out / "_redirects").read_text("utf-8")
    assert not (out / DOCUMENT[1:]).exists()


def test_a_document_that_an_event_or_a_draft_offers_is_told_too(content, told) -> None:
    """A document of an event or a draft in gone.txt is an error too."""
    replaced(content, "pages/planen.md", OFFERED, "Les")
    documents = "  documents:\n    - {title: Plan, src: documents/plan.pdf}\n"
    replaced(content, "events/2023.yaml", "  title: Lunsj\n", f"  title: Lunsj\n{documents}")
    given.written(content, {GONE: f"{DOCUMENT}\n"})
    assert "av events/2023.yaml:12." in told()[0]
    replaced(content, "events/2023.yaml", "  title: Lunsj\n", "  title: Lunsj\n  status: draft\n")
    assert [text for text in told() if "gone-made" in text and DOCUMENT in text]


@pytest.mark.parametrize(
    ("alias", "other"),
    [("/Kontakt/", "/kontakt/"), ("/OM-OSS/", "/om-oss/"), ("/Eldre/", "/eldre/")],
)
def test_an_alias_that_differs_in_capital_letters_only_is_told(
    content, told, tmp_path, alias, other
) -> None:
    """An alias must differ from each page and alias by more than case."""
    replaced(content, "news/2023/sak.md", "title:", "aliases: [/eldre/]\ntitle:")
    replaced(content, "pages/kontakt.md", "title:", f"aliases: [{alias}]\ntitle:")
    (message,) = told()
    assert "alias-case" in message
    assert f"«{alias}» skiller seg bare fra «{other}»" in message
    replaced(content, "pages/kontakt.md", f"aliases: [{alias}]\n", "")
    good(content, tmp_path / "out", NOW=NOW)


@pytest.mark.parametrize(
    ("name", "field", "address"),
    [
        ("news/2023/sak.md", "title: En sak\n", "/nyheter/2023/sak/"),
        ("events/2023.yaml", "  title: Lunsj\n", "/arrangementer/2023/lunsj/"),
        ("reviews/2023.md", "title: Året\n", "/aret/2023/"),
        ("networks.yaml", "  name: Helse\n", "/nettverk/helse/"),
    ],
)
def test_an_address_is_not_its_own_old_one(content, told, name, field, address) -> None:
    """An alias that is the entry's own address is an error, for each kind of entry."""
    indent = " " * (len(field) - len(field.lstrip()))
    replaced(content, name, field, f"{field}{indent}aliases: [{address}]\n")
    (message,) = told()
    assert f"alias-own: «{address}» er adressen siden har nå" in message


def test_an_alias_may_be_written_twice(content, told) -> None:
    """The second is no other entry's address, and not the entry's own."""
    replaced(content, "pages/kontakt.md", "title:", "aliases: [/eldre/, /eldre/]\ntitle:")
    assert told() == []


def test_an_alias_where_a_list_stands_is_told_as_that(content, told) -> None:
    """The error for an alias at a list names the address of the list, and a correction."""
    replaced(content, "pages/kontakt.md", "title:", "aliases: [/nyheter/]\ntitle:")
    (message,) = told()
    assert "er opptatt: nettstedet lager selv «/nyheter/». Ta bort linjen" in message


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("news/2023/sak.md", "date: 2023-05-01", "date: 2022-05-01", 3),
        ("news/2023/sak.md", "summary:", "lang: en\nsummary:", 4),
        ("events/2023.yaml", "start: 2023-10-12", "start: 2022-10-12", 11),
        ("reviews/2023.md", "year: 2023", "year: 2022", 4),
    ],
)
def test_a_changed_address_is_told_at_the_field_that_changed_it(
    content, told, name, old, new, line
) -> None:
    """The error is at the field that changed the address, such as the date or the language."""
    replaced(content, name, old, new)
    assert any(f"{name}:{line}:" in text and "address-changed" in text for text in told())


def test_an_address_that_changes_again_is_added_to_the_list(content, told, tmp_path) -> None:
    """The suggested line has the earlier aliases too, since the key may occur only once."""
    replaced(content, "pages/kontakt.md", "title:", "slug: ring\naliases: [/gammel/]\ntitle:")
    (message,) = told()
    line = message.rpartition("`aliases: ")[2].rstrip("`.")
    assert line == '["/gammel/", "/kontakt/"]'
    replaced(content, "pages/kontakt.md", "[/gammel/]", line)
    good(content, tmp_path / "out", NOW=NOW)


def test_an_event_in_a_list_is_told_by_its_line(content, told, tmp_path) -> None:
    """The error is at the line of the event in its file, and the suggested line is enough."""
    replaced(content, "events/2023.yaml", "  title: Lunsj\n", "  title: Lunsj\n  slug: mat\n")
    (message,) = told()
    assert message.startswith("content/events/2023.yaml:11:3: address-changed: ")
    alias = 'aliases: ["/arrangementer/2023/lunsj/"]'
    assert message.endswith(f"i events/2023.yaml:9 skal det stå `{alias}`.")
    replaced(content, "events/2023.yaml", "  slug: mat\n", f"  slug: mat\n  {alias}\n")
    good(content, tmp_path / "out", NOW=NOW)
