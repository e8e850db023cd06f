"""A kind of content from elsewhere (tests/kinds/jobs/), added by one entry in PLUGINS."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar
from xml.etree import ElementTree as ET

import feedparser
import jsonschema
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from newsroom.addresses.check import check_addresses
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Document, Entry, Files, Reference, named
from newsroom.contract.ledger import ADDRESSES
from newsroom.contract.problems import Report
from newsroom.contract.source import Source
from newsroom.reading import references
from newsroom.wording.problems import message
from tests import given

HERE = Path(__file__).parent
SETTINGS = """\
from newsroom.settings import *

SITEURL = "https://example.org"
SHOW_UNPUBLISHED = False
PLUGINS = [*PLUGINS, "jobs"]
"""
CANARY = "kanarifugl"
JOB = """\
---
title: Utvikler
employer: Lillestrøm kommune
date: 2023-12-01
deadline: 2024-01-15
image: {src: images/kontor.jpg, alt: Et kontor, credit: Kari Nordmann}
---
Vi søker en **utvikler** til nettstedet.
"""
EXPIRED = """\
---
title: Vaktmester
employer: Skedsmo skole
date: 2023-10-01
deadline: 2023-12-19
---
Vi søker en vaktmester.
"""
DRAFT = f"""\
---
title: {CANARY} tittel
employer: {CANARY} arbeidsgiver
date: 2023-12-01
deadline: 2024-01-15
image: {{src: images/{CANARY}.jpg, alt: {CANARY} alt, credit: {CANARY} credit}}
slug: {CANARY}-slug
aliases: [/{CANARY}-alias/]
status: draft
---
{CANARY} tekst.
"""
GIGS = """\
from typing import ClassVar

from pelican import signals
from pelican.generators import Generator

from newsroom.addresses.plan import Spot
from newsroom.content_kinds import ContentKind
from newsroom.contract.entry import Entry, Files


class Gig(Entry):
    files: ClassVar = Files("gigs", "list")
    id: str


class GigsGenerator(Generator):
    makes = frozenset({"gigs"})


def content_kinds():
    spots = [Spot("/stillinger/", "gigs", section="Oppdrag")]
    return (ContentKind(model=Gig, spots=lambda *_: spots),)


def register():
    signals.get_generators.connect(lambda _: GigsGenerator, weak=False)
"""
FILES = {
    "content/site.yaml": "name: Byen\nidentity: example.org,2023\n",
    "content/jobs/utvikler.md": JOB,
    "content/jobs/vaktmester.md": EXPIRED,
    "content/jobs/utkast.md": DRAFT,
    "content/pages/about.md": "---\ntitle: About\nlang: en\n---\nWho we are.\n",
    "publishconf.py": SETTINGS,
}
PAGE = "stillinger/utvikler/index.html"


def started(
    folder: Path, *words: str, now: str = "2023-12-20T12:00"
) -> subprocess.CompletedProcess:
    """A command in the folder of the site, where `jobs` can be imported."""
    path = os.pathsep.join((os.environ["PYTHONPATH"], str(HERE)))
    env = os.environ | {"PYTHONPATH": path, "GITHUB_ACTIONS": "", "PYTHONUTF8": "1"}
    line = [sys.executable, *([] if words[0] == "-c" else ["-m"]), *words]
    line += ["-e", f'NOW="{now}"'] if words[0] == "pelican" else []
    return subprocess.run(
        line, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
    )


def built(folder: Path, **given_now: str) -> Path:
    """The site as Pelican's own command makes it."""
    words = ("pelican", "content", "-o", "output", "-s", "publishconf.py")
    ended = started(folder, *words, **given_now)
    assert ended.returncode == 0, ended.stderr + ended.stdout
    return folder / "output"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with a job, an expired one, and a draft."""
    folder = given.written(tmp_path_factory.mktemp("jobs"), FILES)
    for name in ("kontor", CANARY):
        file = folder / "content" / "images" / f"{name}.jpg"
        file.parent.mkdir(exist_ok=True)
        Image.new("RGB", (1600, 900), (200, 190, 180)).save(file)
    built(folder)
    return folder


@pytest.fixture(scope="module")
def output(site: Path) -> Path:
    return site / "output"


def soup(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def things(page: BeautifulSoup) -> dict[str, dict[str, Any]]:
    """The JSON-LD of a page, by type."""
    graph = json.loads(page.find("script", type="application/ld+json").string)["@graph"]
    return {thing["@type"]: thing for thing in graph}


def test_a_job_has_a_page_with_its_words_and_its_picture(output: Path) -> None:
    """Through its own template and the parts of the theme."""
    page = soup(output / PAGE)
    assert page.h1.get_text() == "Utvikler"
    assert [dd.get_text() for dd in page.select(".facts dd")] == [
        "Lillestrøm kommune",
        "15. januar 2024",
    ]
    assert page.select_one(".prose strong").get_text() == "utvikler"
    shown = page.select_one("main img")
    assert shown["alt"] == "Et kontor"
    assert (output / shown["src"].removeprefix("/")).is_file()


def test_the_list_and_the_menu_have_what_is_vacant(output: Path) -> None:
    """The expired one left by itself."""
    page = soup(output / "stillinger/index.html")
    assert [a.get_text() for a in page.select(".card-grid a")] == ["Utvikler"]
    menu = [(a.get_text(), a["href"]) for a in page.select("header nav a")]
    assert ("Ledige stillinger", "/stillinger/") in menu


def test_the_menu_of_an_english_page_has_the_packages_own_words(output: Path) -> None:
    """From translations/en.po beside the model."""
    menu = soup(output / "en/about/index.html").select("header nav a")
    assert ("Vacant jobs", "/stillinger/") in [(a.get_text(), a["href"]) for a in menu]


def test_its_style_is_on_every_page(output: Path) -> None:
    """The style sheet of the theme has that of the package too."""
    sheet = soup(output / PAGE).find("link", rel="stylesheet")["href"]
    assert ".job{display:grid" in (output / sheet.removeprefix("/")).read_text(encoding="utf-8")


def test_the_expired_one_keeps_its_page_and_says_so(output: Path) -> None:
    """A link to it is no dead end; search engines leave it out."""
    page = soup(output / "stillinger/vaktmester/index.html")
    assert "Denne siden er ikke lenger aktuell" in page.get_text()
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_a_job_expires_by_itself_after_its_deadline(site: Path, tmp_path: Path) -> None:
    """The site says when that is, and a build of that moment has no vacant job."""
    announced = json.loads((site / "output/next-change.json").read_text(encoding="utf-8"))
    assert announced["next"] == "2024-01-16T00:00:00+01:00"
    assert (announced["why"], announced["url"]) == (
        "expire",
        "https://example.org/stillinger/utvikler/",
    )
    files = {name: text for name, text in FILES.items() if "utkast" not in name}
    files["content/jobs/utvikler.md"] = JOB.replace("image:", "# image:")
    later = built(given.written(tmp_path, files), now="2024-01-16T00:00")
    assert not soup(later / "stillinger/index.html").select(".card-grid a")
    assert not feedparser.parse(later / "stillinger/feed.xml").entries


def test_the_feeds_and_the_sitemap_have_it(output: Path) -> None:
    """And not the one that has expired."""
    (entry,) = feedparser.parse(output / "stillinger/feed.xml").entries
    assert (entry.title, entry.link) == ("Utvikler", "https://example.org/stillinger/utvikler/")
    assert entry.author == "Lillestrøm kommune"
    assert entry.id == "tag:example.org,2023:/stillinger/utvikler/"
    in_json = json.loads((output / "stillinger/feed.json").read_text(encoding="utf-8"))
    assert [item["title"] for item in in_json["items"]] == ["Utvikler"]
    listed = [loc.text for loc in ET.parse(output / "sitemap.xml").iter() if "loc" in loc.tag]
    assert "https://example.org/stillinger/utvikler/" in listed
    assert not [address for address in listed if "vaktmester" in address]


def test_machines_are_told_of_a_job_posting(output: Path) -> None:
    """What schema.org/JobPosting and Google ask for."""
    told = things(soup(output / PAGE))["JobPosting"]
    assert (told["title"], told["datePosted"]) == ("Utvikler", "2023-12-01")
    assert told["validThrough"] == "2024-01-16T00:00:00+01:00"
    assert told["hiringOrganization"]["name"] == "Lillestrøm kommune"
    assert "<strong>utvikler</strong>" in told["description"]
    assert told["image"][0]["creditText"] == "Kari Nordmann"


def test_it_is_shared_with_a_card_of_its_own(output: Path) -> None:
    """Drawn at the address that the page names."""
    page = soup(output / PAGE)
    address = page.find("meta", property="og:image")["content"]
    with Image.open(output / address.removeprefix("https://example.org/")) as card:
        assert card.size == (1200, 630)
    alt = page.find("meta", property="og:image:alt")["content"]
    assert alt == "Utvikler. 15 ma. jan. 2024. Lillestrøm kommune"


def test_a_draft_leaks_nowhere(output: Path) -> None:
    """No name and no byte of any file has a word of it."""
    files = [file for file in output.rglob("*") if file.is_file()]
    assert len(files) > 20
    leaking = [str(f) for f in files if CANARY.encode() in f.read_bytes() or CANARY in str(f)]
    assert leaking == []


def test_new_job_writes_a_draft_that_can_be_built(site: Path) -> None:
    """Fields that the command has no option for are given with --field."""
    words = ("newsroom", "new", "job", "Lærer: norsk", "--date", "2023-12-10")
    ended = started(site, *words)
    assert ended.returncode == 1
    assert 'arbeidsgiver, søknadsfrist. Skriv: python3 run.py new job --field employer="…"' in (
        ended.stderr
    )
    fields = ("--field", "employer=Skolen", "--field", "deadline=2024-02-01")
    ended = started(site, *words, *fields)
    file = site / "content" / "jobs" / "laerer-norsk.md"
    try:
        assert ended.returncode == 0, ended.stderr
        assert "/stillinger/laerer-norsk/. Det er et utkast" in ended.stdout
        assert file.read_text(encoding="utf-8").startswith('---\ntitle: "Lærer: norsk"\n')
        assert "status: draft" in file.read_text(encoding="utf-8")
    finally:
        file.unlink(missing_ok=True)


def refused(folder: Path, *, publishconf: str = SETTINGS, **files: str) -> str:
    """What the build says of a site with jobs and these files, which it does not build."""
    texts = {path: text for path, text in FILES.items() if "utkast" not in path}
    texts["content/jobs/utvikler.md"] = JOB.replace("image:", "# image:")
    named = {f"content/{path}": text for path, text in files.items()}
    given.written(folder, texts | named | {"publishconf.py": publishconf})
    ended = started(folder, "pelican", "content", "-o", "output", "-s", "publishconf.py")
    assert ended.returncode == 2, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_a_page_at_the_address_of_the_list_is_refused(tmp_path: Path) -> None:
    """The message names the file, the list and what to write."""
    page = {"pages/stillinger.md": "---\ntitle: Stillinger\n---\nSe her.\n"}
    assert (
        "content/pages/stillinger.md:2:1: address-of-list: Adressen «/stillinger/» er allerede "
        "brukt av listen «Ledige stillinger». Gi siden en annen adresse, for eksempel "
        "`slug: frokost-i-mars`."
    ) in refused(tmp_path, **page)


def test_two_kinds_with_a_list_at_one_address_are_refused(tmp_path: Path) -> None:
    """The message names both lists, and where to mend them."""
    (tmp_path / "gigs.py").write_text(GIGS, encoding="utf-8")
    publishconf = SETTINGS.replace('"jobs"]', '"jobs", "gigs"]\nPLUGIN_PATHS = ["."]')
    assert (
        "lists-at-address: Listene «Ledige stillinger» og «Oppdrag» har samme adresse: "
        "«/stillinger/». Rett adressen i pakken til den ene, eller ta pakken ut av `PLUGINS`."
    ) in refused(tmp_path, publishconf=publishconf)


def test_a_reference_to_no_job_is_refused(tmp_path: Path) -> None:
    """The message names what was probably meant."""
    job = EXPIRED.replace("deadline", "replaces: jobs/utviklar.md\ndeadline")
    assert (
        "content/jobs/vaktmester.md:5:11: entry-unknown: «jobs/utviklar.md» finnes ikke i jobs. "
        "Mente du «jobs/utvikler.md»? Skriv navnet slik det står der: filen med mappe, `id`-en "
        "eller nøkkelen."
    ) in refused(tmp_path, **{"jobs/vaktmester.md": job})


class Boat(Document):
    """A kind whose package names a kind that no package declares."""

    files: ClassVar = Files("boats", "documents")

    def references(self) -> Iterator[Reference]:
        return named("quay", "quay", "brygga")


def test_a_reference_to_a_kind_that_is_not_in_use_is_a_problem() -> None:
    """The kind stands for the folder, which nobody knows."""
    boat = Boat.read({}, Source("boats/a.md"))
    report = Report()
    references.check(Catalog(models=(Boat,), others={"boat": (boat,)}), report)
    (problem,) = report.errors()
    assert message(problem, "nb").startswith("«brygga» finnes ikke i quay.")


class Quay(Entry):
    """A kind in a file of keys, with all its pages at one address."""

    files: ClassVar = Files("quays", "keyed")

    @property
    def page_address(self) -> str:
        return "/brygge/"


def test_entries_share_an_address_only_if_they_have_one() -> None:
    """Boats have no pages; quays, whose keys differ, have one page between them."""
    boats = [Boat.read({}, Source(f"boats/{name}.md")) for name in "ab"]
    quays = [Quay.read({}, Source("quays.yaml"), name) for name in "cd"]
    others = {"boat": tuple(boats), "quay": tuple(quays)}
    report = Report()
    check_addresses(Catalog(models=(Boat, Quay), others=others), report)
    assert [(p.path, p.code) for p in report.errors()] == [("quays.yaml", "address-taken")]


def test_a_job_is_renamed_and_removed_by_its_file(tmp_path: Path) -> None:
    """What refers to it follows; what would refer to nothing stops the removal."""
    files = {path: text for path, text in FILES.items() if "utkast" not in path}
    files["content/jobs/utvikler.md"] = JOB.replace("image:", "# image:")
    replacing = EXPIRED.replace("deadline", "replaces: jobs/utvikler.md\ndeadline")
    folder = given.written(tmp_path, files | {"content/jobs/vaktmester.md": replacing})
    ended = started(folder, "newsroom", "rename", "jobs/utvikler.md", "koder")
    assert "Ny adresse: /stillinger/koder/" in ended.stdout, ended.stderr
    file = folder / "content/jobs/vaktmester.md"
    assert "replaces: jobs/koder.md\n" in file.read_text(encoding="utf-8")
    ended = started(folder, "newsroom", "remove", "entry", "jobs/koder.md")
    assert ended.returncode == 1
    assert "content/jobs/vaktmester.md:5:11: entry-unknown: «jobs/koder.md»" in ended.stderr
    ended = started(folder, "newsroom", "remove", "entry", "jobs/vaktmester.md")
    assert ended.returncode == 0, ended.stderr
    assert not file.exists()


def test_the_preview_opens_the_file_of_a_job(site: Path) -> None:
    """There is no editor to open it in, so the place is told."""
    code = """if True:
        import json, os, pathlib
        from newsroom.commands.desk import desk_of
        os.environ["PATH"] = ""
        desk = desk_of(pathlib.Path.cwd(), "")
        print(json.loads(desk.open({"address": "/stillinger/utvikler/"}).body)["said"])
    """
    assert started(site, "-c", code).stdout == "Teksten står i content/jobs/utvikler.md, linje 2.\n"


def test_a_fault_says_what_to_write(tmp_path: Path) -> None:
    """By the words that stand beside the model."""
    folder = given.written(tmp_path, FILES | {"content/jobs/utvikler.md": "---\ntitle: Ny\n---\n"})
    ended = started(folder, "pelican", "content", "-o", "output", "-s", "publishconf.py")
    assert ended.returncode == 2
    assert "content/jobs/utvikler.md" in ended.stderr
    assert "`employer` (arbeidsgiver)" in ended.stderr
    assert "employer: Lillestrøm kommune" in ended.stderr


def test_the_editor_gets_a_schema(site: Path) -> None:
    """With the words of the fields, for VS Code's YAML extension."""
    ended = started(site, "newsroom.commands.field_files")
    assert ended.returncode == 0, ended.stderr
    schema = json.loads((site / ".vscode/schemas/job.json").read_text(encoding="utf-8"))
    assert schema["properties"]["employer"]["title"] == "arbeidsgiver"
    job = {"title": "A", "employer": "B", "date": "2023-12-01", "deadline": "2024-01-15"}
    jsonschema.validate(job, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(job | {"lonn": "5"}, schema)


def test_its_addresses_are_recorded_and_missed(tmp_path: Path) -> None:
    """A published job that is deleted stops the next build until somebody says what to do."""
    files = {name: text for name, text in FILES.items() if "utkast" not in name}
    files["content/jobs/utvikler.md"] = JOB.replace("image:", "# image:")
    folder = given.written(tmp_path, files)
    built(folder)
    assert started(folder, "newsroom", "record").returncode == 0
    lines = (folder / "content" / ADDRESSES).read_text(encoding="utf-8").splitlines()
    assert "/stillinger/utvikler/ jobs/utvikler.md" in lines
    assert [line for line in lines if line.startswith("/stillinger/feed.xml ")]
    (folder / "content/jobs/utvikler.md").unlink()
    ended = started(folder, "pelican", "content", "-o", "output", "-s", "publishconf.py")
    assert ended.returncode == 2
    assert "/stillinger/utvikler/" in ended.stderr


def test_check_counts_them(site: Path) -> None:
    """Beside the kinds of the engine."""
    ended = started(site, "newsroom", "check", "--now", "2023-12-20T12:00")
    assert ended.returncode == 0, ended.stderr
    assert "0 årsbrev, 3 stillinger." in ended.stdout
