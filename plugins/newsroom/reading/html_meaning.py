"""What readers get of a text with HTML in it, had its tags been kept."""

from collections.abc import Sequence
from html.parser import HTMLParser

from newsroom.contract.body import Target
from newsroom.reading.markdown_converter import MarkdownConverter
from newsroom.reading.masking import TOKEN

SAME = {"b": "strong", "i": "em", "th": "td", "h1": "h2"}
GROUPS, PARTS = {"ol", "ul", "table"}, {"li", "td"}
AROUND = {*("strong", "em", "blockquote", "h2", "h3", "h4", "h5", "h6"), *GROUPS, *PARTS}
IN_LINE = {"strong", "em", "a", "span", "font", "o:p", "u", "sup", "sub", "del", "code"}
Sign = tuple[str, frozenset[str]]
GAPS = SPACE, BREAK = (" ", frozenset[str]()), ("\n", frozenset[str]())


class _Reader(HTMLParser):
    """Collects each sign of the HTML with the elements around it, and each break once."""

    def __init__(self, targets: Sequence[Target]) -> None:
        super().__init__()
        self.targets, self.signs = targets, [BREAK]
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag, values = SAME.get(tag, tag), {name: value or "" for name, value in attrs}
        if tag not in IN_LINE:
            self._add(BREAK)
        if tag == "img":
            self._add((f"{self._target(values.get('src', ''))} {values.get('alt')}", frozenset()))
            self._add(BREAK)
            self.handle_data(values.get("title", ""))
            self._add(BREAK)
        elif tag == "a" and "href" in values:
            title = " ".join(values.get("title", "").split())
            self.open.append((tag, f"a {self._target(values['href'])} {title}"))
        elif tag in AROUND:
            self.open.append((tag, f"{tag} {values.get('start', '1')}"))
        if tag in PARTS:
            self._add((tag, frozenset()))

    def handle_endtag(self, tag: str) -> None:
        tag = SAME.get(tag, tag)
        for i in [i for i, (name, _) in enumerate(self.open) if name == tag][-1:]:
            del self.open[i]
        if tag not in IN_LINE:
            self._add(BREAK)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] in GROUPS:
            data = TOKEN.sub("", data)  # of a comment between the points or rows
        around = frozenset(element for _, element in self.open)
        for sign in data:
            self._add(SPACE if sign.isspace() else (sign, around))

    def _target(self, address: str) -> str:
        number = address.removeprefix("target:")
        return address if number == address else self.targets[int(number)].name

    def _add(self, sign: Sign) -> None:
        """Adds a sign; of gaps in a row only one, and none at the start of a point or cell."""
        last = self.signs[-1]
        if sign not in GAPS or (last not in GAPS and last[0] not in PARTS):
            self.signs.append(sign)
        elif last == SPACE:
            self.signs[-1] = sign


class Meanings:
    """Compares texts by what readers get of them; a new one for each text, as for a converter."""

    def __init__(self) -> None:
        self._markdown = MarkdownConverter(keeps_tags=True)

    def are_same(self, text: str, other: str) -> bool:
        """Whether both have the same words, pictures and breaks, in the same elements."""
        return self._signs(text) == self._signs(other)

    def _signs(self, text: str) -> list[Sign]:
        raw, conversion = self._markdown.raw(text)
        reader = _Reader(conversion.targets)
        reader.feed(f"{raw}<br>")
        reader.close()
        return reader.signs
