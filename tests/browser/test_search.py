"""The search page in Chromium: what it finds, how it says so, and what it asks of the browser."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from newsroom.hosting.headers import HEADER_POLICY, SEARCH_HEADER_POLICY
from tests import given
from tests.answering import running
from tests.browser.serving import BELOW, Handler
from tests.browser.test_axe import complaints, with_axe
from tests.browser.test_policy import COUNTED
from tests.browser.waiting import soon
from tests.search.content import CONTENT
from tests.site.building import good
from tests.table import check_each

VISITORS, SCHOOLS = "Visitors from Iceland", "Skulane får nye maskiner"
OFFICES, MEETING, ABOUT = "Nye kontorer på Grønland", "Årsmøte i foreningen", "Om oss"
BREAKFAST, COURSE, LUNCH = "Frokostmøte om havbruk", "Kurs i regnskap", "Torsdagslunsj"
SCENE, LIBRARY = "Bodø scene", "Stormen bibliotek"
READING, MARKET = "Høytlesing", "Gatemarked"
WITH_SHORT_WORDS = ["iphone", "enestående", "visne", "havind", "årboken", "aagot"]
PARTY = ["Julebord"] * 3
# What is typed, with filters, and the hits in order.
SEARCHES: list[tuple[dict[str, str], list[str]]] = [
    ({"q": "Grønland"}, [OFFICES]),
    ({"q": "gronland"}, [OFFICES]),
    ({"q": "barekraft"}, [OFFICES]),  # a tag
    ({"q": "baerekraft"}, [OFFICES]),
    ({"q": "arsmote"}, [MEETING]),
    ({"q": "aarsmoete"}, [MEETING]),
    ({"q": "aarsmote"}, [MEETING]),
    ({"q": "groenland"}, [OFFICES]),
    ({"q": "hoeyblokka"}, [OFFICES]),
    ({"q": "bodo"}, [SCENE, LIBRARY, MARKET, READING, LUNCH, BREAKFAST]),  # a place, of events too
    ({"q": "Bodø"}, [SCENE, LIBRARY, MARKET, READING, LUNCH, BREAKFAST]),
    ({"q": "hoyblokka"}, [OFFICES]),  # only in the text
    ({"q": "saether"}, ["Siv Sæther"]),
    ({"q": "årsmøtene"}, [MEETING]),  # inflected
    ({"q": "arsmotene"}, [MEETING]),
    ({"q": "bedriften"}, [ABOUT, SCHOOLS]),  # Bokmål and Nynorsk
    ({"q": "maskinane"}, [SCHOOLS]),
    ({"q": "visitor"}, [VISITORS]),
    ({"q": "geothermal heating"}, [VISITORS]),
    ({"q": "Grønlanf"}, [OFFICES]),  # one letter wrong, after the fourth
    ({"q": "Gtønland"}, []),  # before
    ({"q": "julebord"}, PARTY),
    ({"q": "julebord", "year": "2022"}, PARTY[:1]),
    ({"q": "bodo", "kind": "event"}, [MARKET, READING, LUNCH, BREAKFAST]),
    ({"q": "Bodø", "kind": "event"}, [MARKET, READING, LUNCH, BREAKFAST]),
    ({"q": "bodo", "network": "Havnettverket"}, [BREAKFAST]),
    ({"type": "Kurs"}, [COURSE]),
    ({"place": "Bodø scene", "kind": "event"}, [MARKET, LUNCH, BREAKFAST]),
    ({"q": "sjiraffen"}, []),  # in a draft and in what has expired
    ({"q": "hemmelig"}, []),
    ({"q": "webp"}, []),
    ({"q": "regnskap", "length": "1"}, [COURSE]),  # no filter, but a word that a form knows
    # The text has words that these begin with.
    *(({"q": word}, []) for word in WITH_SHORT_WORDS),
    ({"q": "dikt iphone"}, []),
    ({"q": "kurset"}, [COURSE]),
    ({"q": "gatene"}, [MARKET]),  # by its stem alone
    ({"q": "heller"}, []),  # the notice of a cancelled event
    ({"q": "kart"}, []),  # the link to a map
]
RUNS_WEB_ASSEMBLY = """
  WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => true, () => false)
"""
SLOW_HITS = """
  const asked = window.fetch;
  window.underWay = 0;
  window.fetch = async (address, ...options) => {
    window.underWay += 1;
    if (`${address}`.includes("fragment")) await new Promise((done) => setTimeout(done, 200));
    const answer = await asked(address, ...options);
    setTimeout(() => { window.underWay -= 1; }, 100); // when its hits are shown
    return answer;
  };
"""
ALL_ANSWERED = """() => new Promise((done) => {
  const look = () => window.underWay ? setTimeout(look, 20) : done();
  look();
})"""
# Answers the form as somebody who types and chooses, and waits for what is said of it.
TYPED = """(values) => new Promise((done) => {
  const form = document.querySelector(".search-form");
  const status = document.querySelector(".search-hits [role=status]");
  for (const one of form.elements) if (one.name) one.value = values[one.name] ?? "";
  status.textContent = "";
  new MutationObserver(() => status.textContent && done()).observe(status, { childList: true });
  form.requestSubmit();
})"""
FOUND = ".search-hit__title a"


class Served(Handler):
    """Sends each page the policy that hosts send it."""

    def end_headers(self) -> None:
        is_search = self.path.partition("?")[0] == f"{BELOW}/sok/"
        policy = SEARCH_HEADER_POLICY if is_search else HEADER_POLICY
        self.send_header("Content-Security-Policy", policy)
        super(Handler, self).end_headers()


@contextmanager
def site(folder: Path, split_from: int, more: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of the small site, which may have more content."""
    files = CONTENT | dict(more or {})
    content, out = given.written(folder / "content", files), folder / "out"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Served, directory=str(out)))
    with running(server) as address:
        good(content, out, SITEURL=f"{address}{BELOW}", SEARCH_SPLIT_FROM=split_from)
        yield f"{address}{BELOW}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site with an index of two parts: what is from 2021 is older."""
    with site(tmp_path_factory.mktemp("search"), 1) as address:
        yield address


def searched(page: Page, root: str, asked: Mapping[str, str]) -> list[str]:
    """The titles of the hits."""
    page.goto(f"{root}/sok/?{urlencode(asked)}")
    soon(page.locator(".search-hits [role=status]")).not_to_be_empty()
    return page.locator(FOUND).all_text_contents()


def typed(page: Page, asked: Mapping[str, str]) -> list[str]:
    """The titles of the hits of what is typed and chosen in the page."""
    page.evaluate(TYPED, asked)
    return page.locator(FOUND).all_text_contents()


def said(page: Page) -> str:
    return page.locator(".search-hits [role=status]").inner_text()


def test_each_search_finds_its_hits(root: str, page: Page) -> None:
    """With and without æ, ø and å, inflected, misspelt, in three languages, and with filters."""

    controls = {"q", "kind", "year", "network", "type", "place"}
    searched(page, root, SEARCHES[0][0])

    def check(case: tuple[dict[str, str], list[str]]) -> None:
        asked, titles = case
        if asked.keys() <= controls:
            assert typed(page, asked) == titles
        else:  # what only an address can have
            assert searched(page, root, asked) == titles

    check_each(SEARCHES, check, lambda case: urlencode(case[0]))


def test_an_index_of_one_part_finds_the_same(page: Page, tmp_path: Path) -> None:
    with site(tmp_path, 500) as root:
        (first, titles), *others = SEARCHES[:5]
        assert searched(page, root, first) == titles
        for asked, titles in others + [case for case in SEARCHES if "julebord" in case[0].values()]:
            assert typed(page, asked) == titles


def test_all_parts_of_a_large_index_are_searched(page: Page, tmp_path: Path) -> None:
    """Seven texts of seven years are in two of its parts, beside those of the small site."""
    titles = {year: f"Brua i {year}" for year in range(2014, 2021)}
    bridges = {
        f"news/{year}/brua.md": f"---\ntitle: {title}\ndate: {year}-02-01\nsummary: Over elva.\n"
        "---\nFolk går over.\n"
        for year, title in titles.items()
    }
    with site(tmp_path, 1, bridges) as root:
        folders = {path.name for path in (tmp_path / "out/sok/pagefind").glob("from-*")}
        assert folders == {"from-2014", "from-2018", "from-2021"}
        known = json.loads((tmp_path / "out/sok/pagefind/filters.json").read_text(encoding="utf-8"))
        assert [*known["parts"]] == ["newer", "from-2021", "from-2018", "from-2014"]
        assert sorted(searched(page, root, {"q": "brua"})) == sorted(titles.values())


def test_hits_with_equal_words_are_the_newest_first(root: str, page: Page) -> None:
    searched(page, root, {"q": "julebord"})
    dates = page.locator(".search-hit__date").all_text_contents()
    assert dates == [f"1. desember {year}" for year in (2023, 2022, 2021)]


def test_a_hit_in_another_language_has_it(root: str, page: Page) -> None:
    """In a page in Bokmål: only a hit in Nynorsk, here the second one (WCAG 3.1.2)."""
    assert searched(page, root, {"q": "bedriften"}) == [ABOUT, SCHOOLS]
    hits = page.locator(".search-hits__list > li")
    assert [hit.get_attribute("lang") for hit in hits.all()] == [None, "nn"]


def test_the_number_of_hits_is_announced(root: str, page: Page) -> None:
    """One, several, none; and of a word with a wrong letter what was looked for instead."""
    searched(page, root, {"q": "kurs"})
    for asked, text in {
        "Grønland": "1 treff på «Grønland».",
        "julebord": "3 treff på «julebord».",
        "Grønlanf": "Ingen treff på «Grønlanf». Her er 1 treff på ord som begynner med «Grønlan».",
        "medisin": "Ingen treff på «medisin». Her er 1 treff på ord som begynner med «medi».",
        "vinterferie": (
            "Ingen treff på «vinterferie». Her er 1 treff på ord som begynner med «vinter»."
        ),
        "xyz": "Ingen treff på «xyz». Prøv et kortere ord, eller bruk listene.",
    }.items():
        typed(page, {"q": asked})
        assert said(page) == text
    assert page.locator("[data-lists]").is_visible()


def test_filters_without_words_are_announced(root: str, page: Page) -> None:
    for asked, text in [
        ({"type": "Kurs"}, "1 treff."),
        ({"kind": "event"}, "5 treff."),
        ({"type": "Kurs", "year": "2022"}, "Ingen treff. Velg noe annet, eller bruk listene."),
    ]:
        searched(page, root, asked)
        assert said(page) == text


def test_a_search_that_is_too_late_shows_nothing(root: str, page: Page) -> None:
    """The same three times, and another before the first has its hits."""
    page.add_init_script(SLOW_HITS)
    for words, titles in {"julebord": PARTY, "grønland": [OFFICES]}.items():
        searched(page, root, {"q": "regnskap"})
        for asked in ("bodo", words, words, words):
            page.get_by_role("searchbox").last.fill(asked)
            page.evaluate("document.querySelector('.search-form').requestSubmit()")
        soon(page.locator(".search-hits [role=status]")).to_contain_text(words)
        page.evaluate(ALL_ANSWERED)
        assert page.locator(FOUND).all_text_contents() == titles
        assert said(page) == f"{len(titles)} treff på «{words}»."


def test_a_double_click_shows_each_further_hit_once(root: str, page: Page) -> None:
    page.add_init_script(SLOW_HITS)
    page.goto(f"{root}/sok/?q=klokketårnet")
    more = page.get_by_role("button", name="Vis flere")
    soon(more).to_be_visible()
    more.dblclick()
    soon(more).to_be_hidden()
    said = page.locator(".search-hits [role=status]").inner_text()
    links = [link.get_attribute("href") for link in page.locator(f"{FOUND}").all()]
    assert said == f"{len(links)} treff på «klokketårnet»." == "12 treff på «klokketårnet»."
    assert len(set(links)) == len(links)


def test_without_pagefind_the_words_stay_in_the_field(root: str, page: Page) -> None:
    page.route("**/pagefind.js", lambda route: route.abort())
    assert searched(page, root, {"q": "kurs"}) == []
    assert said(page) == "Søket virker ikke akkurat nå. Bruk listene."
    assert page.locator("#q").input_value() == "kurs"


def test_words_are_marked_and_the_hit_leads_to_their_heading(root: str, page: Page) -> None:
    """Also words that were typed without ø; a text that looks like HTML stays a text."""
    searched(page, root, {"q": "hoyblokka"})
    assert page.locator(".search-hit__text mark").all_text_contents() == ["høyblokka."]
    page.locator(".search-hit__headings a").click()
    page.wait_for_url(f"{root}/nyheter/2022/gronland/#slik-finner-du-fram")
    searched(page, root, {"q": "gronland"})
    assert page.locator(f"{FOUND} mark").all_text_contents() == ["Grønland"]
    searched(page, root, {"q": "leder"})
    assert "Skriv <b> og 1 < 2 & mer." in page.locator(".search-hit__text").inner_text()


def test_folded_words_are_never_shown(root: str, page: Page) -> None:
    searched(page, root, {"q": "barekraft"})
    assert "barekraft" not in page.locator(".search-hits__list").inner_text()


def test_the_keyboard_is_enough(root: str, page: Page) -> None:
    """From the field in the header to a hit; a filter narrows the hits, and the address has it."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{root}/om-oss/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("bodo")
    page.keyboard.press("Enter")
    page.wait_for_selector(FOUND)
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Arr")
    soon(page.locator(".search-hits .search-hit")).to_have_count(4)
    assert page.url == f"{root}/sok/?q=bodo&kind=event"
    page.locator(FOUND).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root}/arrangementer/2023/marked/")


def test_axe_is_silent(root: str, page: Page) -> None:
    """With hits and filters, on a phone and a screen, light and dark."""
    searched(with_axe(page), root, {"q": "bodo", "kind": "event"})
    for width in (390, 1280):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert list(complaints(page)) == []


def test_only_the_search_page_loads_it_and_breaks_no_policy(root: str, page: Page) -> None:
    """Other pages ask for nothing of it, and may run no WebAssembly."""
    requests, messages = [], []
    page.on("request", lambda request: requests.append(request.url.removeprefix(root)))
    page.on("console", lambda message: messages.append(message.text))
    page.add_init_script(COUNTED)
    for address in ("/", "/nyheter/2022/gronland/", "/arrangementer/2023/havfrokost/", "/404.html"):
        page.goto(f"{root}{address}", wait_until="networkidle")
        assert not page.evaluate(RUNS_WEB_ASSEMBLY)
    assert [url for url in requests if "/sok/" in url or "/search" in url] == []
    page.evaluate("window.violations = []")
    requests.clear()
    searched(page, root, {"q": "gronland"})
    assert page.evaluate("window.violations") == []
    assert messages == [message for message in messages if "wasm" in message.lower()]
    asked = sorted(
        {url.partition("?")[0].rpartition("/")[2].rpartition(".")[2] for url in requests}
    )
    assert asked == ["", "css", "js", "json", "pagefind", "pf_fragment", "pf_index",
                     "pf_meta", "svg"]  # fmt: skip
    assert len(requests) <= 20


def test_without_javascript_there_are_lists(root: str, browser: Browser) -> None:
    """By year, kind and tag; each link leads to a page."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}/sok/?q=bodo")
    assert "Søket trenger JavaScript" in page.locator("main").inner_text()
    links = page.locator("[data-lists] a")
    texts = links.all_text_contents()
    assert {"2022", "2023", "Nyheter", "Arrangementer", "bærekraft", "Kurs"} <= set(texts)
    for link in links.all():
        assert context.request.get(f"{root.removesuffix(BELOW)}{link.get_attribute('href')}").ok
    context.close()
