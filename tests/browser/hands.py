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
# Whether the wanted element has the focus, comes before it, and what is wrong with the focus.
FOCUSED = """wanted => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    const isAbove = Boolean(at.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING);
    const is = {here: at === wanted, above: isAbove, fault: ""};
    if (at === document.body || at.tagName === "IFRAME") return is;
    const style = getComputedStyle(at);
    const x = Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1);
    const y = Math.max(box.y, 0) + Math.min(box.height, innerHeight - Math.max(box.y, 0)) / 2;
    const above = document.elementFromPoint(x, y);
    if (!box.width || !box.height) is.fault = "has no size";
    else if (box.bottom <= 0 || box.top >= innerHeight) is.fault = "is not in view";
    else if (above && !at.contains(above) && !above.contains(at) && !above.closest("label"))
        is.fault = "is behind " + above.outerHTML;
    else if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
        is.fault = "has no ring";
    if (is.fault) is.fault = at.outerHTML + " " + is.fault;
    return is;
}"""


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
        key = "Shift+Tab" if wanted.evaluate(FOCUSED)["above"] else "Tab"
        for _ in range(MOST_STOPS):
            focused = wanted.evaluate(FOCUSED)
            if focused["fault"]:  # a picture has moved it, and the page has yet to follow
                self.page.wait_for_load_state()
                self.page.wait_for_timeout(SETTLING)
                focused = wanted.evaluate(FOCUSED)
            assert not focused["fault"], focused["fault"]
            if focused["here"]:
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"Tab does not lead to {wanted}")

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
