"""Where fields are written, and the text below them."""

from newsroom.contract.compressed_text import packed
from newsroom.contract.source import Source, alike

PLACES = {(): (1, 1), (0, "title"): (1, 3), (1, "title"): (4, 3)}


def test_a_text_is_what_was_written() -> None:
    """Whatever letters it is written with."""
    text = "Blåbær «på» tur 🫐\n" * 200
    assert Source("news/sak.md", {}, packed(text)).text == text
    assert Source("news/sak.md").text == ""


def test_an_entry_in_a_file_of_several_has_its_own_places() -> None:
    """Counted from the entry; what stands elsewhere is not among them."""
    assert Source("events/2023.yaml", PLACES).under(1).places == {("title",): (4, 3)}


def test_files_of_the_same_form_share_their_places() -> None:
    """Ten thousand articles have a few forms."""
    one, other = (alike(tuple(dict(PLACES).items())) for _ in range(2))
    assert one is other
    assert one == PLACES
