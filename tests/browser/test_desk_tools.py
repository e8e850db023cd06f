"""The tools that the desk's scripts add to fields: toolbar, links, pastes, pickers and pictures."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlencode

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import Browser, Locator, Page, Request, Response, Route

from tests.browser.machine import AXE, module
from tests.browser.test_axe import OPTIONS
from tests.browser.waiting import soon
from tests.desk.desk_process import full_site
from tests.desk.serving import Served, desk_at, site_settings

NEWS = {"model": "article", "path": "news/2023/medlemmer.md", "key": ""}
SERIES = {"model": "event", "path": "events/2023.yaml", "key": "2024-kurs"}
WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
<p class="MsoNormal">Et <b>fett</b> ord og <u>en strek</u></p>
<table><tr><th>År</th><th>Antall</th></tr><tr><td>2023</td><td>100</td></tr></table>
</body></html>
"""
KEYS = """(area, keys) => {
    area.value = "";
    for (const key of keys) {
        area.value += key;
        area.dispatchEvent(new Event("input", {bubbles: true}));
    }
}"""
MARKDOWN = "Et **fett** ord og en strek\n\n| År | Antall |\n| --- | --- |\n| 2023 | 100 |"
PASTE = """(area, [html, plain]) => {
    const clipboardData = new DataTransfer();
    if (html) clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", plain);
    area.dispatchEvent(new ClipboardEvent("paste", {clipboardData, cancelable: true}));
}"""
PASTE_FILE = """(area, bytes) => {
    const clipboardData = new DataTransfer();
    const file = new File([Uint8Array.from(bytes)], "image.png", {type: "image/png"});
    clipboardData.items.add(file);
    area.dispatchEvent(new ClipboardEvent("paste", {clipboardData, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The desk of a copy of tests/sites/full."""
    root = tmp_path_factory.mktemp("site")
    full_site(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        with desk_at(root, now="2023-12-20", settings=site_settings()) as served:
            yield served
        # Not before: an answer that has begun may still ask it.
        served.context.builder.close()


@pytest.fixture(scope="module")
def opened(browser: Browser, desk: Served) -> Iterator[tuple[Page, list[str]]]:
    """The form of a story, and what went wrong in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, faults = context.new_page(), []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda told: faults.append(told.text) if "Policy" in told.text else None)
    page.goto(f"{desk.context.address}/skrivepult/rediger?{urlencode(NEWS)}")
    soon(page.get_by_role("toolbar")).to_have_count(1)
    yield page, faults
    context.close()


@pytest.fixture
def form(opened: tuple[Page, list[str]]) -> Iterator[Page]:
    """The same form for all tests; no script fails, and the policy refuses nothing."""
    page, faults = opened
    yield page
    assert faults == []


def text_of(page: Page, text: str, part: str = "") -> Locator:
    """The textarea with this text, the part selected, else with the cursor at its end."""
    area = page.get_by_label("Tekst", exact=True)
    area.fill(text)
    start = text.index(part) if part else len(text)
    area.evaluate("(area, ends) => area.setSelectionRange(...ends)", [start, start + len(part)])
    return area


def said(field: Locator) -> Locator:
    """The status line of a text or of a picture."""
    return field.locator("xpath=following-sibling::*[1][@role='status']")


def jpeg(*, has_place: bool) -> bytes:
    """A small picture, taken at a place or not."""
    exif, file = Image.Exif(), io.BytesIO()
    if has_place:
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        place.update({1: "N", 2: (59.0, 56.0, 0.0), 3: "E", 4: (11.0, 2.0, 0.0)})
    Image.new("RGB", (800, 600), "teal").save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_buttons_and_shortcuts_mark_the_text_and_undo_takes_it_back(form: Page) -> None:
    """A mark that is there is taken away; the text keeps the focus."""
    area = text_of(form, "En viktig sak", "viktig")
    form.get_by_role("button", name="Fet").click()
    soon(area).to_have_value("En **viktig** sak")
    soon(area).to_be_focused()
    form.keyboard.press("Control+i")
    soon(area).to_have_value("En ***viktig*** sak")
    form.keyboard.press("Control+b")
    soon(area).to_have_value("En *viktig* sak")
    for _ in range(3):
        form.keyboard.press("Control+z")
    soon(area).to_have_value("En viktig sak")


def test_marks_of_lines(form: Page) -> None:
    """Each selected line is marked, below an empty line; a second press takes the marks away."""
    marked = {"Mellomtittel": "## To\n## Tre", "Liste": "- To\n- Tre", "Sitat": "> To\n> Tre"}
    for name, lines in (marked | {"Nummerert liste": "1. To\n2. Tre"}).items():
        area = text_of(form, "En\nTo\nTre", "To\nTre")
        button = form.get_by_role("button", name=name, exact=True)
        button.click()
        soon(area).to_have_value(f"En\n\n{lines}")
        button.click()
        soon(area).to_have_value("En\n\nTo\nTre")


def test_the_toolbar_is_one_stop_and_a_table_is_made_by_keyboard(form: Page) -> None:
    """Arrows go from button to button and round the end; the first heading is selected."""
    area = text_of(form, "Slik gikk det:")
    form.keyboard.press("Shift+Tab")
    form.keyboard.press("Home")
    soon(form.get_by_role("button", name="Mellomtittel")).to_be_focused()
    form.keyboard.press("ArrowLeft")
    soon(form.get_by_role("button", name="Tabell")).to_be_focused()
    form.keyboard.press("Enter")
    soon(form.get_by_label("Rader")).to_be_focused()
    form.keyboard.type("1")
    form.keyboard.press("Enter")
    soon(area).to_be_focused()
    form.keyboard.type("År")
    rows = "| År | Kolonne 2 |\n| --- | --- |\n|    |    |"
    soon(area).to_have_value(f"Slik gikk det:\n\n{rows}")


def test_a_link_is_chosen_by_typing_a_part_of_a_title(form: Page) -> None:
    """Enter takes the marked one; the page with the dialog open has no fault that axe knows."""
    area = text_of(form, "Les om møtet her", "møtet")
    form.keyboard.press("Control+k")
    soon(form.get_by_label("Ordene som blir lenke")).to_have_value("møtet")
    form.keyboard.type("havn")
    options = form.get_by_role("dialog").get_by_role("option")
    soon(options.first).to_have_attribute("aria-selected", "true")
    count = options.count()
    soon(form.get_by_role("dialog").get_by_role("status")).to_contain_text(f"{count} treff")
    form.evaluate(module(AXE).read_text("utf-8"))
    page = {"exclude": [["iframe"]]}
    results = form.evaluate("([page, options]) => axe.run(page, options)", [page, OPTIONS])
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in results["violations"]] == []
    while "Havnedagen" not in form.locator("[role=option][aria-selected=true]").inner_text():
        form.keyboard.press("ArrowDown")
    form.keyboard.press("Enter")
    soon(area).to_have_value("Les om [møtet](/arrangementer/2023/havnedag/) her")
    soon(area).to_be_focused()


def test_a_link_may_be_a_pasted_address(form: Page) -> None:
    """What is neither an address nor a title is not inserted, and Escape leaves the text."""
    area = text_of(form, "Se ")
    form.keyboard.press("Control+k")
    form.keyboard.type("tullball")
    form.keyboard.press("Enter")
    soon(form.get_by_role("dialog").get_by_role("status")).to_contain_text("Ingen treff")
    form.keyboard.press("Control+a")
    form.keyboard.type("example.org/a(b)")
    form.keyboard.press("Enter")
    soon(area).to_have_value("Se [https://example.org/a(b)](https://example.org/a%28b%29)")
    form.keyboard.press("Control+k")
    form.keyboard.press("Escape")
    soon(area).to_be_focused()
    soon(form.get_by_role("dialog")).to_have_count(0)


def test_a_paste_from_word_becomes_markdown_in_one_step(form: Page) -> None:
    """What is not in it is said; plain text is left to the browser."""
    area = text_of(form, "Før")
    area.evaluate(PASTE, [WORD, "Et fett ord"])
    soon(area).to_have_value(f"Før\n\n{MARKDOWN}")
    soon(said(area)).to_contain_text("Understreking er ikke med")
    form.keyboard.press("Control+z")
    soon(area).to_have_value("Før")
    area.evaluate(PASTE, ["", "ren"])
    soon(area).to_have_value("Før")


def test_a_paste_is_plain_text_when_the_desk_does_not_answer(form: Page) -> None:
    """Nothing that was copied is lost."""
    area = text_of(form, "Før ")
    form.route("**/lim-inn", lambda route: route.abort(), times=1)
    area.evaluate(PASTE, [WORD, "Et fett ord"])
    soon(area).to_have_value("Før Et fett ord")
    soon(said(area)).to_contain_text("uten formatering")


def test_a_picker_writes_the_notation_of_the_site(form: Page) -> None:
    """The browser's own field, which its picker fills, is not one that Tab finds."""
    field = form.get_by_label("Dato", exact=False).first
    field.fill("2023-09-13 10:00")
    form.get_by_role("button", name=re.compile("^Velg dato og klokkeslett for Dato")).click()
    own = field.locator("xpath=following-sibling::span/input")
    soon(own).to_have_value("2023-09-13T10:00")
    soon(own).to_have_attribute("tabindex", "-1")
    own.fill("2024-03-05T09:30")
    soon(field).to_have_value("2024-03-05 09:30")


def test_a_chosen_picture_is_stored_described_and_saved(form: Page, desk: Served) -> None:
    """Its place is removed, which is said; the focus goes to what it shows."""
    picture = form.locator('[data-picture="f.image"]').and_(form.locator("fieldset"))
    with form.expect_file_chooser() as chosen:
        picture.get_by_role("button", name="Velg bilde").click()
    file = {"name": "På tur.jpg", "mimeType": "image/jpeg", "buffer": jpeg(has_place=True)}
    chosen.value.set_files([file])
    soon(picture.get_by_label("Bildebeskrivelse")).to_be_focused()
    soon(picture.get_by_role("status")).to_contain_text("Stedet bildet er tatt, er fjernet")
    form.keyboard.type("Et hav")
    picture.locator(".point img").click(position={"x": 2, "y": 2})
    focal = picture.get_by_label("Viktigste punkt")
    soon(focal).to_have_value(re.compile("^[02]% [02]%$"))
    picture.get_by_label("Fra venstre").fill("10")
    form.keyboard.press("ArrowRight")
    soon(focal).to_have_value(re.compile("^12% [02]%$"))
    soon(picture.locator(".crops li").first).to_contain_text(":")
    form.keyboard.press("Control+s")
    soon(form.locator("[data-state]")).to_have_text("Lagret")
    written = (desk.context.content / NEWS["path"]).read_text("utf-8")
    [path] = re.findall(r"images/\d{4}/pa-tur\.jpg", written)
    assert "Et hav" in written and "12%" in written
    with Image.open(desk.context.content / path) as stored:
        assert not stored.getexif().get_ifd(ExifTags.IFD.GPSInfo)


def test_a_refused_file_is_said_in_words(form: Page) -> None:
    """The picture that was there stays."""
    picture = form.locator('fieldset[data-picture="f.image"]')
    before = picture.get_by_label("Fil", exact=False).first.input_value()
    file = {"name": "brev.jpg", "mimeType": "image/jpeg", "buffer": b"ikke et bilde"}
    picture.locator("[type=file]").set_input_files([file])
    soon(picture.get_by_role("status")).to_contain_text("brev.jpg")
    assert picture.get_by_label("Fil", exact=False).first.input_value() == before


def test_a_pasted_picture_waits_for_its_description(form: Page) -> None:
    """It is a paragraph of its own, with the cursor where its text alternative is written."""
    area = text_of(form, "Før")
    area.evaluate(PASTE_FILE, list(jpeg(has_place=False)))
    soon(area).to_have_value(re.compile(r"^Før\n\n!\[\]\(images/\d{4}/image\.jpg\)$"))
    form.keyboard.type("Et hav")
    soon(area).to_have_value(re.compile(r"!\[Et hav\]\(images"))
    soon(said(area)).to_contain_text("mellom klammene")


def test_pictures_are_chosen_from_the_toolbar(form: Page) -> None:
    """Several at once become a paragraph each."""
    area = text_of(form, "")
    with form.expect_file_chooser() as chosen:
        form.get_by_role("button", name="Bilde", exact=True).click()
    file = {"mimeType": "image/jpeg", "buffer": jpeg(has_place=False)}
    chosen.value.set_files([file | {"name": "en.jpg"}, file | {"name": "to.jpg"}])
    pictures = r"!\[\]\(images/\d{4}/en\.jpg\)\n\n!\[\]\(images/\d{4}/to\.jpg\)"
    soon(area).to_have_value(re.compile(f"^{pictures}$"))


def test_a_form_made_anew_has_its_tools_once(form: Page) -> None:
    """A new row has tools, and other fields have theirs once."""
    pickers = form.get_by_role("button", name=re.compile("^Velg dato"))
    before = pickers.count()
    form.locator('button[value="add:corrections"]').click()
    soon(form.locator('[id="f.corrections.0-row"]')).to_be_visible()
    soon(pickers).to_have_count(before + 1)
    soon(form.get_by_role("toolbar")).to_have_count(1)


def test_messages_are_asked_for_when_the_keys_rest(form: Page) -> None:
    """The page is asked for at once, and many keys in a moment are one question."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.headers.get("accept") == "application/json":
            asked.extend(parse_qs(request.post_data or "", keep_blank_values=True)["op"])

    def is_told(answer: Response) -> bool:
        sent = parse_qs(answer.request.post_data or "", keep_blank_values=True)
        return (sent.get("op"), sent.get("f.body")) == ([""], ["Helt uten lenker."])

    area = form.get_by_label("Tekst", exact=True)
    with form.expect_response(is_told):
        text_of(form, "Helt uten lenker.")
    soon(area).not_to_have_attribute("aria-invalid", "true")
    form.on("request", note)
    area.evaluate(KEYS, ["Se [her](/finnes", "-ikke/", ")."])
    soon(area).to_have_attribute("aria-invalid", "true")
    form.remove_listener("request", note)
    assert asked == ["page", ""]


def test_the_page_beside_the_form_stays_where_it_is_read(form: Page) -> None:
    """Only what it shows is new; after a link in it has led away, the page comes back."""
    text_of(form, "\n\n".join(f"Avsnitt {number}." for number in range(60)))
    shown = form.frame_locator("iframe")
    title = shown.get_by_role("heading", level=1)
    own = title.inner_text()
    soon(shown.get_by_text("Avsnitt 59.")).to_have_count(1)
    frame = form.frames[-1]
    place = frame.evaluate(
        '() => { window.same = 1; scrollTo({ top: 700, behavior: "instant" }); return scrollY; }'
    )
    assert place > 500
    text_of(form, "\n\n".join(f"Del {number}." for number in range(60)))
    soon(shown.get_by_text("Del 59.")).to_have_count(1)
    assert frame.evaluate("() => [window.same, scrollY]") == [1, place]
    shown.locator("nav a").first.evaluate("link => link.click()")
    soon(shown.get_by_text("Del 59.")).to_have_count(0)
    text_of(form, "Tilbake.")
    soon(shown.get_by_text("Tilbake.")).to_have_count(1)
    soon(title).to_have_text(own)


def test_two_tabs_with_one_story_lose_nothing(form: Page, desk: Served) -> None:
    """Each field that only one changed is merged; of the other there are two texts to choose."""
    place = {"model": "article", "path": "news/2023/kraft.md", "key": ""}
    first, other = tabs = form.context.new_page(), form.context.new_page()
    for tab in tabs:  # both are open before somebody writes in one of them
        tab.goto(f"{desk.context.address}/skrivepult/rediger?{urlencode(place)}")
        soon(tab.get_by_role("toolbar")).to_have_count(1)
    for number, tab in enumerate(tabs):
        tab.get_by_label("Tittel", exact=False).first.fill(f"Tittel fra fane {number}")
    with other.expect_response(lambda told: "Ingress+fra" in (told.request.post_data or "")):
        other.get_by_label("Ingress", exact=False).first.fill("Ingress fra fane 1")
    for tab in tabs:
        soon(tab.locator("[data-state]")).to_have_text("Ikke lagret ennå")
    first.keyboard.press("Control+s")
    shown = first.locator(".versions pre")
    soon(shown).to_have_count(2)
    assert sorted(shown.all_inner_texts()) == ["Tittel fra fane 0", "Tittel fra fane 1"]
    soon(first.get_by_label("Ingress", exact=False).first).to_have_value("Ingress fra fane 1")
    title = first.get_by_label("Tittel", exact=False).first
    if title.input_value() != "Tittel fra fane 0":
        first.get_by_role("button", name="Bruk den andre teksten").click()
        soon(title).to_have_value("Tittel fra fane 0")
    first.keyboard.press("Control+s")
    soon(first.locator("[data-state]")).to_have_text("Lagret")
    written = (desk.context.content / place["path"]).read_text("utf-8")
    assert "Tittel fra fane 0" in written and "Ingress fra fane 1" in written
    for tab in tabs:
        tab.close()


def test_what_the_desk_did_not_get_is_sent_when_the_page_is_opened_again(
    form: Page, desk: Served
) -> None:
    """As after a crash of the server, in which the tab was closed."""
    place = {"model": "article", "path": "news/2023/kraft.md", "key": ""}
    address = f"{desk.context.address}/skrivepult/rediger?{urlencode(place)}"
    tab = form.context.new_page()
    tab.goto(address)
    soon(tab.get_by_role("toolbar")).to_have_count(1)
    tab.route("**/rediger?*", lambda route: route.abort())
    tab.get_by_label("Ingress", exact=False).first.fill("Ikke sendt")
    soon(tab.locator("[data-state]")).to_contain_text("tatt vare på i nettleseren")
    tab.close()
    again = form.context.new_page()
    again.goto(address)
    soon(again.get_by_label("Ingress", exact=False).first).to_have_value("Ikke sendt")
    assert again.evaluate("Object.keys(localStorage).length") == 0
    again.close()


def test_the_focus_stays_near_what_a_button_changed(opened: tuple[Page, list[str]]) -> None:
    """A moved row takes it along; a removed one leaves it to the next, then to «Legg til»."""
    page = opened[0].context.new_page()
    page.goto(f"{opened[0].url.partition('/rediger')[0]}/rediger?{urlencode(SERIES)}")
    links = page.locator('[data-field="f.links"]')
    for _ in range(3):
        links.get_by_role("button", name="Legg til").press("Enter")
        soon(links.locator("li.row :focus")).to_have_count(1)
        page.keyboard.type("Lenke")
    for pressed, focused in (
        ("up:links.2", "up:links.1"),
        ("up:links.1", "down:links.0"),
        ("remove:links.1", "remove:links.1"),
        ("remove:links.1", "remove:links.0"),
        ("remove:links.0", "add:links"),
    ):
        page.locator(f'button[value="{pressed}"]').press("Enter")
        soon(page.locator(f'button[value="{focused}"]')).to_be_focused()
    page.locator("[data-dates]").get_by_role("button", name="Avlys").first.press("Enter")
    soon(page.locator(".dates li").first.get_by_role("link")).to_be_focused()
    page.close()


@contextmanager
def late_answer(form: Page) -> Iterator[None]:
    """Press «Legg til» of the corrections; its answer comes when the block ends, with the row."""
    held: list[Route] = []

    def is_meant(request: Request) -> bool:
        return request.method == "POST" and request.headers["accept"] != "application/json"

    def hold(route: Route) -> None:
        if is_meant(route.request) and not held:
            held.append(route)
        else:
            route.continue_()

    form.route("**/rediger*", hold)
    rows = form.locator('[id^="f.corrections."][id$="-row"]')
    before = rows.count()
    with form.expect_request(is_meant):
        form.locator('button[value="add:corrections"]').click()
    yield
    held[0].continue_()
    soon(rows).to_have_count(before + 1)
    form.unroute("**/rediger*")


def test_who_types_on_before_an_answer_stays_in_the_field(form: Page) -> None:
    """The answer to «Legg til» comes late; the text does not land in the row that it adds."""
    title = form.locator('[name="f.title"]')
    with late_answer(form):
        title.click()
        form.keyboard.type(" ny")
    soon(title).to_be_focused()
    form.keyboard.type("tittel")
    assert " nytittel" in title.input_value()


def test_who_goes_on_to_a_button_before_an_answer_stays_at_it(form: Page) -> None:
    """The next Enter presses that button, and does not save."""
    other = form.locator('button[value^="add:"]:not([value="add:corrections"])').first
    with late_answer(form):
        other.focus()
    soon(other).to_be_focused()
    added = other.get_attribute("value").partition(":")[2]
    rows = form.locator(f'[id^="f.{added}."][id$="-row"]')
    before = rows.count()
    form.keyboard.press("Enter")
    soon(rows).to_have_count(before + 1)


def test_a_key_just_before_an_answer_is_shown_too(opened: tuple[Page, list[str]]) -> None:
    """What an answer waits for does not take the place of what the key asks for."""
    page = opened[0].context.new_page()
    page.goto(opened[0].url)
    page.wait_for_load_state("networkidle")
    page.evaluate("""() => {
        const answered = window.fetch, title = document.querySelector('[name="f.title"]');
        window.fetch = async (...asked) => {
            const answer = await answered(...asked);
            window.fetch = answered;
            title.value = "Siste tast";
            title.dispatchEvent(new Event("input", {bubbles: true}));
            return answer;
        };
    }""")
    page.locator('[name="f.title"]').press("x")
    heading = page.frame_locator("iframe").get_by_role("heading", level=1)
    soon(heading).to_have_text("Siste tast")
    page.close()


def test_who_is_at_a_date_when_the_dates_come_anew_stays_at_it(
    opened: tuple[Page, list[str]],
) -> None:
    """The answer to what was typed comes late, and the next key is for what has the focus."""
    page = opened[0].context.new_page()
    page.goto(f"{opened[0].url.partition('/rediger')[0]}/rediger?{urlencode(SERIES)}")
    dates = page.locator("[data-dates]")
    held: list[Route] = []
    page.route("**/rediger*", lambda route: route.continue_() if held else held.append(route))
    for stop in ("summary", "li button, li a"):
        held.clear()
        with page.expect_request("**/rediger*"):
            page.locator('[name="f.title"]').press_sequentially(" ny")
        at = dates.locator(stop).last
        at.focus()
        dates.evaluate("one => one.firstElementChild.dataset.old = ''")
        held[0].continue_()
        soon(dates.locator("[data-old]")).to_have_count(0)
        soon(at).to_be_focused()
    page.close()


def test_only_a_request_without_an_answer_is_told_as_one(opened: tuple[Page, list[str]]) -> None:
    """A fault of a script is told in other words, and the next key is sent as before."""
    page = opened[0].context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(opened[0].url)
    page.wait_for_load_state("networkidle")
    state, summary = page.locator("[data-state]"), page.locator('[name="f.summary"]')
    dates = page.locator("[data-dates]")
    dates.evaluate("one => { one.removeAttribute('data-dates'); one.dataset.gone = ''; }")
    summary.fill("Mens noe er galt")
    soon(state).to_contain_text("Noe gikk galt på denne siden")
    assert any("null" in fault for fault in faults)
    page.locator("[data-gone]").evaluate("one => { one.dataset.dates = ''; }")
    summary.fill("Etterpå")
    soon(state).to_have_text("Ikke lagret ennå")
    page.route("**/rediger*", lambda route: route.abort())
    summary.fill("Uten svar")
    soon(state).to_contain_text("Skrivepulten svarer ikke")
    page.close()
