"""`run.py import` of an export of WordPress: each rule of docs/importing.md."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.commands.importing.run_import import main
from tests import given
from tests.importing.conftest import FILES, Site, picture
from tests.importing.wxr import BASE, Post, export
from tests.table import check_each

UPLOADS = f"{BASE}/wp-content/uploads/2019/05"
CREDIT = 'a:1:{s:10:"image_meta";a:1:{s:6:"credit";s:14:"Foto: Ola Foto";}}'


def file(id: int, name: str, alt: str = "", caption: str = "", credit: str = "") -> Post:
    meta = {"_wp_attachment_image_alt": alt, "_wp_attachment_metadata": credit}
    url = f"/wp-content/uploads/2019/05/{name}"
    return Post(id, name, "", "attachment", "inherit", url=url, excerpt=caption, meta=meta)


FIRST = (
    "Første linje\nandre linje\n\n1. januar er en dag.\n\n"
    f'[caption id="a"]<a href="{UPLOADS}/bord.jpg">'
    f'<img src="{UPLOADS}/bord-300x200.jpg" /></a> Bordet <b>ute</b>[/caption]\n\n'
    f'Se <a href="{BASE}/2019/05/galleri/">galleriet</a>, <a href="{UPLOADS}/lov.pdf">loven</a> og '
    f'<a href="/borte/">det gamle</a>. [skjema id="3"]Mellom[/skjema] [sic]'
)
POSTS = [
    file(100, "bord.jpg", "Folk rundt et bord", "Frokosten <em>i mai</em>", CREDIT),
    file(101, "salen.jpg", "En full sal"),
    file(102, "uten.jpg"),
    file(103, "lov.pdf"),
    file(104, "borte.jpg", "Borte"),
    file(105, "ubrukt.jpg", "Ubrukt"),
    Post(
        1, "Frokost: KI &amp; vi", FIRST, name="frokost", link="/2019/05/frokost/", comments=2,
        excerpt="Godt om *KI*.", meta={"_thumbnail_id": "100"},
        terms=[("category", "Nettverk"), ("category", "Klima"), ("post_tag", "KI")],
    ),
    Post(2, "Galleri", 'Før\n\n[gallery ids="101,100"]', name="galleri", link="/2019/05/galleri/"),
    Post(3, "Uten alt", f'<img src="{UPLOADS}/uten.jpg">\n\nTekst', name="uten-alt"),
    Post(4, "Privat", "hemmelig", status="private"),
    Post(5, "Passord", "hemmelig", password="x"),
    Post(6, "Kladd", "Kladden", status="draft", date="0000-00-00 00:00:00", creator="admin"),
    Post(7, "Meny", "", "nav_menu_item"),
    Post(
        8, "Kontakt", '<a href="/?p=3">Utkast</a><sup data-fn="a-1" class="fn"><a href="#a-1">1</a>'
        "</sup><!-- wp:footnotes /-->", "page", name="kontakt", link="/kontakt/",
        meta={"footnotes": '[{"content":"Noten <em>her</em>.","id":"a-1"}]'},
    ),
    Post(9, "../../etc", "Ut", name="../../../etc/passwd", link="/2019/../x/"),
    Post(10, "", "Uten tittel", name="uten-tittel", link="/2019/05/uten-tittel/"),
    Post(
        11, "Styremøte", "Velkommen til <b>møte</b>.", "tribe_events", name="styremote",
        link="/event/styremote/", terms=[("tribe_events_cat", "Innovasjon")],
        meta={
            "_EventStartDate": "2019-10-03 18:00:00", "_EventEndDate": "2019-10-03 20:00:00",
            "_EventVenueID": "12", "_EventOrganizerID": ["13"], "_EventTimezone": "Europe/Oslo",
            "_EventCost": "100",
        },
    ),
    Post(12, "Gamle rådhus", "", "tribe_venue", meta={"_VenueCity": "Lillestrøm"}),
    Post(13, "Vel &amp; Vel", "", "tribe_organizer"),
]  # fmt: skip


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export, with the folder of its files beside it."""
    folder = tmp_path_factory.mktemp("wordpress")
    for name in ("bord.jpg", "salen.jpg", "uten.jpg", "ubrukt.jpg"):
        picture(folder / "uploads" / "2019" / "05" / name)
    (folder / "uploads" / "2019" / "05" / "lov.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (folder / "export.xml").write_text(export(POSTS), encoding="utf-8")
    return folder / "export.xml"


@pytest.fixture(scope="module")
def report(site: Site, source: Path) -> str:
    """The report of the import that all tests look at."""
    return site.run(source, media=str(source.parent / "uploads"))


def test_all_that_came_in_is_accounted_for(report: str) -> None:
    """The numbers add up, and each item that is left out has its reason."""
    assert report.splitlines()[0] == "Inn: 19. Skrevet: 13. Brukt i andre: 1. Utelatt: 5."
    reasons = [line.strip() for line in report.partition("Utelatt (5):\n")[2].splitlines()[:5]]
    assert reasons == [
        "export.xml, post_id 104 «borte.jpg»: filen er ikke i mappen etter --media "
        f"({UPLOADS}/borte.jpg)",
        "export.xml, post_id 105 «ubrukt.jpg»: brukes ikke av noe som er importert "
        f"({UPLOADS}/ubrukt.jpg)",
        "export.xml, post_id 4 «Privat»: privat",
        "export.xml, post_id 5 «Passord»: beskyttet med passord",
        "export.xml, post_id 7 «Meny»: er av typen nav_menu_item, som nettstedet ikke har",
    ]


def test_the_fields_of_a_post_are_kept(site: Site, report: str) -> None:
    """Also those of its picture, which WordPress keeps in three places."""
    assert site.fields("news/2019/frokost.md") == {
        "title": "Frokost: KI & vi",
        "date": "2019-05-03 09:15",
        "summary": r"Godt om \*KI\*.",
        "category": "Nettverk",
        "tags": ["Klima", "KI"],
        "author": ["kari-nordmann"],
        "image": {
            "src": "images/2019/bord.jpg",
            "alt": "Folk rundt et bord",
            "caption": "Frokosten i mai",
            "credit": "Foto: Ola Foto",
        },
        "aliases": ["/2019/05/frokost/"],
    }


def test_the_text_of_a_post_is_kept(site: Site, report: str) -> None:
    """Paragraphs without `<p>`, a caption, links to an entry, a document and the old site."""
    assert site.body("news/2019/frokost.md") == (
        "Første linje  \nandre linje\n\n1\\. januar er en dag.\n\n"
        '![Folk rundt et bord](../../images/2019/bord.jpg "Bordet ute. Foto: Ola Foto")\n\n'
        "Se [galleriet](galleri.md), [loven](../../documents/2019/lov.pdf) og "
        f"[det gamle]({BASE}/borte/). Mellom \\[sic]"
    )
    place = "export.xml, post_id 1 «Frokost: KI & vi» (content/news/2019/frokost.md): "
    notes = [line.partition(place)[2] for line in report.splitlines() if place in line]
    assert notes == [
        'kortkoden [skjema id="3"] er tatt bort',
        "2 kommentarer er ikke med",
        f"en lenke fører til det gamle nettstedet: {BASE}/borte/",
    ]


def test_a_gallery_becomes_the_field_gallery(site: Site, report: str) -> None:
    """In the order of the shortcode."""
    gallery = site.fields("news/2019/galleri.md")["gallery"]
    assert [picture["alt"] for picture in gallery] == ["En full sal", "Folk rundt et bord"]
    assert site.body("news/2019/galleri.md") == "Før"


def test_a_picture_without_alt_makes_a_draft(site: Site, report: str) -> None:
    """The picture stays as a comment, and a link from a public page becomes text."""
    assert site.fields("news/2019/uten-alt.md")["status"] == "draft"
    assert site.body("news/2019/uten-alt.md") == "<!-- ![](../../images/2019/uten.jpg) -->\n\nTekst"
    assert site.body("pages/kontakt-2.md") == "Utkast[^1]\n\n[^1]: Noten *her*."


def test_drafts_stay_drafts(site: Site, report: str) -> None:
    """One without a date gets the day of the export; a login is no author."""
    fields = {"title": "Kladd", "date": "2020-01-06", "status": "draft"}
    assert site.fields("news/2020/kladd.md") == fields


def test_an_old_address_of_another_page_is_no_alias(site: Site, report: str) -> None:
    """The page that was there keeps it, and the report says so."""
    assert "aliases" not in site.fields("pages/kontakt-2.md")
    assert "(content/pages/kontakt-2.md): den gamle adressen tilhører en annen side" in report


def test_a_name_cannot_leave_the_content_folder(site: Site, report: str) -> None:
    """Slashes and dots become hyphens."""
    assert site.fields("news/2019/etc-passwd.md")["title"] == "../../etc"


def test_events_keep_their_venue_organiser_and_network(site: Site, report: str) -> None:
    """The venue is an entry of its own."""
    assert site.fields("events/2019/2019-styremote.yaml") == {
        "id": "2019-styremote",
        "title": "Styremøte",
        "start": "2019-10-03 18:00",
        "end": "2019-10-03 20:00",
        "venue": "gamle-radhus",
        "network": "innovasjon",
        "description": "Velkommen til **møte**.",
        "registration": {"price": "100"},
        "organiser": "Vel & Vel",
        "aliases": ["/event/styremote/"],
    }
    venue = {"name": "Gamle rådhus", "city": "Lillestrøm"}
    assert site.fields("venues/gamle-radhus.yaml") == venue


def test_the_check_says_only_what_the_report_says(site: Site, report: str) -> None:
    """What it refuses is a draft."""
    (error,) = site.errors()
    assert (error.path, error.code) == ("news/2019/uten-tittel.md", "field-missing")
    assert "\n  content/news/2019/uten-tittel.md:2:1: field-missing: " in report
    assert site.fields("news/2019/uten-tittel.md")["status"] == "draft"


def test_a_second_run_changes_nothing(site: Site, source: Path, report: str) -> None:
    """With neither policy; then an edit stays with the first; the second puts it elsewhere."""
    before, media = site.files(), str(source.parent / "uploads")
    first = site.run(source, media=media).splitlines()[0]
    assert first == "Inn: 19. Brukt i andre: 1. Fantes fra før: 13. Utelatt: 5."
    assert site.files() == before
    assert site.run(source, media=media, overwrites=True).splitlines()[0] == first
    assert site.files() == before
    edited = site.root / "content" / "news" / "2019" / "galleri.md"
    edited.write_text(edited.read_text(encoding="utf-8") + "Mer.\n", encoding="utf-8")
    site.run(source, media=media)
    assert edited.read_text(encoding="utf-8").endswith("Mer.\n")
    report = site.run(source, media=media, overwrites=True)
    assert site.files() == before
    copy = Path(".cache/import/news/2019/galleri.md")
    assert report.count(" er skrevet over. ") == 1
    assert f"galleri.md): er skrevet over. Det som sto der, ligger i {copy}." in report
    assert (site.root / copy).read_text(encoding="utf-8").endswith("Mer.\n")


def test_what_was_deleted_since_stays_deleted(site: Site, source: Path, report: str) -> None:
    """Unless it is overwritten."""
    media, file = str(source.parent / "uploads"), site.root / "content/news/2019/galleri.md"
    before = file.read_bytes()
    file.unlink()
    assert "«Galleri»: er slettet fra content/ siden forrige import" in site.run(
        source, media=media
    )
    assert not file.exists()
    site.run(source, media=media, overwrites=True)
    assert file.read_bytes() == before


BROKEN = {
    "<rss><channel>\n<item></rss>": "export.xml:2: dette er ikke gyldig XML.",
    '<!DOCTYPE r [<!ENTITY a "x">]><rss>&a;</rss>': "export.xml har en DTD",
    "<rss><channel></channel></rss>": "export.xml har ingen innlegg.",
    "": "export.xml:1: dette er ikke gyldig XML.",
}


def test_a_source_that_cannot_be_read_gets_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And nothing is written."""

    def check(text: str) -> None:
        (tmp_path / "export.xml").write_text(text, encoding="utf-8")
        assert main(str(tmp_path / "export.xml"), tmp_path / "content") == 1
        assert capsys.readouterr().err.startswith(BROKEN[text])
        assert not (tmp_path / "content").exists()

    check_each(list(BROKEN), check, repr)


def test_a_wrong_source_is_refused_without_the_packages_of_the_import(tmp_path: Path) -> None:
    """`run.py` installs them for a source that is there and has the right kind."""
    (tmp_path / "notat.pdf").touch()
    (tmp_path / "uro.xml").symlink_to(os.devnull)  # reading some devices never ends
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['mammoth', 'bs4', 'defusedxml']))\n"
        "from pathlib import Path; from newsroom.commands.importing.run_import import main\n"
        "sys.exit(sum(main(name, Path()) for name in ('', 'borte.xml', 'notat.pdf', 'uro.xml')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stderr.count(b"\n")) == (4, 4), done.stderr


def test_one_broken_link_ends_no_import(tmp_path: Path) -> None:
    """A host in brackets is an address that Python cannot read; a whole link stays as it is."""
    text = 'Her er <a href="http://[sett inn]/">lenken</a> og <img src="http://[x]/a.jpg" alt="A">.'
    text += '<a href="//[x]/">Ord</a><svg><script>1</script></svg>'
    posts = [Post(1, "En", text, link="/en/"), Post(2, "To", "Hei.", link="/to/")]
    (tmp_path / "export.xml").write_text(export(posts), encoding="utf-8")
    site = Site(given.written(tmp_path / "site", FILES))
    report = site.run(tmp_path / "export.xml")
    assert report.startswith("Inn: 2. Skrevet: 2.")
    assert "(http://[sett" in site.text("news/2019/en.md")
    assert "igjen: //[x]/" in report
    assert re.findall("<.*> er tatt bort", report) == ["<svg> er tatt bort"]


def test_the_day_of_the_export_may_be_unreadable(tmp_path: Path) -> None:
    """A post without a date gets none then, and the report does not say that it got one."""
    text = export([Post(1, "En", "Hei.", date="0000-00-00 00:00:00")])
    text = text.replace("Mon, 06 Jan 2020 10:00:00 +0000", "i går")
    (tmp_path / "export.xml").write_text(text, encoding="utf-8")
    report = Site(given.written(tmp_path / "site", FILES)).run(tmp_path / "export.xml")
    assert report.startswith("Inn: 1. Skrevet: 1.")
    assert "field-missing: Feltet `date`" in report
    assert "har fått dagen" not in report


def test_two_posts_with_one_id_are_both_kept(tmp_path: Path) -> None:
    """As two exports have that somebody put together by hand; also in a second run."""
    posts = [Post(1, "En", "Hei.", link="/en/"), Post(1, "To", "Hei.", link="/to/")]
    (tmp_path / "export.xml").write_text(export(posts), encoding="utf-8")
    site = Site(given.written(tmp_path / "site", FILES))
    assert site.run(tmp_path / "export.xml").startswith("Inn: 2. Skrevet: 2.")
    assert site.fields("news/2019/to.md")["aliases"] == ["/to/"]
    assert site.run(tmp_path / "export.xml").startswith("Inn: 2. Fantes fra før: 2.")
    # A link to one that somebody has deleted is a text.
    (site.root / "content/news/2019/en.md").unlink()
    posts.append(Post(3, "Tre", '<a href="/en/#x">Ord</a>', link="/tre/"))
    (tmp_path / "export.xml").write_text(export(posts), encoding="utf-8")
    report = site.run(tmp_path / "export.xml")
    assert report.startswith("Inn: 3. Skrevet: 1. Fantes fra før: 1. Utelatt: 1.")
    assert "igjen: news/2019/en.md" in report
    assert site.body("news/2019/tre.md") == "Ord"


def test_a_failure_leaves_no_half_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else the next import would take its own files for those of somebody else."""
    (tmp_path / "export.xml").write_text(export([Post(1, "En", "Hei.")]), encoding="utf-8")
    site = Site(given.written(tmp_path / "site", FILES | {"content/record": "Her er en fil.\n"}))
    before = site.files()
    monkeypatch.chdir(site.root)
    assert main("../export.xml", Path("content")) == 1
    assert capsys.readouterr().err.startswith("En fil eller mappe kunne ikke leses eller skrives: ")
    assert site.files() == before
    (site.root / "content/record").unlink()
    assert site.run(tmp_path / "export.xml").startswith("Inn: 1. Skrevet: 1.")
    assert "news/2019/en.md" in site.files()


# The zone, the start that it writes, the start here, and what the report says.
OFFSETS = (
    ("UTC-5", "2024-01-09 18:00:00", "2024-01-10 00:00", "2024-01-09 18:00 UTC-5 er regnet om"),
    ("UTC+5.5", "2024-07-09 18:00:00", "2024-07-09 14:30", "2024-07-09 18:00 UTC+5.5 er regnet om"),
    ("UTC", "2024-07-09 18:00:00", "2024-07-09 20:00", "2024-07-09 18:00 UTC er regnet om"),
    ("UTC+1", "2024-07-09 18:00:00", "2024-07-09 18:00", "som norsk tid: 2024-07-09 18:00 UTC+1"),
    ("UTC+1", "2024-01-09 18:00:00", "2024-01-09 18:00", ""),
    ("Europe/Oslo", "2024-01-09 18:00:00", "2024-01-09 18:00", ""),
)


def test_a_time_with_an_offset_is_that_of_norway(tmp_path: Path) -> None:
    """Reported when the clock is another, or is another than the offset says."""
    posts = []
    for number, (zone, start, *_) in enumerate(OFFSETS):
        meta = {"_EventStartDate": start, "_EventEndDate": start, "_EventTimezone": zone}
        post = Post(number, f"Nr {number}", "Hei.", "tribe_events", name=f"e-{number}", meta=meta)
        posts.append(post)
    (tmp_path / "e.xml").write_text(export(posts), encoding="utf-8")
    site = Site(given.written(tmp_path / "site", FILES))
    site.run(tmp_path / "e.xml")
    report = site.report().splitlines()
    for number, (_, _, start, expected) in enumerate(OFFSETS):
        fields = site.fields(f"events/2024/2024-e-{number}.yaml")
        assert (fields["start"], fields.get("zone")) == (start, None)
        lines = [line for line in report if f"«Nr {number}»" in line and "klokkeslett" in line]
        assert len(lines) == bool(expected)
        assert all(expected in line for line in lines)


def test_pictures_without_alt_are_comments_in_their_gallery(tmp_path: Path) -> None:
    """Each in its place: the site accepts them with a text, without the comment signs."""
    names = ("bord.jpg", "salen.jpg", "uten.jpg")
    files = [
        file(number, name, "En sal" if number == 101 else "")
        for number, name in enumerate(names, 100)
    ]
    posts = [
        *files,
        Post(1, "Noen", '[gallery ids="100,101,102"]', name="noen"),
        Post(2, "Ingen", '[gallery ids="100,102"]', name="ingen", meta={"_thumbnail_id": "102"}),
    ]
    (tmp_path / "g.xml").write_text(export(posts), encoding="utf-8")
    for name in names:
        picture(tmp_path / "uploads/2019/05" / name)
    site = Site(given.written(tmp_path / "site", FILES))
    site.run(tmp_path / "g.xml", media=str(tmp_path / "uploads"))
    assert (
        "# - src: images/2019/bord.jpg\n#   alt:\n- src: images/2019/salen.jpg\n  alt: En sal\n"
        "# - src: images/2019/uten.jpg\n#   alt:\n"
    ) in site.text("news/2019/noen.md")
    for name, count in (("noen", 3), ("ingen", 2)):
        path = site.root / f"content/news/2019/{name}.md"
        text = path.read_text(encoding="utf-8").replace("alt:\n", "alt: Ny\n").replace("\n# ", "\n")
        path.write_text(text, encoding="utf-8")
        assert len(site.fields(f"news/2019/{name}.md")["gallery"]) == count
    assert site.fields("news/2019/ingen.md")["image"]["alt"] == "Ny"
    assert site.errors() == []
