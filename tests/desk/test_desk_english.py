"""The desk in English: every text of its templates and forms, and its pages when asked for."""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from jinja2.ext import babel_extract

from newsroom.contract.catalog import BUILT_IN
from newsroom.contract.site import Site
from newsroom.desk.forms.fields import UNKNOWN, FormField, form_of
from newsroom.desk.listing import HEADINGS
from newsroom.desk.live_page import OFF
from newsroom.desk.pages.edit import DATE_STATES
from newsroom.desk.pages.publish import FILE_STATES
from newsroom.desk.pages.templating import HERE
from newsroom.desk.sentences import CATALOGUES
from tests.desk.serving import Answer, Served, desk_at, site_settings
from tests.desk.serving import form_of as sent_of
from tests.installed import ROOT
from tests.small_site import FEW_PICTURES
from tests.test_workflows import git

STORY = "news/2023/open-house.md"
EDIT = f"/skrivepult/rediger?{urlencode({'model': 'article', 'path': STORY, 'key': ''})}"
MOVES = EDIT.replace("rediger", "adresse")
CONTENT = {
    "site.yaml": "name: Fjordvik Forum\nidentity: example.org,2023\nevent_types: [Breakfast]\n",
    STORY: "---\ntitle: Open house\ndate: 2023-12-01\nsummary: Come in.\nlang: en\n---\nWelcome.\n",
    "pages/about.md": "---\ntitle: About us\nsummary: Who we are.\nlang: en\n---\nWe.\n",
    "people.yaml": "kari:\n  name: Kari Olsen\n"
    "  image: {src: images/kari.png, alt: Kari, credit: Ola}\n",
    "venues.yaml": "library:\n  name: The library\n",
    "networks.yaml": "founders:\n  name: Founders\n",
    "events/2024.yaml": "- id: 2024-lunch\n  title: Lunch\n  start: 2024-01-02 11:30\n"
    "  place: kommer\n  speakers: [kari]\n  registration: {url: https://example.org/, price: 1}\n"
    "  documents: [{title: Plan, src: documents/plan.txt}]\n"
    '  repeat: "RRULE:FREQ=WEEKLY;COUNT=3"\n  except: [2024-01-16]\n'
    "  instances:\n    2024-01-09: {status: cancelled}\n",
    "reviews/2023.md": "---\ntitle: The year 2023\nyear: 2023\ndate: 2023-12-20\nfigures:\n"
    "  - {id: events, label: Events, source: events.count}\nhighlights:\n"
    "  - {title: The journey}\n---\nWe met.\n",
}
FILES = {"images/kari.png": "images/portrett.png", "documents/plan.txt": "documents/plan.txt"}
# Attributes that people see or hear, and those whose texts scripts show.
SHOWN = ("alt", "aria-label", "title", "placeholder")
NO_WORDS = ("data-live", "data-file", "data-picture", "data-token", "data-field")
NORWEGIAN = re.compile(
    r"[æøåÆØÅ«»]|\b(?:og|ikke|det|som|av|den|eller|skriv|velg|fra|navn|sted|lagre|bilde|bilder|ny|nye"
    r"|hva|hvor|tekst|siden|filen|ingen|uten|kan|skal|blir|vises|finnes|adresse|utkast|nyhet"
    r"|arrangement|feil)\b",
    re.IGNORECASE,
)


def catalogue(folder: Path) -> dict[str, str]:
    """The English of a catalogue by its Norwegian."""
    with (folder / "en.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id}


def of_templates() -> Iterator[str]:
    """The texts in `_(…)`, as Jinja's own extractor finds them."""
    for file in (HERE / "templates").glob("*.html"):
        with file.open("rb") as lines:
            for _, _, text, _ in babel_extract(lines, ("_",), (), {"trimmed": "false"}):
                if isinstance(text, str):
                    yield text


def of_fields(fields: Iterable[FormField | None]) -> Iterator[str]:
    """Labels, help texts and the sentences of choices, also of groups and of rows."""
    for field in filter(None, fields):
        own = (choice.text for choice in field.choices if choice.text != choice.value)
        yield from (field.words.label, field.help, *own)
        yield from of_fields((*field.fields, field.item, field.key))


def examples(fields: Iterable[FormField | None]) -> Iterator[str]:
    for field in filter(None, fields):
        yield field.example
        yield from examples((*field.fields, field.item, field.key))


def test_each_text_of_templates_and_forms_has_english_and_none_is_left_over() -> None:
    """In one of the two catalogues, with the same placeholders; of examples only some have it."""
    forms = [field for model in (*BUILT_IN, Site) for field in form_of(model)]
    of_code = (*DATE_STATES.values(), *FILE_STATES.values(), *HEADINGS.values(), *OFF.values())
    used = {*of_templates(), *of_fields(forms), *of_code, UNKNOWN} - {""}
    desk, fields = map(catalogue, CATALOGUES)
    assert len(used) > 300
    assert not desk.keys() & fields.keys()
    known = desk | fields
    assert not {text for text in used if not known.get(text)}
    assert not known.keys() - used - {*examples(forms)}
    for text, english in known.items():
        assert re.findall(r"\{\w*\}", text) == re.findall(r"\{\w*\}", english), text
        assert not NORWEGIAN.search(english), english


def test_scripts_have_their_texts_from_templates() -> None:
    """No string in a script is Norwegian."""
    for file in (*(HERE / "static").glob("*.js"), *(HERE / "preview").glob("*.js")):
        code = re.sub(r"(?m)(^|\s)//.*$", "", file.read_text(encoding="utf-8"))
        for text in re.findall(r"\"[^\"]*\"|'[^']*'|`[^`]*`", code):
            assert not re.search(r"[æøåÆØÅ]", text), (file.name, text)


def norwegian(page: Answer) -> list[str]:
    """What is Norwegian in the texts of a page, or of an answer that is no page."""
    html = BeautifulSoup(page.text, "html5lib")
    texts = [text for text in html.find_all(string=True) if text.parent.name not in ("script",)]
    for tag in html.find_all(True):
        for name, value in tag.attrs.items():
            if name in SHOWN or (name.startswith("data-") and name not in NO_WORDS):
                texts.append(str(value))
    return [text.strip() for text in texts if NORWEGIAN.search(text)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The desk of an English site, whose settings ask for reports in English."""
    root = tmp_path_factory.mktemp("site")
    for path, text in CONTENT.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for path, copied in FILES.items():
        (root / "content" / path).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "tests/sites/full" / copied, root / "content" / path)
    for name in ("pelicanconf.py", "publishconf.py"):
        text = (ROOT / name).read_text(encoding="utf-8")
        (root / name).write_text(f'{text}\nREPORT_LANG = "en"\n{FEW_PICTURES}', encoding="utf-8")
    (root / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Begin")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        with desk_at(root, now="2023-12-20", settings=site_settings()) as served:
            yield served
            served.context.builder.close()


def test_every_page_is_english(desk: Served) -> None:
    """The lists, the new entries and the forms of every kind, and the pages of the buttons."""
    overview = BeautifulSoup(desk.get("/skrivepult/").text, "html5lib")
    links = [str(a["href"]) for a in overview.select("main a[href]")]
    assert len([link for link in links if "rediger" in link]) == 7 and len(links) > 12
    asked = ("", "bilder", "lagringer", "vis/none", "publiser", "rediger?ny=none", "unknown")
    pages = [*links, *(f"/skrivepult/{name}" for name in asked), MOVES]
    pages += ["/", "/__preview/oppgaver/", "/__preview/oppgaver/data.json"]
    pages.append("/skrivepult/rediger?model=site&path=site.yaml&key=")
    assert not {page: told for page in pages if (told := norwegian(desk.get(page)))}


def test_what_the_buttons_answer_is_english(desk: Served) -> None:
    """Faults at their fields, a conflict, a save and its undoing, a refusal, and what is sent."""
    sent = sent_of(desk.get(EDIT))
    faulty = sent | {"f.title": "", "f.date": "2023-02-31", "op": "save"}
    file = desk.context.content / STORY
    answers = [desk.post(EDIT, faulty), desk.post(EDIT, faulty | {"token": "old"})]
    answers.append(desk.post("/skrivepult/ny/event", {"f.title": ""}))
    answers.append(desk.post(EDIT, faulty | {"op": ""}, accept="application/json"))
    desk.post(EDIT, sent | {"op": "discard"})
    file.with_name("torn.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    torn = desk.get("/skrivepult/tekst?path=news/2023/torn.md")
    assert "The whole file, as text" in torn.text
    file.with_name("torn.md").unlink()
    answers.append(torn)
    file.write_text(file.read_text("utf-8").replace("Open house", "Open day"), encoding="utf-8")
    answers.append(desk.post(EDIT, sent | {"f.title": "Open evening", "op": "save"}))
    assert [one.status for one in answers] == [422, 403, 422, 200, 200, 409]
    again = sent_of(answers[-1]) | {"op": "save"}
    saved = desk.post(EDIT, again)
    assert saved.status == 303
    answers += [desk.get(saved.headers["location"]), desk.get("/skrivepult/publiser")]
    answers.append(desk.post("/skrivepult/publiser", {"sentence": ""}))
    saves = desk.get("/skrivepult/lagringer")
    answers += [saves, desk.post("/skrivepult/lagringer", {"id": "none"})]
    for given in ({"op": "remove"}, {"op": "rename", "slug": "Not A Name"}, {"op": "rename"}):
        answers.append(desk.post(MOVES, given))
    moved = desk.post(MOVES, {"op": "rename", "slug": "open-doors", "sure": "ja"})
    answers.append(desk.get(moved.headers["location"]))
    page = (
        f"/skrivepult/adresse?{urlencode({'model': 'page', 'path': 'pages/about.md', 'key': ''})}"
    )
    removed = desk.post(page, {"op": "remove", "sure": "ja"})
    answers.append(desk.get(removed.headers["location"]))
    assert "Changed pages" in answers[7].text and "Open evening" in answers[7].text
    assert not [told for one in answers if (told := norwegian(one))]
