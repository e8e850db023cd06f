"""The line «Oversettelser» of forms on a site in several languages."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from tests import given, machine
from tests.desk.serving import Answer, Served, desk_at, form_of, site_settings
from tests.small_site import SETTINGS

HEI = "news/2023/hei.md"
FILES = {
    "publishconf.py": SETTINGS,
    "pelicanconf.py": SETTINGS,
    "content/site.yaml": "name: Byen\nidentity: eksempel.no,2023\nlanguages: [nb, nn, en]\n",
    f"content/{HEI}": "---\ntitle: Hei\ndate: 2023-12-01\ntags: [Hjemme]\n"
    "image: {src: images/kai.jpg, alt: Kaien}\n---\nVi vet ikke hvorfor.\n",
    "content/pages/om.md": "---\ntitle: Om oss\n---\nVi er her.\n",
    "content/pages/about.md": "---\ntitle: About\nlang: en\n"
    "translation_of: pages/om.md\n---\nWe.\n",
    "content/pages/kurs.md": "---\ntitle: Kurs\nslug: laer\n---\nVi lærer.\n",
    "content/pages/kurs-nn.md": "---\ntitle: Kursa\nlang: nn\n---\nVi lærer.\n",
    "content/reviews/2022.md": "---\ntitle: Vårt år\nyear: 2022\ndate: 2022-12-20\n"
    "figures: [{label: Ikke noe, value: 3}]\n---\nVi er ikke her.\n",
    "content/venues.yaml": "salen: {name: Salen, en: {name: The Hall}}\n",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = given.written(tmp_path_factory.mktemp("site"), FILES)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        with desk_at(root, now="2023-12-20", settings=site_settings()) as served:
            yield served
            served.context.builder.close()


def edit(model: str, path: str, key: str = "") -> str:
    return f"/skrivepult/rediger?{urlencode({'model': model, 'path': path, 'key': key})}"


def line_of(page: Answer) -> tuple[str, dict[str, str]]:
    """The words of the line, and what its links and buttons lead to or send, by their words."""
    html = BeautifulSoup(page.text, "html5lib")
    line = next((p for p in html.select("p") if "Oversettelser:" in p.get_text()), None)
    if not line:
        return "", {}
    words = {" ".join(one.get_text().split()): one for one in line.select("a, button")}
    hrefs = {text: str(one.get("href") or one["value"]) for text, one in words.items()}
    return " ".join(line.get_text().split()), hrefs


@pytest.fixture
def _no_apertium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


@pytest.mark.usefixtures("_no_apertium")
def test_a_text_shows_what_it_is_translated_to(desk: Served) -> None:
    """Both ways; for what is missing there is a button, and none for a text that is new."""
    text, leads = line_of(desk.get(edit("page", "pages/om.md")))
    assert text == "Oversettelser: Nynorsk (mangler) Lag utkast: Nynorsk · English"
    text, leads = line_of(desk.get(leads["English"]))
    assert text == "Oversettelser: Bokmål · Nynorsk (mangler) Lag utkast: Nynorsk"
    assert desk.get(leads["Bokmål"]).status == 200
    assert form_of(desk.get(leads["Bokmål"]))["f.title"] == "Om oss"


def test_an_entry_of_a_list_leads_to_its_fields(desk: Served) -> None:
    """They are in the same form."""
    page = desk.get(edit("venue", "venues.yaml", "salen"))
    text, leads = line_of(page)
    assert text == "Oversettelser: Nynorsk (mangler) · English"
    assert leads == {"Nynorsk": "#f.nn.name", "English": "#f.en.name"}
    html = BeautifulSoup(page.text, "html5lib")
    assert [html.find(id=href[1:])["value"] for href in leads.values()] == ["", "The Hall"]


def files(desk: Served) -> dict[Path, bytes]:
    content = desk.context.content
    return {file: file.read_bytes() for file in content.rglob("*") if file.is_file()}


@pytest.mark.usefixtures("_no_apertium")
def test_the_button_begins_a_draft_with_the_text_of_the_original(desk: Served) -> None:
    """Nothing is written in content/, and a second press leads to what was typed since."""
    before, address = files(desk), edit("article", HEI)
    sent = form_of(desk.get(address)) | {"op": "translate:nb-en"}
    to = desk.post(address, sent)
    assert to.status == 303
    page = desk.get(to.headers["location"])
    assert "content/news/2023/hei-en.md" in page.text and line_of(page) == ("", {})
    got = form_of(page)
    expected = {
        "f.title": "Hei", "f.lang": "en", "f.translation_of": HEI, "f.status": "draft",
        "f.slug": "hei", "f.date": "2023-12-01", "f.image.alt": "Kaien",
    }  # fmt: skip
    assert {name: got[name] for name in expected} == expected
    assert got["f.body"].strip() == "Vi vet ikke hvorfor."
    assert files(desk) == before
    desk.post(to.headers["location"], got | {"f.title": "Hello", "op": "preview"})
    again = desk.post(address, form_of(desk.get(address)) | {"op": "translate:nb-en"})
    assert form_of(desk.get(again.headers["location"]))["f.title"] == "Hello"


def test_apertium_makes_the_draft_in_nynorsk(desk: Served) -> None:
    machine.program("Apertium", "installer pakken apertium-nno-nob", "apertium")
    address = edit("article", HEI)
    page = desk.get(address)
    to = desk.post(address, form_of(page) | {"op": line_of(page)[1]["Lag utkast: Nynorsk"]})
    got = form_of(desk.get(to.headers["location"]))
    assert got["f.body"].strip() == "Me veit ikkje kvifor."
    assert (got["f.lang"], got["f.status"]) == ("nn", "draft")


@pytest.mark.usefixtures("_no_apertium")
def test_without_apertium_the_draft_has_the_text_of_the_original(desk: Served) -> None:
    address = edit("page", "pages/om.md")
    page = desk.get(address)
    to = desk.post(address, form_of(page) | {"op": line_of(page)[1]["Lag utkast: Nynorsk"]})
    assert form_of(desk.get(to.headers["location"]))["f.body"].strip() == "Vi er her."
    for strange in ("nb", "nb-../x", "a-b-c"):
        answer = desk.post(address, form_of(page) | {"op": f"translate:{strange}"})
        assert answer.status == 400


def pressed(desk: Served, address: str, op: str, **typed: str) -> Answer:
    """What a press of a button gives, after these fields were typed in the form."""
    return desk.post(address, form_of(desk.get(address)) | typed | {"op": op})


def notice_of(page: Answer) -> str:
    """What the page says above the form when something was not done."""
    told = BeautifulSoup(page.text, "html5lib").select_one("[role=alert]")
    return told.get_text() if told else ""


def test_a_file_of_that_name_is_told_at_the_button(desk: Served) -> None:
    """With what to write in it, not first when a draft is saved; none is begun."""
    answer = pressed(desk, edit("page", "pages/kurs.md"), "translate:nb-nn")
    assert answer.status == 422
    told = notice_of(answer)
    for part in ("pages/kurs-nn.md finnes allerede", "«nn»", "«pages/kurs.md»"):
        assert part in told
    assert "pages/kurs-nn.md" not in {one.place.path for one in desk.context.drafts.all()}


@pytest.mark.usefixtures("_no_apertium")
def test_the_draft_has_an_address_and_an_original_also_where_those_fields_are_empty(
    desk: Served,
) -> None:
    """Or have only what nobody sees, as after a paste."""
    typed = {"f.slug": "\u200b", "f.translation_of": "\u200b"}
    to = pressed(desk, edit("page", "pages/kurs.md"), "translate:nb-en", **typed)
    got = form_of(desk.get(to.headers["location"]))
    assert (got["f.slug"], got["f.translation_of"]) == ("kurs", "pages/kurs.md")


def test_a_sign_that_no_file_can_have_is_told_at_its_field(desk: Served) -> None:
    """What was typed is still in the form."""
    address = edit("page", "pages/om.md")
    answer = pressed(desk, address, "translate:nb-en", **{"f.title": "Om\x1eoss"})
    assert answer.status == 422 and "rett det som er merket" in notice_of(answer)
    assert "et tegn som ingen fil kan ha" in answer.text
    assert form_of(answer)["f.title"] == "Om\x1eoss"
    pressed(desk, address, "discard")


def test_a_letter_can_be_translated_before_its_figures_have_words(desk: Served) -> None:
    """The form of the draft tells what is missing."""
    machine.program("Apertium", "installer pakken apertium-nno-nob", "apertium")
    address = edit("review", "reviews/2022.md")
    to = pressed(desk, address, "translate:nb-nn", **{"f.figures.0.label": ""})
    assert to.status == 303
    page = desk.get(to.headers["location"])
    assert form_of(page)["f.body"].strip() == "Me er ikkje her."
    assert form_of(page)["f.figures.0.value"] == "3"
    label = BeautifulSoup(page.text, "html5lib").find(id="f.figures.0.label")
    assert label and label.get("aria-invalid") == "true"


def test_a_site_in_one_language_has_no_such_line(desk: Served) -> None:
    site = desk.context.content / "site.yaml"
    several = site.read_text("utf-8")
    site.write_text(several.replace("[nb, nn, en]", "[nb]"), "utf-8")
    desk.context.builder.build()
    for address in (edit("article", HEI), edit("venue", "venues.yaml", "salen")):
        assert line_of(desk.get(address)) == ("", {})
    site.write_text(several, "utf-8")
