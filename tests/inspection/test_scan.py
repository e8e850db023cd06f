"""The scan of a finished site: the faults that it finds, and what is no fault."""

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from PIL import Image

from newsroom.contract.edition import edition
from newsroom.contract.entry import Entry
from newsroom.disk.stats import FileRecord
from newsroom.inspection.file_scan import (
    Fault,
    ScanRules,
    each_once,
    faults_in,
    has_place,
    names_of,
)
from newsroom.inspection.public_words import PublicText, PublicWordIndex
from newsroom.inspection.scan import CleanScan, key_of, originals_among
from newsroom.inspection.secrets import hidden_phrases, texts_of, words_of
from tests import given

OWN = "Vi møtes i september. Les mer om dette på siden."


def rules(*entries: Entry, folders: Iterable[str] = ()) -> ScanRules:
    """The rules that look for the unpublished words of these entries."""
    whole = given.catalog(*entries)
    seen = edition(whole, given.NOW)
    said = [OWN, *(text for one in seen.catalog.entries() for _, text in texts_of(one))]
    hidden = list(hidden_phrases(whole, seen.withheld))
    candidates = frozenset(word for phrase in hidden for word in phrase.candidates)
    texts = [PublicText(text, lambda text=text: text) for text in said]
    public = PublicWordIndex.of(texts, candidates).public_words()
    secrets = (secret for phrase in hidden if (secret := phrase.secret(public)))
    return ScanRules.of(secrets, folders, "https://prove.example/sti")


def found(data: str | bytes, rules: ScanRules, path: str = "x/index.html") -> list[tuple[str, str]]:
    data = data.encode() if isinstance(data, str) else data
    return [(fault.code, fault.value) for fault in faults_in(path, data, rules)]


DRAFT = given.article(
    text="Ingen vet ennå at *hestehagen* skal bli park.\n",
    title="Hemmelig & stort: Fusjonen",
    tags=["Oppkjøp"],
    author="Petra Ukjent",
    status="draft",
)


@pytest.mark.parametrize(
    "leak",
    [
        "<h1>Hemmelig &amp; stort: Fusjonen</h1>",
        "<a href='/nyheter/2023/hemmelig-stort-fusjonen/'>Les</a>",
        "<p>at <em>hestehagen</em> skal</p>",
        "<li>Oppkjøp</li>",
        "<p>Av Petra Ukjent</p>",
    ],
)
def test_a_draft_is_known_by_its_words(leak: str) -> None:
    """A draft is found by its title, slug, text, tag or name, also across markup."""
    assert {code for code, _ in found(leak, rules(DRAFT))} == {"leak-unpublished"}


def test_a_calendar_is_read_unfolded_and_data_unescaped() -> None:
    """Words are found in folded calendar lines (RFC 5545, 3.1) and in escaped data."""
    assert found(b"SUMMARY:Fusj\r\n onen\r\n", rules(given.article(title="Fusjonen", status="draft",
                 summary="x")), "a.ics")  # fmt: skip
    assert found('{"a":"at\\nhestehagen skal"}', rules(DRAFT), "a.json")


def test_words_that_are_public_give_nothing_away() -> None:
    """A word that is public is no fault."""
    public = given.article("news/2023/annen.md", title="Fusjonen i hestehagen")
    draft = given.article(title="Fusjonen", summary="Om september", tags=["Siden"], status="draft")
    assert found("<h1>Fusjonen i hestehagen</h1> september Siden", rules(public, draft)) == []


def test_a_title_of_common_words_is_known_by_their_order() -> None:
    """A title of common words is found by their order."""
    draft = given.article(title="Dette møtes vi om", summary="", status="draft")
    assert found("<h1>Dette møtes vi om</h1>", rules(draft))
    assert found("<p>Vi møtes om dette</p>", rules(draft)) == []


@pytest.mark.parametrize("title", ["Ny sjef: Åse Bø", "Ny *sjef* (Åse Bø)", "Ny sjef. Åse Bø"])
def test_a_title_of_short_words_is_known_across_its_signs(title: str) -> None:
    """A title of short words is found as written and as a slug."""
    known = rules(given.article(title=title, summary="", status="draft"))
    assert found("<h1>Ny sjef: Åse Bø</h1>", known)
    assert found("NY SJEF – ÅSE BØ", known, "a.txt")
    assert found("<p>Ny sjef i dag.</p><p>Åse Bø sier</p>", known) == []


def test_what_is_public_is_no_secret() -> None:
    """A site without drafts has no word to look for."""
    assert rules(given.article(), given.event()).secrets == {}


def test_a_person_to_be_announced_is_one() -> None:
    """A person whom only a draft names is not public."""
    draft = given.article(author="petra", status="draft")
    petra = given.person("petra", name="Petra Ukjent", role="Havnefogd")
    assert found("<h1>Petra Ukjent</h1><p>Havnefogd</p>", rules(draft, petra))
    both = (draft, petra, given.article("news/2023/b.md", author="petra"))
    assert found("<h1>Petra Ukjent</h1>", rules(*both)) == []


def test_a_folder_of_the_machine_is_found_in_any_file() -> None:
    """A build folder's path is found in any file, also in pictures and documents."""
    known = rules(folders=["/bygg/innhold"])
    assert found(b"\x00/bygg/innhold/x", known, "a.pdf") == [("leak-path", "/bygg/innhold")]


def photograph(form: str, place: bool) -> bytes:
    exif = Image.Exif()
    exif[0x0110] = "Kamera"
    if place:
        exif[0x8825] = {1: "N", 2: (59.0, 57.0, 0.0)}
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, form, exif=exif)
    return data.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_that_tells_its_place_is_found(form: str) -> None:
    """A picture with a GPS position is found, in each format that can have one."""
    suffix = f".{form.lower()}"
    assert has_place(photograph(form, place=True), suffix)
    assert not has_place(photograph(form, place=False), suffix)


def test_a_place_in_xmp_is_found() -> None:
    """A position in XMP is found, without EXIF."""
    assert has_place(b"...<x:xmpmeta exif:GPSLatitude='59'></x:xmpmeta>", ".jpg")


def test_what_cannot_be_read_is_not_let_out() -> None:
    """A picture that cannot be read is a fault, since it may have a position."""
    cut = photograph("JPEG", place=False)[:40]
    assert b"Exif" in cut
    assert has_place(cut, ".jpg")


def test_what_a_picture_says_of_itself_is_read() -> None:
    """The scan reads the creator and the credit of a picture, and not its pixels."""
    known = rules(given.article(title="Fusjonen", summary="x", status="draft"))
    packet = "\xff<x:xmpmeta>Fusjonen</x:xmpmeta>".encode("latin-1")
    assert found(packet, known, "a.jpg")
    assert found(b"Fusjonen", known, "a.jpg") == []


def test_an_original_is_found_by_its_bytes(tmp_path) -> None:
    """An original is found by its bytes, and not by its size."""
    file = tmp_path / "a.jpg"
    file.write_bytes(b"abc")
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    rows = {"x.jpg": (digest, 3), "y.jpg": ("0" * 64, 3), "z.jpg": (digest, 4)}
    files = {path: FileRecord(*row, 0) for path, row in rows.items()}
    assert originals_among(files, [file]) == {"x.jpg": file}


def test_words_are_the_same_however_they_are_written() -> None:
    """Words are compared in lower case, without entities, accents and quotation marks; æøå stay."""
    found = words_of("<b>BLÅBÆR</b>\u00a0– og &#171;K&amp;I&#187; i «skogs\u00adkanten»".encode())
    words = ["b", "blåbær", "b", "og", "k", "i", "i", "skogskanten"]
    assert found == [word.encode() for word in words]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('<a href="mailto:?subject=Bl%C3%A5fjell%20hotell">', "a.html"),
        ('{"x": "a\\nBl\\u00e5fjell hotell"}', "a.html"),
        ("SUMMARY:Møte\\nBlåfjell\r\n  hotell", "a.ics"),
        ("Bl&aring;fjell&nbsp;hotell", "a.xml"),
        ("BLÅFJELL HOTELL", "a.txt"),
    ],
)
def test_words_are_found_however_a_file_writes_them(written: str, name: str) -> None:
    """Words are found in addresses, JSON, folded lines, entities and capital letters."""
    known = rules(given.article(title="Blåfjell hotell", summary="x", status="draft"))
    assert found(written.encode(), known, name)


def test_the_name_of_a_picture_is_found_alone() -> None:
    """A picture's name is found without its folder, since copies keep the name."""
    image = {"src": "images/2023/gullfisk.jpg", "alt": "x"}
    known = rules(given.article(title="x", summary="x", image=image, status="draft"))
    assert found(b'<img src="/bilder/gullfisk.0a1b.webp">', known)


def test_only_what_is_new_is_looked_at_again() -> None:
    """Unchanged files are not scanned again, until a new draft adds words."""
    one, other = rules(DRAFT), rules(DRAFT, given.page(title="Skjult fane", status="draft"))
    last = CleanScan(one, frozenset({key_of("a.html", "1")}), PublicWordIndex("", {}))
    assert last.keys_for(one) == last.keys_for(rules()) == {key_of("b.HTML", "1")}
    assert last.keys_for(other) == frozenset()
    assert len({key_of("a.html", "1"), key_of("a.html", "2"), key_of("a.css", "1")}) == 3


@pytest.mark.parametrize(
    ("folders", "siteurl", "names"),
    [
        (["/hos/bygg/content", "/hos/bygg", "/hjem/kari"], "", ["/hjem/kari", "/hos/bygg"]),
        (["/", "/hjem", "/app"], "", []),
        (["/hos/et nettsted"], "", ["/hos/et nettsted", "/hos/et%20nettsted"]),
        (["/stedet/vårt"], "https://prove.example/stedet/vårt", []),
    ],
)
def test_a_folder_is_looked_for_by_its_names(folders, siteurl, names) -> None:
    """A build folder is found by its outermost names, which are no address of the site."""
    assert sorted(names_of(map(Path, folders), siteurl)) == names


def test_a_folder_is_no_part_of_something_longer() -> None:
    """A folder is not found within a longer name or in a foreign address."""
    known = rules(folders=["/hjem/kari"])
    assert found("file:///hjem/kari/x /hjem/kari", known) == [("leak-path", "/hjem/kari")]
    assert found("/hjem/karin https://a.example/hjem/kari/ /hjem/kari-2", known) == []


def test_what_is_given_away_is_told_once() -> None:
    """Each leaked word is reported once, with its first file and the number of files."""
    faults = [Fault(f"{at}.html", "leak-foreign", url) for url in ("a", "b") for at in (3, 1, 2)]
    pictures = [Fault(f"{at}.jpg", "leak-place") for at in (1, 2)]
    told = [(fault.path, fault.value, count) for fault, count in each_once(faults + pictures)]
    assert told == [("1.html", "a", 3), ("1.html", "b", 3), ("1.jpg", "", 1), ("2.jpg", "", 1)]


def test_a_public_text_is_read_again_only_when_it_or_what_is_asked_has_changed() -> None:
    """A public text is read again only when it or the words have changed."""
    read: list[str] = []

    def text(key: str, said: str) -> PublicText:
        return PublicText(key, lambda: (read.append(key), said)[1])

    asked = frozenset({b"fusjonen", b" stor sak "})
    first = PublicWordIndex.of([text("a", "Fusjonen!"), text("b", "En stor, ny sak")], asked)
    assert (first.public_words(), read) == ({b"fusjonen"}, ["a", "b"])
    second = PublicWordIndex.of([text("a", "ulest"), text("c", "En stor sak")], asked, first)
    assert (second.public_words(), read) == (asked, ["a", "b", "c"])
    assert (
        PublicWordIndex.of([text("a", "ulest")], asked | {b"mer"}, second).public_words() == set()
    )
    assert read == ["a", "b", "c", "a"]
