"""A kind of content from a package outside the engine (tests/kinds/jobs/), added in PLUGINS."""

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
from newsroom.contract.catalog import ADDRESSES, Catalog
from newsroom.contract.entry import Document, Entry, Files, Reference, named
from newsroom.contract.problems import Report, Source
from newsroom.reading import references
from newsroom.wording.problems import message
from tests import given
from tests.site import building

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
# The same site without the draft, and without files of pictures.
NO_DRAFT = FILES | {"content/jobs/utvikler.md": JOB.replace("image:", "# image:")}
del NO_DRAFT["content/jobs/utkast.md"]
PAGE = "stillinger/utvikler/index.html"


def started(
    folder: Path, *words: str, now: str = "2023-12-20T12:00"
) -> subprocess.CompletedProcess:
    """Runs a command in the folder of the site, with `jobs` on Python's path."""
    if words[0] in ("pelican", "newsroom"):
        time = ["-e", f'NOW="{now}"'] if words[0] == "pelican" else []
        line = [sys.executable, "-m", *words, *time]
        done = building.ended(line, folder, modules=[folder, HERE])
        return subprocess.CompletedProcess(line, done.code, done.out, done.err)
    path = os.pathsep.join((os.environ["PYTHONPATH"], str(HERE)))
    env = os.environ | {"PYTHONPATH": path, "GITHUB_ACTIONS": "", "PYTHONUTF8": "1"}
    line = [sys.executable, *([] if words[0] == "-c" else ["-m"]), *words]
    return subprocess.run(
        line, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


def built(folder: Path, **given_now: str) -> Path:
    """The OUTPUT of Pelican's own command."""
    words = ("pelican", "content", "-o", "output", "-s", "publishconf.py")
    ended = started(folder, *words, **given_now)
    assert ended.returncode == 0, ended.stderr + ended.stdout
    return folder / "output"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a vacant job, an expired job and a draft."""
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
    """The JSON-LD of a page, by `@type`."""
    graph = json.loads(page.find("script", type="application/ld+json").string)["@graph"]
    return {thing["@type"]: thing for thing in graph}


def test_a_job_has_a_page_with_facts_text_and_picture(output: Path) -> None:
    """The package's own template uses the parts of the theme."""
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


def test_the_list_has_vacant_jobs_and_is_in_the_menu(output: Path) -> None:
    """The expired job is not in the list."""
    page = soup(output / "stillinger/index.html")
    assert [a.get_text() for a in page.select(".card-grid a")] == ["Utvikler"]
    menu = [(a.get_text(), a["href"]) for a in page.select("header nav a")]
    assert ("Ledige stillinger", "/stillinger/") in menu


def test_the_menu_of_an_english_page_has_the_packages_translation(output: Path) -> None:
    """From translations/en.po in the package."""
    menu = soup(output / "en/about/index.html").select("header nav a")
    assert ("Vacant jobs", "/stillinger/") in [(a.get_text(), a["href"]) for a in menu]


def test_the_style_sheet_includes_the_packages_css(output: Path) -> None:
    """The theme's own style sheet has the rule `.job`."""
    sheet = soup(output / PAGE).find("link", rel="stylesheet")["href"]
    assert ".job{display:grid" in (output / sheet.removeprefix("/")).read_text(encoding="utf-8")


def test_an_expired_job_keeps_its_page_with_a_notice(output: Path) -> None:
    """The page has `noindex` for search engines."""
    page = soup(output / "stillinger/vaktmester/index.html")
    assert "Denne siden er ikke lenger aktuell" in page.get_text()
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_a_job_expires_after_its_deadline(site: Path, tmp_path: Path) -> None:
    """next-change.json has the time, and a build at that time lists no vacant job."""
    announced = json.loads((site / "output/next-change.json").read_text(encoding="utf-8"))
    assert announced["next"] == "2024-01-16T00:00:00+01:00"
    assert (announced["why"], announced["url"]) == (
        "expire",
        "https://example.org/stillinger/utvikler/",
    )
    later = built(given.written(tmp_path, NO_DRAFT), now="2024-01-16T00:00")
    assert not soup(later / "stillinger/index.html").select(".card-grid a")
    assert not feedparser.parse(later / "stillinger/feed.xml").entries


def test_a_site_in_two_languages_has_the_jobs_in_the_first(tmp_path: Path) -> None:
    """A kind with fixed addresses has its pages once; its entries may stand in both menus."""
    site = {"content/site.yaml": NO_DRAFT["content/site.yaml"] + "languages: [nb, en]\n"}
    out = built(given.written(tmp_path, {**NO_DRAFT, **site}))
    assert "Ledige stillinger" in (out / "stillinger/index.html").read_text(encoding="utf-8")
    assert (out / "en/index.html").is_file() and not (out / "en/stillinger").exists()


def test_feeds_and_sitemap_have_vacant_jobs_only(output: Path) -> None:
    """With the address, author and permanent id of the job."""
    (entry,) = feedparser.parse(output / "stillinger/feed.xml").entries
    assert (entry.title, entry.link) == ("Utvikler", "https://example.org/stillinger/utvikler/")
    assert entry.author == "Lillestrøm kommune"
    assert entry.id == "tag:example.org,2023:/stillinger/utvikler/"
    in_json = json.loads((output / "stillinger/feed.json").read_text(encoding="utf-8"))
    assert [item["title"] for item in in_json["items"]] == ["Utvikler"]
    listed = [loc.text for loc in ET.parse(output / "sitemap.xml").iter() if "loc" in loc.tag]
    assert "https://example.org/stillinger/utvikler/" in listed
    assert not [address for address in listed if "vaktmester" in address]


def test_a_job_has_json_ld_of_type_job_posting(output: Path) -> None:
    """The properties that schema.org/JobPosting and Google require."""
    posting = things(soup(output / PAGE))["JobPosting"]
    assert (posting["title"], posting["datePosted"]) == ("Utvikler", "2023-12-01")
    assert posting["validThrough"] == "2024-01-16T00:00:00+01:00"
    assert posting["hiringOrganization"]["name"] == "Lillestrøm kommune"
    assert "<strong>utvikler</strong>" in posting["description"]
    assert posting["image"][0]["creditText"] == "Kari Nordmann"


def test_a_job_has_a_share_card(output: Path) -> None:
    """`og:image` names a file of 1200 × 630 pixels, with an alt text."""
    page = soup(output / PAGE)
    address = page.find("meta", property="og:image")["content"]
    with Image.open(output / address.removeprefix("https://example.org/")) as card:
        assert card.size == (1200, 630)
    alt = page.find("meta", property="og:image:alt")["content"]
    assert alt == "Utvikler. 15 ma. jan. 2024. Lillestrøm kommune"


def test_no_file_has_words_of_a_draft(output: Path) -> None:
    """A canary of the draft is in no file name and in no bytes."""
    files = [file for file in output.rglob("*") if file.is_file()]
    assert len(files) > 20
    leaking = [str(f) for f in files if CANARY.encode() in f.read_bytes() or CANARY in str(f)]
    assert leaking == []


def test_words_of_a_draft_on_a_page_stop_the_build(tmp_path: Path) -> None:
    """The leak scan searches for the texts of drafts of this kind, and names the page."""
    part = (HERE.parents[1] / "theme/templates/parts/page-head.html").read_text(encoding="utf-8")
    leak = f'<div title="{CANARY} arbeidsgiver" class="page-head"'
    files = FILES | {
        "content/jobs/utvikler.md": NO_DRAFT["content/jobs/utvikler.md"],
        "content/jobs/utkast.md": DRAFT.replace("image:", "# image:"),
        "publishconf.py": f'{SETTINGS}THEME_TEMPLATES_OVERRIDES = ["templates"]\n',
        "templates/parts/page-head.html": part.replace('<div class="page-head"', leak),
    }
    folder = given.written(tmp_path, files)
    ended = started(folder, "pelican", "content", "-o", "output", "-s", "publishconf.py")
    assert ended.returncode == 3
    assert ended.stderr.startswith("leak-unpublished: Filen «404.html»")
    assert f"«{CANARY}», fra jobs/utkast.md" in ended.stderr
    assert not (folder / "output").exists()


def test_new_job_writes_a_draft(site: Path) -> None:
    """The message about missing fields says how to give them with `--field`."""
    words = ("newsroom", "new", "job", "Lærer: norsk", "--date", "2023-12-10")
    ended = started(site, *words)
    assert ended.returncode == 1
    assert "Det mangler: arbeidsgiver, søknadsfrist. " in ended.stderr
    given = '--title "Lærer: norsk" --field employer="…" --date "2023-12-10" --field deadline="…"'
    assert f"Skriv: python -m newsroom new job {given}" in ended.stderr
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
    """The stderr of a build of these files, which fails with exit code 2."""
    named = {f"content/{path}": text for path, text in files.items()}
    given.written(folder, NO_DRAFT | named | {"publishconf.py": publishconf})
    ended = started(folder, "pelican", "content", "-o", "output", "-s", "publishconf.py")
    assert ended.returncode == 2, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_a_page_at_the_address_of_the_list_is_refused(tmp_path: Path) -> None:
    """The problem names the file, the list and what to write."""
    page = {"pages/stillinger.md": "---\ntitle: Stillinger\n---\nSe her.\n"}
    assert (
        "content/pages/stillinger.md:2:1: address-of-list: Adressen «/stillinger/» er allerede "
        "brukt av listen «Ledige stillinger». Gi siden en annen adresse, for eksempel "
        "`slug: frokost-i-mars`."
    ) in refused(tmp_path, **page)


def test_two_kinds_with_a_list_at_one_address_are_refused(tmp_path: Path) -> None:
    """The problem names both lists, and how to correct it."""
    (tmp_path / "gigs.py").write_text(GIGS, encoding="utf-8")
    publishconf = SETTINGS.replace('"jobs"]', '"jobs", "gigs"]\nPLUGIN_PATHS = ["."]')
    assert (
        "lists-at-address: Listene «Ledige stillinger» og «Oppdrag» har samme adresse: "
        "«/stillinger/». Rett adressen i pakken til den ene, eller ta pakken ut av `PLUGINS`."
    ) in refused(tmp_path, publishconf=publishconf)


def test_a_reference_to_an_unknown_job_is_refused(tmp_path: Path) -> None:
    """The problem suggests the nearest file name."""
    job = EXPIRED.replace("deadline", "replaces: jobs/utviklar.md\ndeadline")
    assert (
        "content/jobs/vaktmester.md:5:11: entry-unknown: «jobs/utviklar.md» finnes ikke i jobs. "
        "Mente du «jobs/utvikler.md»? Skriv navnet slik det står der: filen med mappe, `id`-en "
        "eller nøkkelen."
    ) in refused(tmp_path, **{"jobs/vaktmester.md": job})


class Boat(Document):
    """A kind that refers to a kind which no package declares."""

    files: ClassVar = Files("boats", "documents")

    def references(self) -> Iterator[Reference]:
        return named("quay", "quay", "brygga")


def test_a_reference_to_an_undeclared_kind_is_a_problem() -> None:
    """The message has the name of the kind instead of a folder."""
    boat = Boat.read({}, Source("boats/a.md"))
    report = Report()
    references.check(Catalog(models=(Boat,), others={"boat": (boat,)}), report)
    (problem,) = report.errors()
    assert message(problem, "nb").startswith("«brygga» finnes ikke i quay.")


class Quay(Entry):
    """A kind in a file of keys, with one address for all its entries."""

    files: ClassVar = Files("quays", "keyed")

    @property
    def page_address(self) -> str:
        return "/brygge/"


def test_only_entries_with_pages_can_have_the_same_address() -> None:
    """Boats have no address; two quays have the same one, which is a problem."""
    boats = [Boat.read({}, Source(f"boats/{name}.md")) for name in "ab"]
    quays = [Quay.read({}, Source("quays.yaml"), name) for name in "cd"]
    others = {"boat": tuple(boats), "quay": tuple(quays)}
    report = Report()
    check_addresses(Catalog(models=(Boat, Quay), others=others), report)
    assert [(p.path, p.code) for p in report.errors()] == [("quays.yaml", "address-taken")]


def test_a_job_can_be_renamed_and_removed(tmp_path: Path) -> None:
    """`rename` updates the reference to it; `remove` refuses while there is a reference."""
    replacing = EXPIRED.replace("deadline", "replaces: jobs/utvikler.md\ndeadline")
    folder = given.written(tmp_path, NO_DRAFT | {"content/jobs/vaktmester.md": replacing})
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


def test_the_desk_lists_and_finds_a_job(site: Path) -> None:
    """A kind from elsewhere is in the overview, and its page leads to its form."""
    code = """if True:
        from pathlib import Path
        from newsroom.commands.building import BuildProcess
        builds = BuildProcess("publishconf.py", Path("ut"), siteurl="", now="", cwd=Path.cwd())
        asked = {"address": "/stillinger/utvikler/", "path": "", "line": 1}
        print(builds.call("newsroom.desk.listing:source_of", asked))
        listed = builds.call("newsroom.desk.listing:overview", {"lang": "nb"})["groups"]
        print([row["path"] for group in listed if group["kind"] == "job" for row in group["rows"]])
        builds.close()
        """
    stdout = started(site, "-c", code).stdout
    assert "{'model': 'job', 'path': 'jobs/utvikler.md', 'key': ''}" in stdout
    assert "['jobs/utkast.md', 'jobs/utvikler.md', 'jobs/vaktmester.md']" in stdout


def test_a_missing_field_is_reported_with_its_label_and_example(tmp_path: Path) -> None:
    """From the package's own fields.yaml."""
    folder = given.written(tmp_path, FILES | {"content/jobs/utvikler.md": "---\ntitle: Ny\n---\n"})
    ended = started(folder, "pelican", "content", "-o", "output", "-s", "publishconf.py")
    assert ended.returncode == 2
    assert "content/jobs/utvikler.md" in ended.stderr
    assert "`employer` (arbeidsgiver)" in ended.stderr
    assert "employer: Lillestrøm kommune" in ended.stderr


def test_a_schema_is_written_for_jobs(site: Path) -> None:
    """It has the labels of the fields, and rejects an unknown field."""
    ended = started(site, "newsroom.commands.field_files")
    assert ended.returncode == 0, ended.stderr
    schema = json.loads((site / ".vscode/schemas/job.json").read_text(encoding="utf-8"))
    assert schema["properties"]["employer"]["title"] == "arbeidsgiver"
    job = {"title": "A", "employer": "B", "date": "2023-12-01", "deadline": "2024-01-15"}
    jsonschema.validate(job, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(job | {"lonn": "5"}, schema)


def test_a_deleted_recorded_job_stops_the_build(tmp_path: Path) -> None:
    """`record` writes the addresses of jobs and of their feed."""
    folder = given.written(tmp_path, NO_DRAFT)
    built(folder)
    assert started(folder, "newsroom", "record").returncode == 0
    lines = (folder / "content" / ADDRESSES).read_text(encoding="utf-8").splitlines()
    assert "/stillinger/utvikler/ jobs/utvikler.md" in lines
    assert [line for line in lines if line.startswith("/stillinger/feed.xml ")]
    (folder / "content/jobs/utvikler.md").unlink()
    ended = started(folder, "pelican", "content", "-o", "output", "-s", "publishconf.py")
    assert ended.returncode == 2
    assert "/stillinger/utvikler/" in ended.stderr


def test_check_counts_jobs(site: Path) -> None:
    """The number is after those of the engine's kinds."""
    ended = started(site, "newsroom", "check", "--now", "2023-12-20T12:00")
    assert ended.returncode == 0, ended.stderr
    assert "0 årsbrev, 3 stillinger." in ended.stdout
