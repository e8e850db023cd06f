"""axe reports no violation and no unjudged doubt on any kind of page, in any mode.

One run of axe takes a third of a second, so 250 pages in four modes would take five minutes. About
40 pages show every element, in every surrounding, that the sample has; the others differ from them
only in their texts.
"""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.machine import AXE, module
from tests.browser.sample import Sample, open_all

MODES = tuple((width, scheme) for width in (390, 1280) for scheme in ("light", "dark"))
OPTIONS = {
    "preload": False,
    "selectors": False,
    "resultTypes": ["violations", "incomplete"],
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
        "best-practice",
    ],
    "rules": {"color-contrast-enhanced": {"enabled": True}},
}
# The enhanced rule leaves what is below 4.5:1 to the other one.
CONTRASTS = ("color-contrast", "color-contrast-enhanced")
# These rules depend on the colour scheme; whether a text is visible depends on the width.
CONTRAST = OPTIONS | {"runOnly": {"type": "rule", "values": CONTRASTS}}
OTHERS = OPTIONS | {"rules": {rule: {"enabled": False} for rule in CONTRASTS}}
# Each element that has a text of its own or may have one: its name, classes and attributes, and
# those of all elements around it.
TEXTS = """() => {
    const hasText = one => [...one.childNodes]
        .some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const looks = /^(style|hidden|open|type|disabled|data-.*|aria-.*)$/;
    const name = one => one.tagName + "." + one.className + one.getAttributeNames().sort()
        .map(name => name + (looks.test(name) ? "=" + one.getAttribute(name) : "")).join(" ");
    const path = one => one ? path(one.parentElement) + ">" + name(one) : "";
    window.texts = [...document.querySelectorAll("body *")]
        .filter(one => one.checkVisibility()
            && (hasText(one) || one.matches("input, select, textarea, button")));
    return texts.map(path);
}"""
# Rules that axe cannot decide -> why the pages satisfy them.
JUDGED = {
    "identical-links-same-purpose": "events of one title go to pages of their own, by their dates",
}


def with_axe(page: Page) -> Page:
    """Adds axe to every document that the page opens."""
    page.add_init_script(path=module(AXE))
    return page


def opened(page: Page, url: str) -> Page:
    """Opens an address, and all `<details>` in it."""
    page.goto(url)
    open_all(page)
    return page


def complaints(page: Page, options: dict = OPTIONS, within: str = "document") -> Iterator[str]:
    """A line for each element that axe reports; `within` is what it is asked about."""
    results = page.evaluate(f"options => axe.run({within}, options)", options)
    doubts = [rule for rule in results["incomplete"] if rule["id"] not in JUDGED]
    for rule in results["violations"] + doubts:
        for node in rule["nodes"]:
            if rule["id"] == "color-contrast" and node["html"].startswith(("<text ", "<tspan ")):
                continue  # axe does not read the fill of a text in SVG
            summary = " ".join(node.get("failureSummary", rule["help"]).split())
            yield f"{rule['id']}: {node['html'][:200]} {summary}"


def faint_texts(page: Page, seen: set[str]) -> Iterator[str]:
    """A line for each text with too little contrast, of those whose kind was not seen before."""
    kinds = page.evaluate(TEXTS)
    new = {kind: number for number, kind in enumerate(kinds) if kind not in seen}
    seen |= new.keys()
    if new:
        within = f"{{include: {[*new.values()]}.map(number => texts[number])}}"
        yield from complaints(page, CONTRAST, within)


def test_axe_reports_nothing(page: Page, sample: Sample) -> None:
    """The pages that together show everything, in all modes.

    All rules are checked on a phone. What depends on no neighbours is checked on the pages that
    have each element only: all other rules at 1280 px, and at both widths and in both schemes the
    contrast of each text that has other elements around it than those before.
    """
    lines = []
    seen: dict[tuple[int, str], set[str]] = {mode: set() for mode in MODES}
    with_axe(page)
    for address in sample.one_of_each:
        opened(page, sample.url(address))
        for width, scheme in MODES:
            is_first = (width, scheme) == MODES[0]
            if not is_first and address not in sample.each_element:
                continue
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            found = complaints(page) if is_first else faint_texts(page, seen[width, scheme])
            reported = [*found]
            if (width, scheme) == (1280, "light"):
                reported += complaints(page, OTHERS)
            lines += [f"/{address} at {width}, {scheme}: {line}" for line in reported]
    assert lines == []


def test_axe_reports_faults(page: Page, sample: Sample) -> None:
    """axe runs: an image without alt and text with contrast 4.6:1 and 2.3:1 are reported."""
    opened(with_axe(page), sample.url(""))
    page.evaluate(
        """() => {
            const main = document.querySelector("main");
            const text = Object.assign(document.createElement("p"), {textContent: "Grå tekst"});
            Object.assign(text.style, {color: "#757575", background: "#fff"});
            const faint = text.cloneNode(true);
            faint.style.color = "#aaa";
            main.append(text, faint, document.createElement("img"));
        }"""
    )
    rules = {line.partition(":")[0] for line in complaints(page)}
    assert rules == {*CONTRASTS, "image-alt"}
    assert {line.partition(":")[0] for line in complaints(page, CONTRAST)} == {*CONTRASTS}
    assert {line.partition(":")[0] for line in faint_texts(page, set())} == {*CONTRASTS}
    assert {line.partition(":")[0] for line in complaints(page, OTHERS)} == {"image-alt"}
