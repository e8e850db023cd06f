"""The index of the finished pages: what it reads, when it is made, and without the program."""

import json
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newsroom.disk.stats import FileRecord
from newsroom.parts.site_data import SiteData
from newsroom.search.documents import folded
from newsroom.search.index import _earlier_parts, files_of_edit, index_files, pagefind
from tests import given
from tests.search.content import CONTENT
from tests.site.building import build, good, snapshot

BUNDLE = "sok/pagefind/"
MISSING = "raise ImportError('no program for this machine')\n"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of a small site."""
    return given.written(tmp_path_factory.mktemp("search") / "content", CONTENT)


def of_index(out: Path) -> dict[str, str]:
    return {path: sha for path, sha in snapshot(out).items() if path.startswith(BUNDLE)}


def test_the_same_site_gives_the_same_index(content: Path, tmp_path: Path) -> None:
    """Built twice without a cache: the files have the same names and bytes; none is a form's."""
    first, second = (
        of_index(good(content, tmp_path / name / "out", CACHE_PATH=str(tmp_path / name / "cache")))
        for name in ("a", "b")
    )
    assert first == second
    assert {path.rpartition(".")[2] for path in first} == {
        *("js", "json", "pagefind", "pf_meta", "pf_index", "pf_fragment")
    }
    assert [path for path in first if path.endswith(".js")] == [f"{BUNDLE}pagefind.js"]


def test_the_preview_has_no_index_and_says_so(content: Path, tmp_path: Path) -> None:
    """Its search page has lists alone."""
    out = good(content, tmp_path / "out", settings="pelicanconf.py")
    text = (out / "sok/index.html").read_text(encoding="utf-8")
    assert of_index(out) == {}
    assert "Det går ikke an å søke her." in text
    assert "search-form" not in text


@pytest.mark.parametrize(("required", "code"), [(False, 0), (True, 2)])
def test_a_machine_without_the_program_builds_without_search(
    content: Path, tmp_path: Path, required: bool, code: int
) -> None:
    """It gives advice, and stops where search is required, as in CI."""
    (tmp_path / "pagefind_bin").mkdir()
    (tmp_path / "pagefind_bin/__init__.py").write_text(MISSING, encoding="utf-8")
    done = build(
        content, tmp_path / "out", modules=[tmp_path], env={"A": "1"}, SEARCH_REQUIRED=required
    )
    assert (done.code, "search-not-made" in done.err + done.out) == (code, True)
    if not required:
        assert of_index(tmp_path / "out") == {}
        assert (tmp_path / "out/sok/index.html").exists()


def made_index(
    program: Path, pages: list[Any], site_data: SiteData, split_from: int, year: int,
    site: Path, cache: Any,
) -> dict[str, bytes]:  # fmt: skip
    """The files of the index of one language, of finished pages in a folder."""
    files = {path: FileRecord(sha, 0, 0) for path, sha in snapshot(site).items()}
    indexes = {"no": "/sok/"}
    given = site_data, split_from, year, site, files, cache
    return index_files(program, indexes, pages, *given)


class Cache(dict[str, Any]):
    """A cache in memory."""

    load = dict.get
    save = dict.__setitem__


def test_pagefind_runs_only_when_what_it_reads_has_changed(tmp_path: Path) -> None:
    """A page may change outside its main text; a program that is not there would fail."""
    article = given.article(text="Vi har flyttet.\n")
    site_data = given.site_data_of(article)
    page = SimpleNamespace(address="/nyheter/2023/sak/", indexed=True)
    cache = Cache()

    def finished(menu: str, main: str) -> Path:
        file = tmp_path / "nyheter/2023/sak/index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"<nav>{menu}</nav><main><p>{main}</p></main>", encoding="utf-8")
        return tmp_path

    program, nowhere = pagefind(), tmp_path / "nowhere"
    assert program

    def made(program: Path, menu: str, main: str) -> dict[str, bytes]:
        return made_index(program, [page], site_data, 500, 2023, finished(menu, main), cache)

    first = made(program, "Meny", "Før")
    assert made(nowhere, "Ny", "Før") == first
    with pytest.raises(FileNotFoundError):
        made(nowhere, "Ny", "Etter")


def test_an_edit_makes_only_its_part_of_a_large_index_again(tmp_path: Path) -> None:
    """The earlier part has what is from before the last two years; a small index has one part."""
    each = [given.article(slug=f"sak-{year}", date=f"{year}-03-01") for year in (2020, 2021, 2022)]
    site_data, cache, program = given.site_data_of(*each), Cache(), pagefind()
    spots = [address for address, spot in site_data.plan.spots.items() if spot.kind == "article"]
    pages = [SimpleNamespace(address=address, indexed=True) for address in spots]
    assert program

    def made(edited: int = 0, split_from: int = 3) -> dict[str, bytes]:
        for address in spots:
            file = tmp_path / address.strip("/") / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            text = "Endret" if f"/{edited}/" in address else "Tekst"
            file.write_text(f"<main><p>{text}</p></main>", encoding="utf-8")
        return made_index(program, pages, site_data, split_from, 2022, tmp_path, cache)

    first, before = made(), dict(cache)
    assert json.loads(first["/sok/filters.json"])["parts"] == {"newer": 2, "from-2020": 1}
    assert "/sok/from-2020/pagefind-entry.json" in first
    assert "/sok/from-2020/pagefind.js" not in first
    for edited, part in ((2020, "from-2020"), (2022, "newer")):
        files, again = made(edited), {name for name in cache if cache[name] is not before[name]}
        assert again == {f"search-pages-no-{part}", f"search-index-no-{part}"}
        changed = {name for name in {*first, *files} if first.get(name) != files.get(name)}
        assert {name.startswith("/sok/from-2020/") for name in changed} == {part != "newer"}
        assert made() == first
        before = dict(cache)
    assert not any("/from-" in name for name in made(split_from=4))


def test_an_edit_of_texts_alone_makes_the_same_index(tmp_path: Path) -> None:
    """In the first part, in an earlier one, and in both; a list is not in the index."""
    each = [given.article(slug=f"sak-{year}", date=f"{year}-03-01") for year in (2020, 2021, 2022)]
    site_data, program = given.site_data_of(*each), pagefind()
    spots = [s for s in site_data.plan.spots.values() if s.kind == "article"]
    pages = [SimpleNamespace(address=spot.address, indexed=True) for spot in spots]
    assert program

    def write(*edited: int) -> list[str]:
        """Writes all pages; the paths of the edited ones."""
        found = []
        for spot in spots:
            path = f"{spot.address.strip('/')}/index.html"
            is_edited = any(f"/{year}/" in spot.address for year in edited)
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            text = f"Endret {edited}" if is_edited else "Tekst"
            (tmp_path / path).write_text(f"<main><p>{text}</p></main>", encoding="utf-8")
            found += [path] if is_edited else []
        return found

    for edited in ((2020,), (2022,), (2020, 2022), ()):
        cache = Cache()
        write()
        before = made_index(program, pages, site_data, 3, 2022, tmp_path, cache)
        paths = [*write(*edited), "tema/x/index.html"]
        bodies = {spot.page_of.ref: site_data.edition.body(spot.page_of) for spot in spots}
        after = files_of_edit(program, {"no": "/sok/"}, bodies, paths, tmp_path, cache)
        assert after
        files, gone = after
        kept = {name: data for name, data in before.items() if name not in gone}
        fresh = made_index(program, pages, site_data, 3, 2022, tmp_path, Cache())
        assert {**kept, **files} == fresh
        assert bool(files) == bool(edited)


def test_years_to_come_leave_this_year_in_the_part_that_edits_make(tmp_path: Path) -> None:
    """A date far ahead moves no text of this year or the last into the older part."""
    years = (2024, 2025, 2026, 2027, 2028)
    each = [given.article(slug=f"sak-{year}", date=f"{year}-03-01") for year in years]
    site_data, program = given.site_data_of(*each, now="2029-01-01T12:00"), pagefind()
    spots = [address for address, spot in site_data.plan.spots.items() if spot.kind == "article"]
    pages = [SimpleNamespace(address=address, indexed=True) for address in spots]
    for address in spots:
        file = tmp_path / address.strip("/") / "index.html"
        file.parent.mkdir(parents=True)
        file.write_text("<main><p>Tekst</p></main>", encoding="utf-8")
    assert program
    for this_year, parts in ((2026, [4, 1]), (2028, [2, 3]), (2024, [5]), (2023, [5])):
        files = made_index(program, pages, site_data, 1, this_year, tmp_path, Cache())
        assert [*json.loads(files["/sok/filters.json"])["parts"].values()] == parts


def test_earlier_years_are_shared_out_among_parts_that_need_little_memory() -> None:
    """A part has whole years, and only so many texts, unless a year has more."""
    counted = Counter({2001: 900, 2002: 1100, 2003: 1, 2005: 2500, 2006: 3})
    assert _earlier_parts(counted, 2000) == {
        2001: "from-2001", 2002: "from-2001", 2003: "from-2003", 2005: "from-2005",
        2006: "from-2006",
    }  # fmt: skip


def test_words_are_folded_as_people_type_them() -> None:
    """Pagefind finds å by a, so such a word is not among them."""
    assert folded("Bodø Årsmøte på Ås, bærekraft") == {"bodo", "arsmote", "barekraft"}


def test_a_title_of_two_lines_hides_no_value(tmp_path: Path) -> None:
    """The values of filters are read from the same line."""
    site_data = given.site_data_of(given.article(title="To\nlinjer", date="2022-03-01"))
    [address] = [a for a, spot in site_data.plan.spots.items() if spot.kind == "article"]
    file = tmp_path / address.strip("/") / "index.html"
    file.parent.mkdir(parents=True)
    file.write_text("<main><p>Tekst</p></main>", encoding="utf-8")
    page, program = SimpleNamespace(address=address, indexed=True), pagefind()
    assert program
    files = made_index(program, [page], site_data, 500, 2023, tmp_path, Cache())
    assert b'"2022"' in files["/sok/filters.json"]
