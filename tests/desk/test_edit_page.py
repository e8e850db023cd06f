"""Opening, typing and saving an entry over HTTP, as a browser without scripts does it."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from newsroom.desk.saving import editing
from tests import machine
from tests.desk.desk_process import full_site
from tests.desk.serving import Served, desk_at, form_of, kept, site_settings

NEWS = "news/2023/kraft.md"
EDIT = f"/skrivepult/rediger?{urlencode({'model': 'article', 'path': NEWS, 'key': ''})}"
SCRIPT = {"accept": "application/json"}
SERIES = """\
- id: 2024-lunsj  # hver uke
  title: Lunsj
  start: 2024-01-02 11:30
  place: kommer
  repeat: hver tirsdag, 3 ganger
- id: 2024-frokost
  title: 'Frokost'
  start: 2024-03-05 09:00
  place: kommer
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The desk of a copy of tests/sites/full, whose builder is started once."""
    root = tmp_path_factory.mktemp("site")
    (full_site(root) / "events/2024.yaml").write_text(SERIES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        with desk_at(root, now="2023-12-20", settings=site_settings()) as served:
            yield served
            served.context.builder.close()


@pytest.fixture
def desk(whole: Served) -> Iterator[Served]:
    """The same; afterwards content/ and what the desk keeps are as they were."""
    with kept(whole):
        yield whole


def read(desk: Served, path: str = NEWS) -> str:
    return (desk.context.content / path).read_text("utf-8")


def test_saving_changes_only_the_lines_of_what_was_changed(desk: Served) -> None:
    """The answer leads back to the form, which says that it is saved."""
    before = read(desk)
    sent = form_of(desk.get(EDIT))
    title = sent["f.title"]
    saved = desk.post(EDIT, sent | {"f.title": "Ny: og med kolon", "op": "save"})
    assert saved.status == 303
    assert "Lagret." in desk.get(saved.headers["location"]).text
    old, new = before.splitlines(), read(desk).splitlines()
    assert [line for line in new if line not in old] == ['title: "Ny: og med kolon"']
    assert len(old) == len(new)
    again = form_of(desk.get(EDIT))
    desk.post(EDIT, again | {"f.title": title, "op": "save"})
    assert [line for line in read(desk).splitlines() if line not in old] in (
        [],
        [f'title: "{title}"'],
    )


def test_a_fault_is_told_at_its_field_and_nothing_is_written(desk: Served) -> None:
    """What was typed stands in the form, also when the page is opened again."""
    before = read(desk)
    sent = form_of(desk.get(EDIT))
    faulty = sent | {"f.title": "", "f.date": "2023-02-31", "f.body": "Skrevet nå.", "op": "save"}
    page = desk.post(EDIT, faulty)
    assert page.status == 422
    assert read(desk) == before
    html = BeautifulSoup(page.text, "html5lib")
    date = html.find(id="f.date")
    assert date and date["aria-invalid"] == "true" and date["value"] == "2023-02-31"
    told = html.find(id="f.date-faults")
    assert told and "2023-02-31" in told.text
    assert html.find(id="f.title-faults")
    assert "Skrevet nå." in form_of(desk.get(EDIT))["f.body"]
    overview = desk.get("/skrivepult/")
    assert "Ikke lagret" in overview.text


def test_a_file_that_others_changed_is_not_overwritten(desk: Served) -> None:
    """The form gets both; of a field that both changed, both texts are shown."""
    sent = form_of(desk.get(EDIT))
    file = desk.context.content / NEWS
    typed = sent | {"f.title": "Min tittel", "f.summary": "Min ingress.", "op": "preview"}
    assert desk.post(EDIT, typed).status == 200
    theirs = read(desk).replace('title: "', 'title: "Deres ', 1) + "\nDeres avsnitt.\n"
    file.write_text(theirs, encoding="utf-8")
    page = desk.post(EDIT, typed | {"op": "save"})
    assert page.status == 409
    assert read(desk) == theirs
    assert "Endret av andre" in page.text
    shown = [pre.text for pre in BeautifulSoup(page.text, "html5lib").select(".versions pre")]
    assert "Min tittel" in shown and any(text.startswith("Deres ") for text in shown)
    both = form_of(page)
    assert both["f.title"] == "Min tittel" and "Deres avsnitt." in both["f.body"]
    use = BeautifulSoup(page.text, "html5lib").select_one(".versions button")
    assert use
    chosen = form_of(desk.post(EDIT, both | {"op": str(use["value"])}))
    assert chosen["f.title"].startswith("Deres ") and chosen["f.summary"] == "Min ingress."
    assert desk.post(EDIT, chosen | {"op": "save"}).status == 303
    assert "Deres avsnitt." in read(desk) and "Min ingress." in read(desk)


def test_a_form_that_was_opened_before_others_changed_the_file(desk: Served) -> None:
    """Nothing was typed then; their change is not taken back, and a stale form has none to save."""
    file = desk.context.content / NEWS
    sent = form_of(desk.get(EDIT))
    theirs = read(desk).replace("En tegnet fjord", "Fjorden vår", 1)
    file.write_text(theirs, encoding="utf-8")
    page = desk.post(EDIT, sent | {"f.title": "Min tittel", "op": "save"})
    assert page.status == 409 and read(desk) == theirs
    assert desk.post(EDIT, form_of(page) | {"op": "save"}).status == 303
    assert "Fjorden vår" in read(desk) and "Min tittel" in read(desk)
    late = desk.post(EDIT, sent | {"f.title": "Min tittel", "op": ""}, accept="application/json")
    assert '"is_typed":false' in late.text
    assert form_of(desk.get(EDIT))["f.image.alt"] == "Fjorden vår"
    file.unlink()
    gone = desk.post(EDIT, form_of(page) | {"f.title": "Skrevet", "op": "save"})
    assert gone.status == 422 and "tatt bort fra disken" in gone.text
    assert form_of(desk.get(EDIT))["f.title"] == "Skrevet"


def test_a_page_is_answered_before_the_messages(desk: Served) -> None:
    """The script asks for the page at each key, and for what is wrong when the keys rest."""
    sent = form_of(desk.get(EDIT))
    sent |= {"f.title": "Skrevet nå", "f.body": "Se [her](/finnes-ikke/)."}
    first = desk.post(EDIT, sent | {"op": "page"}, accept="application/json")
    told = json.loads(first.text)
    assert told["is_page"] and told["is_typed"] and told.keys().isdisjoint({"messages", "own"})
    found = BeautifulSoup(desk.get(EDIT).text, "html5lib").select_one("[data-live]")
    assert found and "Skrevet nå" in desk.get(str(found["data-live"])).text
    rest = json.loads(desk.post(EDIT, sent | {"op": ""}, accept="application/json").text)
    assert "/finnes-ikke/" in rest["messages"]["f.body"]
    assert rest["head"] == told["head"] and rest.keys() - told.keys() >= {"calendar", "own"}


def test_an_entry_with_unsaved_text_is_not_moved(desk: Served) -> None:
    """What was typed would be lost."""
    desk.post(EDIT, form_of(desk.get(EDIT)) | {"f.title": "Skrevet", "op": ""})
    address = EDIT.replace("rediger", "adresse")
    for asked in ({"op": "rename", "slug": "ny"}, {"op": "remove", "sure": "ja"}):
        refused = desk.post(address, asked)
        assert refused.status == 422 and "ikke er lagret" in refused.text
    assert form_of(desk.get(EDIT))["f.title"] == "Skrevet"


def test_a_restarted_desk_has_what_was_typed(desk: Served) -> None:
    """Drafts are on the disk; an outdated token is told in words, and nothing is lost."""
    sent = form_of(desk.get(EDIT))
    desk.post(EDIT, sent | {"f.body": "Ikke lagret.\r\n", "op": ""})
    refused = desk.post(EDIT, sent | {"token": "gammelt", "op": "save"})
    assert refused.status == 403 and "startet på nytt" in refused.text
    again = dict(desk.context.settings)
    with desk_at(desk.context.root, now="2023-12-20", settings=again) as other:
        assert form_of(other.get(EDIT))["f.body"] == "Ikke lagret.\r\n"
        gone = other.post(EDIT, form_of(other.get(EDIT)) | {"op": "discard"})
        assert gone.status == 303
        other.context.builder.close()
    assert form_of(desk.get(EDIT))["f.body"] == sent["f.body"]


def test_dates_of_a_series_are_cancelled_and_changed_by_their_buttons(desk: Served) -> None:
    """Its list shows each date; comments and the other event stay."""
    query = {"model": "event", "path": "events/2024.yaml", "key": "2024-lunsj"}
    address = f"/skrivepult/rediger?{urlencode(query)}"
    page = desk.get(address)
    assert "tirsdag 9. januar 2024" in page.text
    page = desk.post(address, form_of(page) | {"op": "cancel:2024-01-09"})
    page = desk.post(address, form_of(page) | {"op": "add:instances:2024-01-16"})
    moved = form_of(page) | {"f.instances.1.value.start": "2024-01-17 12:00", "op": "save"}
    assert desk.post(address, moved).status == 303
    text = read(desk, "events/2024.yaml")
    added = [line for line in text.splitlines() if line not in SERIES.splitlines()]
    assert [line.strip() for line in added] == [
        "instances:",
        "2024-01-09:",
        "status: cancelled",
        "2024-01-16:",
        "start: 2024-01-17 12:00",
    ]
    assert "avlyst" in desk.get(address).text.lower()


def test_a_new_entry_begins_with_what_it_must_have(desk: Served) -> None:
    """It is a draft in .cache until it is saved; a name that is taken is told."""
    page = desk.get("/skrivepult/ny/article")
    begun = desk.post("/skrivepult/ny/article", form_of(page) | {"f.title": "Åpent hus"})
    assert begun.status == 303
    form = desk.get(begun.headers["location"])
    assert not [*desk.context.content.rglob("apent-hus.md")]
    sent = form_of(form) | {"f.body": "Kom innom.", "f.summary": "Kom.", "op": "save"}
    saved = desk.post(begun.headers["location"], sent)
    assert saved.status == 303, saved.text
    (file,) = desk.context.content.rglob("apent-hus.md")
    text = file.read_text("utf-8")
    assert (
        "title: Åpent hus\n" in text and "status: draft" in text and text.endswith("Kom innom.\n")
    )
    taken = desk.post("/skrivepult/ny/article", form_of(page) | {"f.title": "Åpent hus"})
    assert taken.status == 422 and "finnes allerede" in taken.text
    empty = desk.post("/skrivepult/ny/article", form_of(page) | {"f.title": ""})
    assert empty.status == 422


def test_an_event_without_a_place_can_be_begun(desk: Served) -> None:
    """A meeting on the web has none; the form says what is missing until it has its link."""
    start = form_of(desk.get("/skrivepult/ny/event")) | {"f.title": "Nettmøte"}
    begun = desk.post("/skrivepult/ny/event", start | {"f.start": "2024-03-05 09:00"})
    assert begun.status == 303
    form = desk.get(begun.headers["location"])
    link = form_of(form) | {"f.online": "https://example.org/mote", "op": "save"}
    assert desk.post(begun.headers["location"], link).status == 303
    assert "online: https://example.org/mote" in read(desk, "events/2024-nettmote.yaml")


def test_a_finished_line_is_put_in_by_its_button(desk: Served) -> None:
    """«Rett det for meg»"""
    sent = form_of(desk.get(EDIT))
    page = desk.post(EDIT, sent | {"f.date": "13.9.2023", "op": "preview"})
    mend = BeautifulSoup(page.text, "html5lib").select_one('button[value^="mend:"]')
    assert mend, page.text
    mended = form_of(desk.post(EDIT, form_of(page) | {"op": str(mend["value"])}))
    assert mended["f.date"] == "2023-09-13"


def test_a_save_is_undone_and_an_entry_gets_another_address(desk: Served) -> None:
    """From the page «Angre»."""
    before = read(desk)
    sent = form_of(desk.get(EDIT))
    desk.post(EDIT, sent | {"f.title": "Feil", "op": "save"})
    page = desk.get("/skrivepult/lagringer")
    assert "Feil" in page.text
    form = BeautifulSoup(page.text, "html5lib").select_one(".saves form")
    assert form
    id = form.select_one('[name="id"]')
    assert id
    assert desk.post("/skrivepult/lagringer", {"id": str(id["value"])}).status == 303
    assert read(desk) == before
    address = EDIT.replace("rediger", "adresse")
    refused = desk.post(address, {"op": "rename", "slug": "Ny Adresse"})
    assert refused.status == 422 and "ny-adresse" in refused.text
    files = {file: file.read_bytes() for file in desk.context.content.rglob("*.*")}
    told = desk.post(address, {"op": "rename", "slug": "ny-kraft"})
    assert told.status == 200 and "Ny adresse: /nyheter/2023/ny-kraft/" in told.text
    assert files == {file: file.read_bytes() for file in desk.context.content.rglob("*.*")}
    moved = desk.post(address, {"op": "rename", "slug": "ny-kraft", "sure": "ja"})
    assert moved.status == 303, moved.text
    assert (desk.context.content / "news/2023/ny-kraft.md").is_file()
    address = address.replace("kraft.md", "ny-kraft.md")
    unsure = desk.post(address, {"op": "remove"})
    told = [one.text for one in BeautifulSoup(unsure.text, "html5lib").select("li.told")]
    assert unsure.status == 200 and "sikker" in unsure.text
    assert any("/nyheter/2023/ny-kraft/" in line for line in told), told
    assert (desk.context.content / "news/2023/ny-kraft.md").is_file()
    removed = desk.post(address, {"op": "remove", "sure": "ja"})
    assert removed.status == 303, removed.text
    assert all(line in desk.get(removed.headers["location"]).text for line in told)


def test_no_address_reads_or_writes_outside_content(desk: Served) -> None:
    """Wrong places are not found; nothing is written."""
    for path in ("../pelicanconf.py", "/etc/passwd", "news/../../x.md", "site.yaml/x"):
        asked = urlencode({"model": "article", "path": path, "key": ""})
        assert desk.get(f"/skrivepult/rediger?{asked}").status == 404
        assert desk.post(f"/skrivepult/rediger?{asked}", {"op": "save"}).status == 404
        assert desk.get(f"/skrivepult/fil/{path}").status == 404
    assert desk.get(EDIT.replace("kraft", "borte")).status == 404
    assert desk.get("/skrivepult/rediger?model=ukjent&path=x&key=").status == 404
    assert desk.get("/skrivepult/rediger?ny=../../x").status == 404


def test_the_site_itself_has_a_form(desk: Served) -> None:
    """Its name and menu are written like an entry, and the front page is shown beside."""
    address = "/skrivepult/rediger?model=site&path=site.yaml&key="
    assert address.replace("&", "&amp;") in desk.get("/skrivepult/").text
    page = desk.get(address)
    sent = form_of(page) | {"f.name": "Et annet navn", "op": "preview"}
    shown = BeautifulSoup(desk.post(address, sent).text, "html5lib").select_one("iframe")
    assert shown and "Et annet navn" in desk.get(str(shown["src"])).text
    assert desk.post(address, sent | {"op": "save"}).status == 303
    assert "name: Et annet navn" in read(desk, "site.yaml")


def test_advice_is_told_apart_from_what_is_wrong(desk: Served) -> None:
    """It marks no field as invalid, and nothing has to be mended before a save."""
    sent = form_of(desk.get(EDIT)) | {"f.body": "Les mer [her](/om-oss/).", "op": "preview"}
    html = BeautifulSoup(desk.post(EDIT, sent).text, "html5lib")
    body, told = html.find(id="f.body"), html.find(id="f.body-faults")
    assert body and told and not body.has_attr("aria-invalid")
    assert told.text.strip().startswith("Råd: ") and "advice" in told["class"]


def test_a_text_is_hidden_while_another_one_links_to_it(desk: Served) -> None:
    """The form says where the link is; that stops no save, and is said until it is published."""
    linked = EDIT.replace("kraft", "medlemmer")
    told = (
        "Råd: news/2023/kraft.md:20: Lenken «{filename}/news/2023/medlemmer.md» går til noe som "
        "ikke er publisert. Publiser det først, eller ta bort lenken."
    )

    def own(text: str) -> list[str]:
        html = BeautifulSoup(text, "html5lib")
        texts = [one.text.strip() for one in html.select("[data-own] li.advice")]
        return [text for text in texts if "news/" in text]

    sent = form_of(desk.get(linked))
    hidden = sent | {"f.status": "draft"}
    typed = json.loads(desk.post(linked, hidden | {"op": ""}, **SCRIPT).text)
    assert own(f"<ul data-own>{typed['own']}</ul>") == [told]
    saved = desk.post(linked, hidden | {"op": "save"})
    assert saved.status == 303 and "status: draft" in read(desk, "news/2023/medlemmer.md")
    assert own(desk.get(saved.headers["location"]).text) == [told]
    assert desk.context.builder.build().is_good
    assert own(desk.get(linked).text) == [told]
    form = BeautifulSoup(desk.get(EDIT).text, "html5lib").find(id="f.body-faults")
    assert form and "Råd: Lenken «{filename}/news/2023/medlemmer.md»" in form.text
    public = form_of(desk.get(linked)) | {"f.status": sent["f.status"], "op": "save"}
    assert own(desk.get(desk.post(linked, public).headers["location"]).text) == []


def test_a_file_that_cannot_be_read_is_mended_as_text(desk: Served) -> None:
    """The overview leads there; a change by somebody else is shown and not overwritten."""
    file = desk.context.content / NEWS
    good = read(desk)
    broken = good.replace("title: ", "title: Kolon: her, ", 1)
    file.write_text(broken, encoding="utf-8")
    desk.context.builder.build()
    listed = BeautifulSoup(desk.get("/skrivepult/").text, "html5lib")
    link = listed.select_one('a[href^="/skrivepult/tekst"]')
    assert link, listed
    address = str(link["href"])
    page = desk.get(address)
    assert desk.get(EDIT).headers["location"] == address
    assert "Kolon: her" in page.text and "Linje 2" in page.text
    sent = form_of(page) | {"text": good.replace("\n", "\r\n")}
    stale = desk.post(address, sent | {"opened": "noe annet"})
    assert stale.status == 409 and read(desk) == broken
    assert desk.post(address, sent).status == 303
    assert read(desk) == good
    assert desk.get("/skrivepult/tekst?path=images/foto.jpg").status == 404


def test_a_picture_is_removed_where_its_uses_are_shown(desk: Served) -> None:
    """Somebody who is sure has seen what that changes; «Angre» brings it back."""
    assert desk.context.builder.build().is_good
    page = BeautifulSoup(desk.get("/skrivepult/bilder").text, "html5lib")
    row = next(row for row in page.select(".files > li") if "images/foto.jpg" in row.text)
    assert "Brukes her:" in row.text
    asked = {"path": "images/foto.jpg", "op": "remove"}
    seen = desk.post("/skrivepult/bilder", asked)
    assert "removed.yaml" in BeautifulSoup(seen.text, "html5lib").select("main li.told")[0].text
    assert not (desk.context.content / "removed.yaml").exists()
    done = desk.post("/skrivepult/bilder", form_of(seen) | {"sure": "ja"})
    assert done.status == 303, done.text
    assert "images/foto.jpg" in read(desk, "removed.yaml")
    saves = BeautifulSoup(desk.get(done.headers["location"]).text, "html5lib")
    id = saves.select_one('.saves [name="id"]')
    assert id and desk.post("/skrivepult/lagringer", {"id": str(id["value"])}).status == 303
    assert not (desk.context.content / "removed.yaml").exists()


def test_a_new_entry_is_begun_once(desk: Served) -> None:
    """Its name leads back to what was typed; the overview and «Publiser» list it until then."""
    page = desk.get("/skrivepult/ny/person")
    named = form_of(page) | {"f.name": "Åse Nyansatt"}
    form = desk.post("/skrivepult/ny/person", named).headers["location"]
    desk.post(form, form_of(desk.get(form)) | {"f.role": "Rådgiver", "op": ""})
    again = desk.post("/skrivepult/ny/person", named).headers["location"]
    assert form_of(desk.get(again))["f.role"] == "Rådgiver"
    for address in ("/skrivepult/", "/skrivepult/publiser"):
        listed = desk.get(address)
        assert listed.status == 200 and "Åse Nyansatt" in listed.text


def test_what_others_write_during_a_save_is_not_overwritten(
    desk: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole site is checked between the comparison and the writing, which takes a while."""
    sent = form_of(desk.get(EDIT)) | {"f.summary": "Min ingress.", "op": "save"}
    file, look = desk.context.content / NEWS, editing.look

    def slow(*given: Any, **more: Any) -> Any:
        if "Deres avsnitt." not in read(desk):
            file.write_text(read(desk) + "\nDeres avsnitt.\n", encoding="utf-8")
        return look(*given, **more)

    monkeypatch.setattr(editing, "look", slow)
    assert desk.post(EDIT, sent).status == 409
    assert "Deres avsnitt." in read(desk) and "Min ingress." not in read(desk)


def test_a_form_whose_beginning_is_forgotten_overwrites_nothing(desk: Served) -> None:
    """What others changed since cannot be told from what was typed; a second save decides."""
    sent = form_of(desk.get(EDIT)) | {"f.summary": "Min ingress."}
    theirs = read(desk).replace("date: 2023-09-13 10:00", "date: 2023-09-14 10:00")
    (desk.context.content / NEWS).write_text(theirs, encoding="utf-8")
    shutil.rmtree(desk.context.root / ".cache/desk")
    page = desk.post(EDIT, sent | {"op": "save"})
    assert page.status == 409 and "Endret av andre" in page.text
    assert read(desk) == theirs
    assert desk.post(EDIT, form_of(page) | {"op": "save"}).status == 303


def test_a_refusal_has_the_menu_of_the_desk(desk: Served) -> None:
    """Nobody ends at a bare line of text; a script gets the sentence alone."""
    address = "/skrivepult/rediger?model=ukjent&path=x&key="
    shown = desk.get(address, accept="text/html,*/*")
    html = BeautifulSoup(shown.text, "html5lib")
    told = html.select_one('[role="alert"]')
    assert shown.status == 404 and told and told.text == "Siden finnes ikke.\n"
    assert html.select_one('nav a[href="/skrivepult/"]')
    assert desk.get(address).text == "Siden finnes ikke.\n"


def test_another_entry_of_the_same_file_is_no_conflict(desk: Served) -> None:
    """Two people write two events of one list: both saves go through."""
    place = "/skrivepult/rediger?model=event&path=events%2F2024.yaml&key="
    first, second = (f"{place}{key}" for key in ("2024-lunsj", "2024-frokost"))
    sent = form_of(desk.get(first)), form_of(desk.get(second))
    assert desk.post(first, sent[0] | {"f.title": "Lunsj A", "op": "save"}).status == 303
    assert desk.post(second, sent[1] | {"f.title": "Frokost B", "op": "save"}).status == 303
    assert "title: Lunsj A" in read(desk, "events/2024.yaml")
    assert "Frokost B" in read(desk, "events/2024.yaml")


def test_what_is_not_published_is_told(desk: Served) -> None:
    """A file outside content/ that differs is named, so that nobody waits for it."""
    root = desk.context.root
    git = [machine.git(), "-c", "user.name=Kari", "-c", "user.email=kari@example.org"]
    for words in (["init", "-q"], ["add", "content", "."], ["commit", "-qm", "Begynt"]):
        subprocess.run([*git, *words], cwd=root, check=True, capture_output=True)
    (root / "notat.txt").write_text("til oss", encoding="utf-8")
    (desk.context.content / NEWS).write_text(read(desk) + "\nMer.\n", encoding="utf-8")
    page = BeautifulSoup(desk.get("/skrivepult/publiser").text, "html5lib")
    folds = {fold.summary.get_text(): fold.get_text() for fold in page.select("details")}
    (left_out,) = (text for name, text in folds.items() if "blir ikke med" in name)
    (sent,) = (text for name, text in folds.items() if "som blir med" in name)
    assert "notat.txt" in left_out and NEWS in sent
    shutil.rmtree(root / ".git")


def test_two_tabs_lose_nothing_and_merge_by_field(desk: Served) -> None:
    """Each tab sends its whole form; what it did not change stays as the other one typed it."""
    first, second = form_of(desk.get(EDIT)), form_of(desk.get(EDIT))
    first["f.title"], second["f.summary"] = "Fra den første", "Fra den andre"
    for form in (first, second, first, second):
        assert desk.post(EDIT, form | {"op": ""}, **SCRIPT).status == 200
    before = read(desk)
    for op in ("save", "discard"):  # not before it was seen
        page = desk.post(EDIT, first | {"op": op})
        assert page.status == 409 and "i en annen fane" in page.text
        assert read(desk) == before
    both = form_of(page)
    assert (both["f.title"], both["f.summary"]) == ("Fra den første", "Fra den andre")
    assert desk.post(EDIT, both | {"op": "save"}).status == 303
    assert all(text in read(desk) for text in ("Fra den første", "Fra den andre"))


def test_a_field_that_two_tabs_changed_has_two_texts(desk: Served) -> None:
    """The last text of each, whichever saves and when the page is opened anew."""
    tabs = [form_of(desk.get(EDIT)), form_of(desk.get(EDIT))]
    for text in ("Én", "Én to", "Én to tre"):
        for number, form in enumerate(tabs):
            form["f.title"] = f"{text} i fane {number}"
            assert desk.post(EDIT, form | {"op": ""}, **SCRIPT).status == 200
    tabs[0]["f.summary"] = "Ny ingress"
    desk.post(EDIT, tabs[0] | {"op": ""}, **SCRIPT)
    latest = ["Én to tre i fane 0", "Én to tre i fane 1"]
    saved = desk.post(EDIT, tabs[0] | {"op": "save"})
    for page in (saved, desk.get(EDIT)):
        html = BeautifulSoup(page.text, "html5lib")
        assert sorted(pre.text for pre in html.select(".versions pre")) == latest
    use = html.select_one(".versions button")
    assert saved.status == 409 and use
    was = form_of(page)
    chosen = desk.post(EDIT, was | {"op": str(use["value"])})
    assert {form_of(chosen)["f.title"], was["f.title"]} == {*latest}
    assert "versions" not in chosen.text and form_of(chosen)["f.summary"] == "Ny ingress"
    assert desk.post(EDIT, form_of(chosen) | {"op": "save"}).status == 303
    desk.post(EDIT, tabs[1] | {"f.body": "Mer fra fane 1.\r\n", "op": ""}, **SCRIPT)
    late = form_of(desk.get(EDIT))
    assert late["f.body"] == "Mer fra fane 1.\r\n"


def test_two_tabs_of_a_new_entry(desk: Served) -> None:
    """The second still has its text when the first has saved the entry or thrown it away."""
    begun = desk.post(
        "/skrivepult/ny/article", form_of(desk.get("/skrivepult/ny/article")) | {"f.title": "Nytt"}
    ).headers["location"]
    tabs = [form_of(desk.get(begun)), form_of(desk.get(begun))]
    needed = {"f.summary": "Kom.", "f.body": "Kom innom.\r\n"}
    assert desk.post(begun, tabs[0] | needed | {"op": "save"}).status == 303
    tabs[1] |= {"f.summary": "Min ingress", "op": ""}
    assert desk.post(begun, tabs[1], **SCRIPT).status == 200
    page = desk.post(begun, tabs[1] | {"op": "save"})
    shown = [pre.text for pre in BeautifulSoup(page.text, "html5lib").select(".versions pre")]
    assert page.status == 409 and shown == ["Min ingress", "Kom."]
    place = "/skrivepult/rediger?model=article&key=&path="
    (file,) = desk.context.content.rglob("nytt.md")
    address = place + str(file.relative_to(desk.context.content))
    assert form_of(desk.get(address))["f.body"] == "Kom innom.\r\n"
    assert desk.post(address, form_of(page) | {"op": "save"}).status == 303
    assert "summary: Min ingress" in file.read_text("utf-8")
