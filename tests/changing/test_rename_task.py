"""`run.py rename`: nothing is lost, nothing is half done, and the strict build passes after it."""

from pathlib import Path

import pytest

from newsroom.commands.changing.rename import main as rename
from newsroom.contract.entry import Entry
from newsroom.reading.load import load
from tests import given
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import good, recorded

# What it is called, and its address.
KINDS = {
    "article": ("news/2023/sak.md", "/nyheter/2023/sak/"),
    "page": ("pages/kontakt.md", "/kontakt/"),
    "event": ("2023-lunsj", "/arrangementer/2023/lunsj/"),
    "person": ("ola", "/personer/ola/"),
    "venue": ("sentrum", "/steder/sentrum/"),
    "network": ("helse", "/nettverk/helse/"),
}
NAMED = {
    "site.yaml": """\
        identity: example.org,2023
        name: Byen
        menu:
          - {title: Om, link: /om-oss/}
          - title: Vi
            link: "/om-oss/#hvem"
          - title: Kalender
            link: /arrangementer/2023/foredrag/
        """,
    "pages/mer.md": """\
        ---
        title: Mer
        summary: Mer.
        ---
        Se [oss][1], [dem][vi], [datoen](/arrangementer/2023/foredrag/2023-11-08/ "Onsdag"),
        [kalenderen](/kalender/person/kari.ics), [Kari](/personer/kari/) og
        [salen](/steder/sentrum/).

        [1]: /om-oss/
        [vi]: <om-oss.md#hvem>
        """,
    "reviews/2023.md": """\
        ---
        title: Året
        year: 2023
        date: 2023-12-15
        author: kari
        highlights:
          - title: Vi
            link: /om-oss/
        ---
        Takk.
        """,
    "events/foredrag.yaml": """\
        id: 2023-foredrag
        title: Foredrag
        start: 2023-11-01 09:00
        repeat: hver onsdag, 2 ganger
        venue: sentrum
        network: helse
        speakers: [ola, kari, "ola"]
        programme:
          - title: Velkommen
            speaker: kari
        summary: Hør.
        description: |
          Se [oss][1] og [oss](/om-oss/).

          [1]: /om-oss/#hvem
        instances:
          2023-11-08:
            venue: sentrum
            speakers:
              - kari
        """,
    "pages/about.md": "---\ntitle: About\nsummary: Us.\nlang: en\ntranslation_of: pages/om-oss.md\n"
    "---\nUs.\n",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", FILES)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A site in which much is named in every way there is, and whose addresses are on record."""
    content = given.written(tmp_path / "content", FILES | NAMED)
    assert recorded(content) == 0
    return content


def entry_of(content: Path, kind: str) -> Entry:
    """The one of KINDS, whatever it is called now."""
    catalog = load(content)[0]
    (found,) = (
        entry
        for entry in catalog.entries()
        if getattr(entry, "title", getattr(entry, "name", "")) == TITLES[kind]
    )
    return found


def text_of(content: Path, name: str) -> str:
    return (content / name).read_text(encoding="utf-8")


TITLES = {
    "article": "En sak",
    "page": "Kontakt",
    "event": "Lunsj",
    "person": "Ola Nordmann",
    "venue": "Sentrum scene",
    "network": "Helse",
}


def test_links_follow(content: Path, tmp_path: Path) -> None:
    """By the file and by the address; what follows # stays."""
    assert rename("content/pages/om-oss.md", "hvem-vi-er", content) == 0
    assert rename("news/2023/sak.md", "nyheten", content) == 0
    assert "(../../pages/hvem-vi-er.md#hvem)" in text_of(content, "news/2023/nyheten.md")
    assert "(/nyheter/2023/nyheten/)" in text_of(content, "pages/hvem-vi-er.md")
    good(content, tmp_path / "out", NOW=NOW)


def test_a_file_is_known_by_its_name_alone(content: Path) -> None:
    """Where nothing else is called that; where something is, each has a name that is taken."""
    assert rename("sak", "nytt", content) == 0
    given.written(content, {"pages/helse.md": FILES["pages/kontakt.md"]})
    assert rename("networks.yaml#helse", "sunnhet", content) == 0
    assert rename("helse", "frisk", content) == 0
    assert (content / "pages/frisk.md").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_there_and_back_again(published: Path, tmp_path: Path, kind: str) -> None:
    """Each time the strict build passes, and in the end only the other name is an old address."""
    name, old = KINDS[kind]
    new = old.replace(old.split("/")[-2], "nytt-navn")
    assert rename(name, "nytt-navn", published) == 0
    out = good(published, tmp_path / "out", NOW=NOW)
    assert f"url={new}" in (out / old[1:] / "index.html").read_text("utf-8")
    assert recorded(published) == 0
    then = entry_of(published, kind)
    is_event = kind == "event"
    again = then.id if is_event else (then.key or then.source.path)
    assert rename(again, old.split("/")[-2], published) == 0
    assert entry_of(published, kind).aliases == (new,)
    out = good(published, tmp_path / "out", NOW=NOW)
    assert f"url={old}" in (out / new[1:] / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "slug"),
    [("pages/om-oss.md", "hvem-vi-er"), ("2023-foredrag", "noe-a-hore"), ("kari", "kari-n"),
     ("networks.yaml#helse", "sunnhet"), ("venue:sentrum", "scenen"), ("/personer/ola/", "o")],
)  # fmt: skip
def test_all_that_names_it_follows(published: Path, tmp_path: Path, name: str, slug: str) -> None:
    """Menu, fields, references of Markdown, texts in YAML: nothing leads to the old address."""
    assert rename(name, slug, published) == 0
    out = good(published, tmp_path / "out", NOW=NOW)
    redirects = (out / "_redirects").read_text("utf-8").splitlines()
    old = min((line.split()[0] for line in redirects if f"/{slug}/ 301" in line), key=len)
    for page in out.rglob("*.html"):
        is_old = page.relative_to(out).as_posix() == f"{old[1:]}index.html"
        assert is_old or f'href="{old}' not in page.read_text("utf-8"), page


def test_a_key_is_another_wherever_it_stands(published: Path) -> None:
    """In lists of every form, in one date of a series, and beside others that only begin so."""
    people = text_of(published, "people.yaml")
    given.written(published, {"people.yaml": people + "ola-2:\n  name: En annen\n"})
    assert rename("ola", "ola-nordmann", published) == 0
    assert rename("kari", "k", published) == 0
    assert rename("sentrum", "scenen", published) == 0
    text = text_of(published, "events/foredrag.yaml")
    assert 'speakers: [ola-nordmann, k, "ola-nordmann"]' in text
    assert "speaker: k\n" in text
    assert "- k\n" in text
    assert text.count("venue: scenen\n") == 2
    assert "author: k\n" in text_of(published, "reviews/2023.md")
    assert text_of(published, "people.yaml") == (
        'k:\n  name: Kari Nordmann\n  aliases: ["/personer/kari/"]\n'
        'ola-nordmann:\n  name: Ola Nordmann\n  aliases: ["/personer/ola/"]\n'
        "ola-2:\n  name: En annen\n"
    )


def test_a_key_in_a_folder_and_one_on_a_single_line(published: Path, tmp_path: Path) -> None:
    """The file gets another name; what stands in braces stays there."""
    given.written(published, {
        "people/per.yaml": "name: Per Nordmann\n",
        "people.yaml": text_of(published, "people.yaml") + "eva: {name: Eva Nordmann}\n",
        "pages/navn.md": "---\ntitle: Navn\nsummary: N.\n---\n"
        "[Per](/personer/per/) og [Eva](/personer/eva/).\n",
    })  # fmt: skip
    assert recorded(published) == 0
    assert rename("people/per.yaml", "per-n", published) == 0
    assert rename("eva", "eva-n", published) == 0
    assert text_of(published, "people/per-n.yaml").endswith('aliases: ["/personer/per/"]\n')
    line = 'eva-n: {aliases: ["/personer/eva/"], name: Eva Nordmann}\n'
    assert line in text_of(published, "people.yaml")
    good(published, tmp_path / "out", NOW=NOW)


def test_what_people_follow_goes_on_under_the_old_address(published: Path, tmp_path: Path) -> None:
    """The calendar and the feed of a network; also once the new ones are on record."""
    assert rename("helse", "sunnhet", published) == 0
    for _ in range(2):
        assert recorded(published) == 0
        out = good(published, tmp_path / "out", NOW=NOW)
        for old in ("kalender/nettverk/helse.ics", "nettverk/helse/feed.xml"):
            new = out / old.replace("helse", "sunnhet")
            assert (out / old).read_bytes() == new.read_bytes()
