"""How somebody uses the desk: by the mouse, or by the keyboard alone."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

REQUIRED = r"( \(må fylles ut\))?"
PATIENCE = 20_000
# Milliseconds until a page that grew has scrolled to what has the focus.
SETTLING = 500
# More stops than any form has.
MOST_STOPS = 400
# Notes what is wrong with every stop when the next key is pressed: to ask after each is slower.
LISTEN = """
    window.stops = [];
    window.faultOf = at => {
        const box = at.getBoundingClientRect();
        if (at === document.body || at.tagName === "IFRAME") return "";
        const style = getComputedStyle(at);
        const x = Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1);
        const y = Math.max(box.y, 0)
            + Math.min(box.height, innerHeight - Math.max(box.y, 0)) / 2;
        const above = document.elementFromPoint(x, y), html = at.outerHTML;
        if (!box.width || !box.height) return html + " has no size";
        if (box.bottom <= 0 || box.top >= innerHeight) return html + " is not in view";
        if (above && !at.contains(above) && !above.contains(at) && !above.closest("label"))
            return html + " is behind " + above.outerHTML;
        if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
            return html + " has no ring";
        return "";
    };
    const note = () => stops.push([document.activeElement, faultOf(document.activeElement)]);
    addEventListener("keydown", note, true);
"""
# Whether the wanted element has the focus, comes before it, how many stops there are at least until
# it, what is wrong with the focus, and with those that had it since this was last asked.
FOCUSED = f"""wanted => {{
    if (!window.stops) {{ {LISTEN} }}
    const at = document.activeElement;
    const isAbove = Boolean(at.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING);
    const isStop = one => one.tabIndex >= 0 && !one.disabled && one.type !== "radio"
        && one.checkVisibility({{visibilityProperty: true}});
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
        .filter(one => one === at || one === wanted || isStop(one));
    const [from, to] = [at, wanted].map(one => all.indexOf(one));
    const missed = stops.splice(0).filter(([one]) => one !== window.last).map(([, fault]) => fault);
    window.last = at;
    return {{
        here: at === wanted, above: isAbove, fault: faultOf(at), missed: missed.find(Boolean),
        steps: from < 0 || to < 0 ? 1 : Math.max(1, Math.abs(to - from)),
    }};
}}"""


def named(text: str) -> re.Pattern[str]:
    """A label or a button with this text."""
    return re.compile(rf"^{re.escape(text)}{REQUIRED}$")


class Hands(Protocol):
    """What a person does on a page; `group` is the heading of the part that is meant."""

    page: Page

    def press(self, button: Locator) -> None:
        """Press a button, follow a link, unfold what is folded, or choose one of several."""

    def type(self, text: str, label: str, group: str = "") -> None:
        """Replace the text of a field."""

    def upload(self, file: Path, field: Locator) -> None:
        """Choose a file."""


def field(page: Page, label: str, group: str = "") -> Locator:
    """The field with a label, unfolded or not."""
    within = page.get_by_role("group", name=named(group)).first if group else page
    return within.get_by_label(named(label)).first


@dataclass(frozen=True)
class Mouse:
    """Somebody with a mouse."""

    page: Page

    def press(self, button: Locator) -> None:
        """Click it."""
        button.click()

    def type(self, text: str, label: str, group: str = "") -> None:
        """Click the field and write."""
        field(self.page, label, group).fill(text)

    def upload(self, file: Path, field: Locator) -> None:
        """Choose a file."""
        field.set_input_files(file)


@dataclass(frozen=True)
class Keyboard:
    """Somebody who uses Tab, Enter, Space and the arrows, and must always see where they are."""

    page: Page

    def __post_init__(self) -> None:
        """Answer the system's dialog from now on, since the browser is slow to begin with that."""
        self.page.on("filechooser", lambda _: None)

    def reach(self, wanted: Locator) -> None:
        """Press Tab until an element has the focus; every stop on the way must be visible."""
        expect(wanted).to_be_attached(timeout=PATIENCE)
        self.page.wait_for_load_state()  # a page that loads itself anew has no styles yet
        focused = wanted.evaluate(FOCUSED)
        pressed, is_in_doubt = 0, False
        while pressed < MOST_STOPS:
            if focused["fault"]:  # a picture has moved it, and the page has yet to follow
                self.page.wait_for_load_state()
                self.page.wait_for_timeout(SETTLING)
                focused = wanted.evaluate(FOCUSED)
            assert not focused["fault"], focused["fault"]
            if focused["here"]:
                return
            steps = 1 if is_in_doubt else focused["steps"]
            on, back = ("Shift+Tab", "Tab") if focused["above"] else ("Tab", "Shift+Tab")
            self.tab(on, steps)
            pressed += steps
            focused = wanted.evaluate(FOCUSED)
            if focused["missed"] and not is_in_doubt:  # the same on the way: back, one at a time
                self.tab(back, steps)
                focused, is_in_doubt = wanted.evaluate(FOCUSED), True
        raise AssertionError(f"Tab does not lead to {wanted}")

    def tab(self, key: str, times: int) -> None:
        """Press a key some times."""
        for _ in range(times):
            self.page.keyboard.press(key)

    def press(self, button: Locator) -> None:
        """Enter on what is reached; a choice among several is made by the arrows."""
        if button.get_attribute("type") != "radio":
            self.reach(button)
            is_box = button.get_attribute("type") == "checkbox"
            self.page.keyboard.press("Space" if is_box else "Enter")
            return
        name = button.get_attribute("name")
        self.reach(self.page.locator(f'input[name="{name}"]:checked'))
        for _ in range(MOST_STOPS):
            if button.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def type(self, text: str, label: str, group: str = "") -> None:
        """Write over what is there."""
        self.reach(field(self.page, label, group))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def upload(self, file: Path, field: Locator) -> None:
        """Enter opens the system's own dialog."""
        self.reach(field)
        with self.page.expect_file_chooser() as chosen:
            self.page.keyboard.press("Enter")
        chosen.value.set_files(file)
