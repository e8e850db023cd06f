"""The source of an entry: the places of its fields, and its text."""

from newsroom.contract.problems import Source, alike, packed

PLACES = {(): (1, 1), (0, "title"): (1, 3), (1, "title"): (4, 3)}


def test_a_text_is_what_was_written() -> None:
    """The text of a source is the written text, with any letters."""
    text = "Blåbær «på» tur 🫐\n" * 200
    assert Source("news/sak.md", {}, packed(text)).text == text
    assert Source("news/sak.md").text == ""


def test_an_entry_in_a_file_of_several_has_its_own_places() -> None:
    """An entry in a file of several has only its own places, counted from its start."""
    assert Source("events/2023.yaml", PLACES).under(1).places == {("title",): (4, 3)}


def test_files_of_the_same_form_share_their_places() -> None:
    """Files with the same layout share one object of places."""
    one, other = (alike(tuple(dict(PLACES).items())) for _ in range(2))
    assert one is other
    assert one == PLACES
