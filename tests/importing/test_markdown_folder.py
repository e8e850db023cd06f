"""`run.py import` of a folder of Pelican, Jekyll or Hugo."""

import os
import sys
from pathlib import Path

import pytest

from newsroom.commands.importing.run_import import main
from newsroom.contract.reserved import WORDS
from tests import given
from tests.importing.conftest import FILES, Site, picture

PELICAN = {
    "pelican/frokost.md": (
        "Title: Frokost: prat\nDate: 2019-05-03 10:20\nCategory: Møter\nTags: ki, klima\n"
        "Authors: Kari Nordmann\nSummary: Vi\n    møtes.\nSlug: frokost\nTemplate: bred\n\n"
        "1. januar\n\n- Kaffe\n    - Svart\n\nSe [om]({filename}pages/om.md) og "
        "[lenken](mangler.md).\n\n![Et bord]({static}/bilder/bord.jpg)\n"
    ),
    "pelican/pages/om.md": "Title: Om oss\n\nHer er <b>vi</b>, {{ ikke.med }} ja.\n",
    "pelican/skjult.md": "Title: Skjult\nDate: 2019-05-04\nStatus: hidden\n\nTekst\n",
    "pelican/gammel.rst": "Gammel\n######\n",
    "pelican/LES.md": "# Uten felt\n",
}
JEKYLL = {
    "jekyll/_config.yml": "title: X\n",
    "jekyll/_posts/2020-01-02-nyttar.md": (
        "---\nlayout: post\ntitle: 'Nyttår'\ncategories: [Fest, Dans]\n---\n"
        "Se [forrige]({% post_url 2020-01-01-julen %}). {% include x.html %}\n"
    ),
    "jekyll/_posts/2020-01-01-julen.md": "---\npermalink: /jul/\ntags: a, b\n---\nJul.\n",
    "jekyll/_drafts/senere.md": "---\ntitle: Senere\ndate: 2020-02-02\n---\nSnart.\n",
    "jekyll/_drafts/ide.md": "---\ntitle: Ide\n---\nEn gang.\n",
    "jekyll/odelagt.md": "---\ntitle: [\n---\nTekst\n",
    "jekyll/_site/nyttar.html": "---\ntitle: Bygget\n---\n",
}
HUGO = {
    "hugo/hugo.toml": "title = 'X'\n",
    "hugo/content/nytt/start/index.md": (
        "+++\ntitle = 'Start'\ndate = 2021-03-04T10:00:00+01:00\ndraft = false\n"
        "aliases = ['/gammel/']\nimage = 'bord.jpg'\n[params]\nx = 1\n+++\n"
        'Se [om]({{< ref "/content/om.md" >}}).\n\n'
        '{{< figure src="bord.jpg" alt="Bordet" caption="Ute" >}}\n'
    ),
    "hugo/content/om.md": "---\nTitle: Om Hugo\ndraft: true\n---\nOm.\n",
    "hugo/content/_index.md": "---\ntitle: Forside\n---\n",
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = given.written(tmp_path_factory.mktemp("folders"), PELICAN | JEKYLL | HUGO)
    picture(folder / "pelican/bilder/bord.jpg")
    picture(folder / "hugo/content/nytt/start/bord.jpg")
    return folder


@pytest.fixture(scope="module")
def reports(site: Site, source: Path) -> dict[str, list[str]]:
    """The lines of the report of each import."""
    names = ("pelican", "jekyll", "hugo")
    return {name: [line.strip() for line in site.run(source / name).splitlines()] for name in names}


def test_a_pelican_file_keeps_its_fields_and_links(
    site: Site, reports: dict[str, list[str]]
) -> None:
    """Its address is Pelican's own for the slug."""
    assert site.fields("news/2019/frokost.md") == {
        "title": "Frokost: prat",
        "date": "2019-05-03 10:20",
        "summary": "Vi møtes.",
        "category": "Møter",
        "tags": ["ki", "klima"],
        "author": ["kari-nordmann"],
        "aliases": ["/frokost.html/"],
    }
    assert site.body("news/2019/frokost.md") == (
        "1. januar\n\n- Kaffe\n    - Svart\n\nSe [om](../../pages/om.md) og lenken.\n\n"
        "![Et bord](../../images/import/bord.jpg)"
    )
    assert site.fields("pages/om.md") == {"title": "Om oss", "aliases": ["/pages/om.html/"]}
    assert site.body("pages/om.md") == "Her er **vi**, ja."
    assert site.fields("news/2019/skjult.md")["status"] == "draft"


def test_jekyll_posts_have_the_date_of_their_names(
    site: Site, reports: dict[str, list[str]]
) -> None:
    """And the address of Jekyll, unless `permalink` gives another."""
    assert site.fields("news/2020/nyttar.md") == {
        "title": "Nyttår",
        "date": "2020-01-02",
        "category": "Fest",
        "tags": ["Dans"],
        "aliases": ["/fest/dans/2020/01/02/nyttar.html/"],
    }
    assert site.body("news/2020/nyttar.md") == "Se [forrige](julen.md)."
    assert site.fields("news/2020/julen.md")["aliases"] == ["/jul/"]
    assert site.fields("news/2020/senere.md")["status"] == "draft"
    assert site.fields("news/0000/ide.md") == {"title": "Ide", "status": "draft"}


def test_hugo_bundles_are_named_after_their_folder(
    site: Site, reports: dict[str, list[str]]
) -> None:
    """Aliases and figures are kept; a picture without a text alternative makes a draft."""
    fields = site.fields("news/2021/start.md")
    assert fields == {
        "title": "Start",
        "date": "2021-03-04 10:00:00+01:00",
        "status": "draft",
        "aliases": ["/nytt/start/", "/gammel/"],
    }
    image = '![Bordet](../../images/import/bord.jpg "Ute")'
    assert site.body("news/2021/start.md") == f"Se [om](../../pages/om-2.md).\n\n{image}"
    assert site.fields("pages/om-2.md") == {"title": "Om Hugo", "status": "draft"}


def test_every_file_is_accounted_for(
    site: Site, source: Path, reports: dict[str, list[str]]
) -> None:
    """Each with its reason; a second import changes nothing."""
    first = {name: lines[0] for name, lines in reports.items()}
    assert first == {
        "pelican": "Inn: 5. Skrevet: 3. Utelatt: 2.",
        "jekyll": "Inn: 5. Skrevet: 4. Utelatt: 1.",
        "hugo": "Inn: 3. Skrevet: 2. Utelatt: 1.",
    }
    assert reports["pelican"][3:5] == [
        "LES.md «LES»: mangler feltene øverst, så den er ikke en side",
        "gammel.rst «gammel»: er av typen .rst, som nettstedet ikke har",
    ]
    assert (
        "pages/om.md «Om oss» (content/pages/om.md): kortkoden {{ ikke.med }} er tatt bort"
        in (reports["pelican"])
    )
    assert reports["jekyll"][3].startswith("odelagt.md «odelagt»: Filen kan ikke leses: ")
    before = site.files()
    assert site.run(source / "pelican").splitlines()[0] == (
        "Inn: 5. Fantes fra før: 3. Utelatt: 2."
    )
    assert site.files() == before


ADDRESSES = {
    "jekyll": {
        "_config.yml": "permalink: /arkiv/:year/:i_month/:slug\n",
        "_posts/2020-01-02-Stor_A.md": "---\ntitle: A\n---\n",
        "_posts/2020-01-03-pen.md": "---\npermalink: pretty\ncategories: Fest\n---\n",
        "_posts/2020-02-03-b.md": "---\npermalink: ordinal\n---\n",
        "_posts/2020-02-04-ukjent.md": "---\npermalink: /:week/:title/\n---\n",
        "_posts/2020-02-05-uten-dato.md": "---\ndate: i går\n---\n",
        "sider/om/index.md": "---\ntitle: Om\n---\n",
    },
    "hugo": {
        "hugo.toml": "",
        "content/a.md": (
            '{\n"title": "JSON {1}", "date": "2021-03-04", "url": "/gammel/", "tags": ["ki"]\n}\n'
            "Tekst[^1] og[^b].\n\n[^1]: Noten.\n[^b]: Med *mer*.\n\n    Og et avsnitt.\n"
        ),
        "content/Nytt/Stor Sak.md": "---\ndate: 2021-03-05\n---\n",
        "content/Nytt/b.md": "---\ndate: 2021-03-06\nslug: en-annen\n---\n",
        "content/c.md": '{\n"title": \n',
    },
}
ALIASES = {
    "jekyll": {
        "news/2020/stor-a.md": ["/arkiv/2020/1/stor-a/"],
        "news/2020/pen.md": ["/fest/2020/01/03/pen/"],
        "news/2020/b.md": ["/2020/034/b.html/"],
        "news/2020/ukjent.md": [],
        "news/0000/uten-dato.md": [],
        "pages/om.md": ["/sider/om/"],
    },
    "hugo": {
        "news/2021/a.md": ["/gammel/"],
        "news/2021/stor-sak.md": ["/nytt/stor-sak/"],
        "news/2021/en-annen.md": ["/nytt/en-annen/"],
    },
}


@pytest.mark.parametrize("program", ADDRESSES)
def test_old_addresses_are_those_of_the_program(tmp_path: Path, program: str) -> None:
    """By its own patterns and fields; the report names those that cannot be kept."""
    source = given.written(tmp_path / "inn", ADDRESSES[program])
    site = Site(given.written(tmp_path / "site", FILES))
    report = site.run(source)
    found = {path: site.fields(path).get("aliases", []) for path in ALIASES[program]}
    assert found == ALIASES[program]
    if program == "jekyll":
        assert report.startswith("Inn: 6. Skrevet: 6.")
        assert "den gamle adressen kan ikke føre hit: /:week/:title/" in report
        return
    assert report.startswith("Inn: 4. Skrevet: 3. Utelatt: 1.\n\nUtelatt (1):\n  content/c.md")
    assert site.fields("news/2021/a.md")["title"] == "JSON {1}"
    text = "Tekst[^1] og[^b].\n\n[^1]: Noten.\n[^b]: Med *mer*.\n\n    Og et avsnitt."
    assert site.body("news/2021/a.md") == text


def test_a_word_file_among_texts_is_a_file_of_the_site(tmp_path: Path) -> None:
    """Such as the statutes that visitors may download: the texts are imported, not the file."""
    texts = {
        "a.md": "---\ntitle: En\n---\nEn [fil](a.docx).\n",
        "b.md": "---\ntitle: To\n---\nTo.\n",
    }
    source = given.written(tmp_path / "inn", texts | {"a.docx": "Word\n"})
    site = Site(given.written(tmp_path / "site", FILES))
    assert site.run(source).startswith("Inn: 2. Skrevet: 2.")
    assert site.body("pages/a.md") == "En [fil](../documents/import/a.docx)."


def test_a_text_nested_too_deep_ends_no_import(tmp_path: Path) -> None:
    """Python-Markdown would need minutes for it, and the site refuses it anyway."""
    texts = {
        "a.md": f"---\ntitle: En\n---\n{'[' * 100_000}\n",
        "b.md": "---\ntitle: To\n---\nTo.\n",
    }
    site = Site(given.written(tmp_path / "site", FILES))
    report = site.run(given.written(tmp_path / "inn", texts))
    assert report.startswith("Inn: 2. Skrevet: 1. Utelatt: 1.")
    assert "a.md «En»: for mange elementer i hverandre" in report


def test_a_damaged_config_of_jekyll_gets_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without its pattern the old addresses would be wrong."""
    texts = {
        "_config.yml": "permalink: [\n",
        "_posts/2020-01-01-a.md": "---\ntitle: En\n---\nEn.\n",
    }
    assert main(str(given.written(tmp_path / "inn", texts)), tmp_path / "content") == 1
    assert capsys.readouterr().err.startswith("Filen kan ikke leses: _config.yml: while parsing")


@pytest.mark.parametrize("config", ["- a\n", "permalink: [a]\n", ""])
def test_a_config_without_a_pattern_has_that_of_jekyll(tmp_path: Path, config: str) -> None:
    """Also when it is no mapping, or the pattern no text."""
    texts = {"_config.yml": config, "_posts/2020-01-01-a.md": "---\ntitle: En\n---\nEn.\n"}
    site = Site(given.written(tmp_path / "site", FILES))
    site.run(given.written(tmp_path / "inn", texts))
    assert site.fields("news/2020/a.md")["aliases"] == ["/2020/01/01/a.html/"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names and links")
def test_nothing_outside_a_folder_is_read_or_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no file has a line in the report; a link out of content/ stops the import."""
    outside = given.written(tmp_path / "ute", {"a.md": "---\ntitle: Ute\n---\nUte.\n"})
    source = given.written(
        tmp_path / "inn",
        {
            "en.md": "---\ntitle: En\n---\n![Bord](bord.jpg) ![Ute](../ute/b.jpg)\n",
            "halv.md": '{\n"title": "\\ud800"\n}\n',
            "\x1b[31m\n.md": "Uten felt.\n",
            "mappe.md/x": "",
            os.fsdecode(b"latin-\xe6.md"): "---\ntitle: Latin\n---\n",
        },
    )
    picture(source / "bord.jpg")
    picture(outside / "b.jpg")
    os.mkfifo(source / "rr.md")
    (source / "ut.md").symlink_to(outside / "a.md")
    (source / "utenfor").symlink_to(outside)
    site = Site(given.written(tmp_path / "site", FILES))
    before = site.files()
    (site.root / "content/images").symlink_to(outside)
    monkeypatch.chdir(site.root)
    assert main(str(source), Path("content")) == 1
    assert capsys.readouterr().err.startswith("content/images er en snarvei ut av mappen")
    assert len([*outside.iterdir()]) == 2
    (site.root / "content/images").unlink()
    assert site.files() == before
    report = site.run(source)
    assert report.startswith("Inn: 7. Skrevet: 1. Utelatt: 6.")
    assert report.count("er en snarvei eller en mappe, eller har et navn som ikke kan leses") == 4
    assert "\n  [31m .md «[31m »: mangler feltene øverst" in report
    assert "\n  halv.md «halv»: Filen kan ikke leses: " in report
    assert site.files().keys() - before.keys() == {
        "images/import/bord.jpg", "pages/en-side.md", "record/imported.txt",
    }  # fmt: skip


def test_the_folder_of_the_texts_has_the_name_of_its_site(tmp_path: Path) -> None:
    """Every site of Hugo and of Pelican has its texts in `content`."""
    texts = {
        f"{name}/content/om.md": f"---\ntitle: Om\n---\nVi i {name}.\n" for name in ("by", "bygd")
    }
    folder = given.written(tmp_path / "inn", texts)
    site = Site(given.written(tmp_path / "site", FILES))
    for name in ("by", "bygd"):
        assert site.run(folder / name / "content").startswith("Inn: 1. Skrevet: 1.")
    assert [site.body(f"pages/{name}.md") for name in ("om", "om-2")] == ["Vi i by.", "Vi i bygd."]


@pytest.mark.parametrize(("lang", "other"), [("nb", "en"), ("nn", "nb"), ("en", "nb")])
def test_addresses_are_those_of_the_first_language(tmp_path: Path, lang: str, other: str) -> None:
    """Only the name of a list of the site is another for a page; nothing leads to itself."""
    own, free = WORDS[lang]["news"], WORDS[other]["news"]
    texts = {
        "hugo.toml": "title = 'X'\n",
        f"content/{own}.md": "---\ntitle: A\nurl: /a/\n---\nTekst.\n",
        f"content/{free}.md": "---\ntitle: B\nurl: /b/\n---\nTekst.\n",
        "content/c.md": f"---\ntitle: C\ndate: 2020-01-02\nurl: /{own}/2020/c/\n"
        f"aliases: [/{free}/2020/c/]\n---\nTekst.\n",
    }
    source = given.written(tmp_path / "inn", texts)
    site_yaml = f"{FILES['content/site.yaml']}languages: [{lang}]\n"
    site = Site(given.written(tmp_path / "site", FILES | {"content/site.yaml": site_yaml}))
    assert site.run(source, lang="nb").splitlines()[0] == "Inn: 3. Skrevet: 3."
    found = {site.fields(path)["title"]: path for path in site.files() if path.endswith(".md")}
    assert (found["A"], found["B"]) == (f"pages/{own}-side.md", f"pages/{free}.md")
    assert site.fields("news/2020/c.md")["aliases"] == [f"/{free}/2020/c/"]
    assert not [path for path in found.values() if "status" in site.fields(path)]
