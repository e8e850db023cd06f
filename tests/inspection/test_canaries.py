"""A site with a canary word in every unpublished field; no byte of the output may contain one."""

import shutil
from pathlib import Path

import pytest
from PIL import Image

from newsroom.contract.article import Article
from newsroom.contract.catalog import ADDRESSES, GONE
from newsroom.contract.event import Event
from newsroom.contract.member import Member
from newsroom.contract.newsletter import Newsletter
from newsroom.contract.page import Page
from newsroom.contract.people import Person
from newsroom.contract.review import Review
from tests import given
from tests.site.building import ROOT, build, good, recorded, snapshot

CANARY = "kanarifugl"
NOW = "2023-12-20T12:00"
# The fields of public entries that no page shows; the owner has no page for what they own alone.
OWNED = f"owner: {CANARY}-person, review_by: 2031-07-29"
PUBLIC = {
    "site.yaml": "identity: example.org,2023\nname: Byen\nevent_types: [Frokost]\n",
    "venues.yaml": "sentrum: {name: Sentrum scene}\n",
    "networks.yaml": "helse: {name: Helsenettverket, summary: Om helse.}\n",
    "news/2023/apen.md": "---\ntitle: Åpen sak\ndate: 2023-05-01\nsummary: For alle.\n---\nLes.\n",
}
IMAGE = (
    "{{src: images/{c}.jpg, alt: {c} alt, caption: {c} caption, credit: {c} credit, "
    "creator: {c} creator, copyright: {c} copyright, shows: people, "
    "consent: {{given: 2023-01-01, ref: {c} ref}}, focal: 10 10}}"
)
ARTICLE = f"""\
---
title: "{{c}} title"
date: {{date}}
summary: "{{c}} summary"
category: {{c}}-category
tags: [{{c}}-tag]
author: {{c}}-person
image: {IMAGE}
event: {{c}}-event
gallery: [{IMAGE}]
links: [{{{{title: "{{c}} lenke", url: "https://{{c}}.example/lenke"}}}}]
series: "{{c}} serie"
status: {{status}}
publish: {{publish}}
expires: 2030-01-01
modified: {{publish}}
corrections: [{{{{date: {{publish}}, text: "{{c}} correction"}}}}]
slug: {{c}}-slug
aliases: [/{{c}}-alias/]
lang: nn
translation_of: {{twin}}
lead: ja
---
{{c}} tekst og [{{c}} lenke](https://{{c}}.example/) ![{{c}} bilde](images/{{c}}.jpg)

## {{c}} overskrift
"""
EVENT = f"""\
id: {{c}}-event
title: "{{c}} title"
start: 2024-03-05 09:00
end: 2024-03-05 10:00
venue: {{c}}-sted
online: https://{{c}}.example/mote
network: helse
type: Frokost
summary: "{{c}} summary"
description: "{{c}} description"
registration: {{{{url: "https://{{c}}.example/pamelding", deadline: 2024-03-01, capacity: 7351}}}}
status: draft
status_note: "{{c}} grunn"
previous_start: 2024-02-05 09:00
organiser: "{{c}} organiser"
contact: "{{c}} kontakt"
speakers: [{{c}}-person, "{{c}} speaker"]
programme:
- {{{{time: "09:00", title: "{{c}} punkt", speaker: "{{c}} taler", text: "{{c}} tekst"}}}}
image: {IMAGE}
gallery: [{IMAGE}]
documents: [{{{{title: "{{c}} papir", src: documents/{{c}}.pdf}}}}]
repeat: "hver tirsdag, 3 ganger"
except: [2024-03-12]
instances: {{{{2024-03-19: {{{{title: "{{c}} dag"}}}}}}}}
part_of: {{c}}-hele
links: [{{{{title: "{{c}} opptak", url: "https://{{c}}.example/opptak", kind: video}}}}]
series: {{{{name: "{{c}} rekke", number: 7}}}}
accessibility: "{{c}} accessibility"
lang: nb
nb: {{{{title: "{{c}} bokmal"}}}}
nn: {{{{title: "{{c}} nynorsk"}}}}
en: {{{{title: "{{c}} english"}}}}
slug: {{c}}-slug-event
aliases: [/arrangementer/2024/{{c}}-alias/]
"""
PAGE = f"""\
---
title: "{{c}} title"
summary: "{{c}} summary"
slug: {{c}}-slug-page
lang: nn
translation_of: {{twin}}
image: {IMAGE}
menu: 1
status: draft
modified: 2023-01-01
aliases: [/{{c}}-alias-page/]
owner: {{c}}-person
review_by: 2031-07-29
---
{{c}} tekst
"""
REVIEW = f"""\
---
title: "{{c}} title"
year: 2022
date: 2023-01-01
author: {{c}}-person
lang: nn
translation_of: {{twin}}
image: {IMAGE}
figures:
- {{{{id: {{c}}-tall, label: "{{c}} label", value: 73519, unit: "{{c}} unit", note: "{{c}}"}}}}
highlights:
- {{{{title: "{{c}} punkt", text: "{{c}}", link: "https://{{c}}.example/", image: {IMAGE}}}}}
signature: {IMAGE}
voices:
- {{{{quote: "{{c}} sitat", name: "{{c}}", company: "{{c}}", image: {IMAGE}, consent: ja}}}}
status: draft
corrections: [{{{{date: 2023-02-01, text: "{{c}} correction"}}}}]
modified: 2023-02-01
pdf: ja
aliases: [/{{c}}-alias-review/]
---
{{c}} tekst
"""
PERSON = f"""\
{{c}}-person:
  name: "{{c}} name"
  role: "{{c}} role"
  company: "{{c}} company"
  email: {{c}}@prove.example
  image: {IMAGE}
  url: https://{{c}}.example/person
  links: [{{{{title: "{{c}} profil", url: "https://{{c}}.example/profil"}}}}]
  bio: "{{c}} bio"
  nb: {{{{role: "{{c}} rolle"}}}}
  nn: {{{{bio: "{{c}} om"}}}}
  en: {{{{bio: "{{c}} life"}}}}
  aliases: [/{{c}}-alias-person/]
  owner: {{c}}-person
  review_by: 2031-07-29
"""
NEWSLETTER = """\
---
title: "{c} title"
date: 2023-05-01
summary: "{c} summary"
stories: [news/2023/{c}-fil.md]
status: draft
lang: nb
aliases: [/{c}-alias-letter/]
---
{c} tekst
"""
MEMBER = """\
{c}-member:
  name: "{c} name"
  organisation_number: "123 456 785"
  url: https://{c}.example/member
  logo: images/{c}.jpg
  category: "{c} category"
  place: "{c} place"
  since: 2031-07-29
  until: 2032-07-29
  networks: [helse]
  about: "{c} about"
  aliases: [/medlemmer/{c}-alias/]
"""
VENUE = '{c}-sted: {{name: "{c} name", address: "{c} address", city: "{c} city"}}\n'


def spelt(text: str, **said: str) -> str:
    return text.format(c=CANARY, **said)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A public article, drafts and a future article, which have a canary in every field."""
    draft = {"date": "2023-05-01", "publish": "2023-05-01", "status": "draft"}
    future = {"date": "2023-05-01", "publish": "2024-05-01", "status": "published"}
    content = given.written(tmp_path / "content", PUBLIC | {
        f"news/2023/{CANARY}-fil.md": spelt(ARTICLE, **draft, twin="news/2023/tvilling.md"),
        f"news/2023/{CANARY}-senere.md": spelt(ARTICLE, **future, twin="news/2023/tvilling.md")
        .replace("-slug", "-slug-senere").replace("-alias", "-alias-senere"),
        "news/2023/tvilling.md": "---\ntitle: Tvilling\ndate: 2023-05-01\nsummary: To.\n---\nTo.\n",
        f"events/{CANARY}.yaml": spelt(EVENT),
        "events/hele.yaml": spelt("id: {c}-hele\ntitle: '{c} hele'\nstart: 2024-03-01\n"
                                  "venue: sentrum\nstatus: draft\n"),
        f"pages/{CANARY}.md": spelt(PAGE, twin="pages/om.md"),
        "pages/om.md": "---\ntitle: Om\nsummary: Oss.\n"
                       f"owner: {CANARY}-person\nreview_by: 2031-07-29\n---\nOss.\n",
        "reviews/2022.md": spelt(REVIEW, twin="reviews/2021.md"),
        "reviews/2021.md": "---\ntitle: Fjor\nyear: 2021\ndate: 2022-01-01\n---\nFjor.\n",
        f"newsletters/{CANARY}.md": spelt(NEWSLETTER),
        "members.yaml": "bakeriet: {name: Bakeriet, about: Brød.}\n" + spelt(MEMBER),
        "people.yaml": spelt(PERSON) + f"ola: {{name: Ola Hansen, {OWNED}}}\n",
        "venues.yaml": f"sentrum: {{name: Sentrum scene, {OWNED}}}\n" + spelt(VENUE),
        "networks.yaml": f"helse: {{name: Helsenettverket, summary: Om helse., {OWNED}}}\n",
    })  # fmt: skip
    (content / "images").mkdir()
    (content / "documents").mkdir()
    Image.new("RGB", (900, 600), "teal").save(content / f"images/{CANARY}.jpg")
    (content / f"documents/{CANARY}.pdf").write_bytes(b"%PDF " + CANARY.encode())
    return content


def test_every_field_has_its_canary() -> None:
    """Every field of the models has a canary, so a new field must be added here."""
    written = {Article: ARTICLE, Event: EVENT, Page: PAGE, Review: REVIEW, Person: PERSON}
    written |= {Member: MEMBER, Newsletter: NEWSLETTER}
    for model, text in written.items():
        names = {field.alias or name for name, field in model.model_fields.items()}
        # Not of an event that is to come; one fixed word, and not beside a venue; a fixed name.
        without = {"attendance", "place", "zone"}
        missing = {name for name in names if f"{name}:" not in text} - without
        assert missing == set(), model


def test_no_byte_of_the_site_holds_one(content: Path, tmp_path: Path) -> None:
    """No file and no file name has a canary, and no picture of an unpublished entry is there."""
    out = good(content, tmp_path / "out", NOW=NOW)
    for file in out.rglob("*"):
        assert CANARY not in file.as_posix().lower().removeprefix(out.as_posix())
        written = file.read_bytes().lower() if file.is_file() else b""
        assert CANARY.encode() not in written, file
        assert b"2031" not in written, file
    assert (out / "personer/ola/index.html").exists()
    # Share cards are drawn for public entries.
    assert [folder.name for folder in (out / "bilder").iterdir()] == ["kort"]
    assert (out / "nyheter/2023/apen/index.html").exists()


def test_the_preview_shows_them(content: Path, tmp_path: Path) -> None:
    """The preview has every canary, which shows that the published site left them out."""
    out = good(content, tmp_path / "out", settings="pelicanconf.py", NOW=NOW)
    assert (out / f"nyheter/2023/{CANARY}-slug/index.html").exists()
    assert (out / f"personer/{CANARY}-person/index.html").exists()
    assert len(list((out / "bilder").iterdir())) > 1


def leaks(printed: str) -> list[str]:
    """The lines about leaks, without the advice about the content."""
    return [line for line in printed.splitlines() if line.startswith("leak-")]


def theme_saying(leak: str, folder: Path) -> str:
    """A copy of the theme with a text on every page."""
    theme = folder / "theme"
    shutil.copytree(ROOT / "theme", theme)
    base = theme / "templates/base.html"
    base.write_text(base.read_text("utf-8").replace("</body>", f"{leak}</body>"), "utf-8")
    return str(theme)


@pytest.mark.parametrize(
    ("leak", "told"),
    [
        ("{% if page.head.lang %}En kanarifugl, sier vi{% endif %}", "leak-unpublished"),
        ('<img src="https://evil.example/a.png" alt="">', "leak-foreign"),
        ("FOLDER/content/site.yaml", "leak-path"),
        ("FOLDER/.out.next/index.html", "leak-path"),
        (f"{ROOT}/run.py", "leak-path"),
        ("file://FOLDER/kari/bygg", "leak-path"),
    ],
)
def test_a_theme_that_leaks_stops_the_build(
    content: Path, tmp_path: Path, leak: str, told: str
) -> None:
    """The build stops before the exchange, and names each leaked word once with its file."""
    before = snapshot(good(content, tmp_path / "out", NOW=NOW))
    theme = theme_saying(leak.replace("FOLDER", str(tmp_path)), tmp_path)
    home = {"HOME": str(tmp_path / "kari")}
    ended = build(content, tmp_path / "out", NOW=NOW, THEME=theme, env=home)
    assert ended.code == 3, ended.err
    lines = leaks(ended.err)
    assert len(lines) == 1
    pages = sum(name.endswith(".html") for name in before)
    for line in lines:
        assert line.startswith(f"{told}: ")
        assert "«404.html»" in line
        assert f"Det gjelder {pages} filer." in line
    assert snapshot(tmp_path / "out") == before


def test_a_leak_in_a_text_names_its_file(content: Path, tmp_path: Path) -> None:
    """The file of the entry whose text has it, also for its feed."""
    article = content / "news/2023/apen.md"
    article.write_text(f"{article.read_text('utf-8')}Se {tmp_path}/content.\n", "utf-8")
    ended = build(content, tmp_path / "out", NOW=NOW)
    assert (ended.code, len(leaks(ended.err))) == (3, 1)
    assert "Det står i news/2023/apen.md. Det gjelder" in ended.err


RECORDED = """\
---
title: Sammenslåing
date: 2023-05-01
summary: Vi slår oss sammen.
category: Fusjonskategori
tags: [Oppkjopet]
---
Snart.
"""
GIVEN_UP = "/nyheter/2023/sammenslaing/\n"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A site that published an article with its own tag and category."""
    content = given.written(tmp_path / "content", PUBLIC | {"news/2023/sammenslaing.md": RECORDED})
    assert recorded(content) == 0
    assert "/tema/oppkjopet/ list\n" in (content / ADDRESSES).read_text("utf-8")
    return content


@pytest.mark.parametrize(
    "said", ["tags: [Zanzibar]", "title: Motet", "tags: [Navigator]", "summary: Om skogskanten."]
)
def test_what_the_site_says_anyway_gives_nothing_away(tmp_path: Path, said: str) -> None:
    """Words that the public site has anyway are no leak."""
    public = "## Om «Zanzibar»\n\n## Møtet\n\nVed skogskanten – og «skogskanten»."
    draft = f"---\n{said}\ndate: 2023-05-01\nstatus: draft\n---\nTekst.\n"
    draft = draft if "title" in said else draft.replace("---\n", "---\ntitle: Tekst\n", 1)
    page = f"---\ntitle: Om\nsummary: Om.\n---\n{public}\n"
    content = given.written(
        tmp_path / "content", {**PUBLIC, "pages/om-ord.md": page, "news/2023/kladd.md": draft}
    )
    good(content, tmp_path / "out", NOW=NOW)


def test_what_was_published_may_be_a_draft_again(published: Path, tmp_path: Path) -> None:
    """A published entry may become a draft: its lists redirect, and its texts are left out."""
    file = published / "news/2023/sammenslaing.md"
    file.write_text(RECORDED.replace("title:", "status: draft\ntitle:"), "utf-8")
    out = good(published, tmp_path / "out", NOW=NOW)
    assert "/tema/oppkjopet/ /nyheter/ 301" in (out / "_redirects").read_text("utf-8")
    texts = (file.read_bytes() for file in out.rglob("*") if file.is_file())
    assert not any("Vi slår oss sammen".encode() in text for text in texts)


def test_what_was_published_may_be_built_as_of_a_day_before(published, tmp_path) -> None:
    """A build as of an earlier day succeeds, with the entry in the future."""
    out = good(published, tmp_path / "out", NOW="2023-04-01")
    assert "/kategori/fusjonskategori/ /" in (out / "_redirects").read_text("utf-8")


def test_a_draft_may_have_the_tag_of_what_is_gone(published: Path, tmp_path: Path) -> None:
    """A draft may have the tag of a deleted article, which only the record knows."""
    (published / "news/2023/sammenslaing.md").unlink()
    draft = RECORDED.replace("title: Sammenslåing", "status: draft\ntitle: Et nytt forsøk")
    given.written(published, {"news/2023/nytt.md": draft, GONE: GIVEN_UP})
    out = good(published, tmp_path / "out", NOW=NOW)
    assert "/nyheter/2023/sammenslaing/ /404.html 410" in (out / "_redirects").read_text("utf-8")
