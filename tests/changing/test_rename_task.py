"""`run.py rename`: all links are updated, old addresses redirect, and a strict build passes."""

from pathlib import Path

import pytest

from newsroom.commands.changing.rename import main as rename
from newsroom.contract.entry import Entry
from newsroom.reading.load import load
from tests import given
from tests.changing.editing import text_of
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import good, publish, recorded

# The argument of `rename` for an entry of each kind, and the address of the entry.
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
def published(tmp_path: Path) -> Path:
    """A site that refers to entries in every way content allows, with its addresses recorded."""
    content = given.written(tmp_path / "content", FILES | NAMED)
    publish(content)
    return content


def entry_of(content: Path, kind: str) -> Entry:
    """The entry of KINDS, whatever its present name."""
    catalog = load(content)[0]
    (entry_found,) = (
        entry
        for entry in catalog.entries()
        if getattr(entry, "title", getattr(entry, "name", "")) == TITLES[kind]
    )
    return entry_found


TITLES = {
    "article": "En sak",
    "page": "Kontakt",
    "event": "Lunsj",
    "person": "Ola Nordmann",
    "venue": "Sentrum scene",
    "network": "Helse",
}


def test_rename_updates_links(content: Path, tmp_path: Path) -> None:
    """Links by file and by address get the new name and keep their fragments."""
    assert rename("content/pages/om-oss.md", "hvem-vi-er", content) == 0
    assert rename("news/2023/sak.md", "nyheten", content) == 0
    assert "(../../pages/hvem-vi-er.md#hvem)" in text_of(content, "news/2023/nyheten.md")
    assert "(/nyheter/2023/nyheten/)" in text_of(content, "pages/hvem-vi-er.md")
    good(content, tmp_path / "out", NOW=NOW)


def test_rename_accepts_a_file_name_without_folder_and_suffix(content: Path) -> None:
    """When two entries are called `helse`, `networks.yaml#helse` names the network."""
    assert rename("sak", "nytt", content) == 0
    given.written(content, {"pages/helse.md": FILES["pages/kontakt.md"]})
    assert rename("networks.yaml#helse", "sunnhet", content) == 0
    assert rename("helse", "frisk", content) == 0
    assert (content / "pages/frisk.md").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_rename_and_rename_back(published: Path, tmp_path: Path, kind: str) -> None:
    """Both times a strict build passes; in the end the only alias is the temporary address."""
    name, old = KINDS[kind]
    new = old.replace(old.split("/")[-2], "nytt-navn")
    assert rename(name, "nytt-navn", published) == 0
    out = good(published, tmp_path / "out", NOW=NOW)
    assert f"url={new}" in (out / old[1:] / "index.html").read_text("utf-8")
    assert recorded(published) == 0
    renamed = entry_of(published, kind)
    is_event = kind == "event"
    back = renamed.id if is_event else (renamed.key or renamed.source.path)
    assert rename(back, old.split("/")[-2], published) == 0
    assert entry_of(published, kind).aliases == (new,)
    out = good(published, tmp_path / "out", NOW=NOW)
    assert f"url={old}" in (out / new[1:] / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "slug"),
    [("pages/om-oss.md", "hvem-vi-er"), ("2023-foredrag", "noe-a-hore"), ("kari", "kari-n"),
     ("networks.yaml#helse", "sunnhet"), ("venue:sentrum", "scenen"), ("/personer/ola/", "o")],
)  # fmt: skip
def test_no_page_links_to_the_old_address_after_rename(
    published: Path, tmp_path: Path, name: str, slug: str
) -> None:
    """Menu, fields, link references and texts in YAML: every link leads to the new address."""
    assert rename(name, slug, published) == 0
    out = good(published, tmp_path / "out", NOW=NOW)
    redirects = (out / "_redirects").read_text("utf-8").splitlines()
    old = min((line.split()[0] for line in redirects if f"/{slug}/ 301" in line), key=len)
    for page in out.rglob("*.html"):
        is_old = page.relative_to(out).as_posix() == f"{old[1:]}index.html"
        assert is_old or f'href="{old}' not in page.read_text("utf-8"), page


def test_rename_updates_a_key_in_all_fields(published: Path) -> None:
    """It changes in lists of every form and in one date of a series, and not in a longer key."""
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
        "k:\n  name: Kari Nordmann\n  aliases: [/personer/kari/]\n"
        "ola-nordmann:\n  name: Ola Nordmann\n  aliases: [/personer/ola/]\n"
        "ola-2:\n  name: En annen\n"
    )


def test_rename_of_a_key_in_a_folder_and_in_braces(published: Path, tmp_path: Path) -> None:
    """A file in people/ gets the new name; an entry on one line in braces stays on one line."""
    given.written(published, {
        "people/per.yaml": "name: Per Nordmann\n",
        "people.yaml": text_of(published, "people.yaml") + "eva: {name: Eva Nordmann}\n",
        "pages/navn.md": "---\ntitle: Navn\nsummary: N.\n---\n"
        "[Per](/personer/per/) og [Eva](/personer/eva/).\n",
    })  # fmt: skip
    assert recorded(published) == 0
    assert rename("people/per.yaml", "per-n", published) == 0
    assert rename("eva", "eva-n", published) == 0
    assert text_of(published, "people/per-n.yaml").endswith("aliases: [/personer/per/]\n")
    line = "eva-n: {name: Eva Nordmann, aliases: [/personer/eva/]}\n"
    assert line in text_of(published, "people.yaml")
    good(published, tmp_path / "out", NOW=NOW)


def test_the_calendar_and_feed_of_a_renamed_network_stay_at_the_old_address(
    published: Path, tmp_path: Path
) -> None:
    """They are copies of the new files, also after the new addresses are recorded."""
    assert rename("helse", "sunnhet", published) == 0
    for _ in range(2):
        assert recorded(published) == 0
        out = good(published, tmp_path / "out", NOW=NOW)
        for old in ("kalender/nettverk/helse.ics", "nettverk/helse/feed.xml"):
            new = out / old.replace("helse", "sunnhet")
            assert (out / old).read_bytes() == new.read_bytes()
