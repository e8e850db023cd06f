"""Advises how an entry could be better, by what it says itself; it stops no build."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath
from typing import NamedTuple

from newsroom.contract.entry import Document, Entry
from newsroom.contract.fields import InlineText
from newsroom.contract.image import Image
from newsroom.contract.problems import TEXT, Problem, Report, Source, Where
from newsroom.reading.list_marks import WRITTEN
from newsroom.reading.list_slips import ticks
from newsroom.reading.markdown_slips import ADDRESSED, slips, undefined_links
from newsroom.reading.masking import blanked
from newsroom.reading.stray_signs import LOST, is_garbled
from newsroom.reading.table_slips import uneven_tables
from newsroom.reading.texts import markdown_of

MOST_WORDS = 30
MOST_LIX = 50
FEWEST_WORDS = 60  # LIX is not measured for a shorter text.
VAGUE = {
    *("les mer", "les meir", "klikk her", "trykk her", "se her", "her", "mer", "mer info"),
    *("lenke", "denne lenken", "link", "read more", "click here", "here", "more"),
}
LINK = re.compile(r"(?<!!)\[([^\]\[]+)\]\(")
PICTURE = re.compile(r"!\[([^\]\[]+)\]\(\s*<?([^)\s>]+)")
HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
FILE_NAME = re.compile(r"\S+\.(jpe?g|png|webp|avif|heic|gif|tiff?)|(img|dsc|dscn|dji|pxl)[_-]?\d.*")

# What Hugo, Jekyll, WordPress, Mailchimp, ERB and wikis would replace: an example, and the form.
TEMPLATES = {
    "{{< youtube a1 >}}": r"\{\{(?! *figures\.)[^{}\n]*\}\}",
    "{% include a.html %}": r"\{%[^{}\n]*%\}",
    "<%= name %>": r"<%[^%\n]*%>",
    "${name}": r"\$\{\w+\}",
    "*|FNAME|*": r"\*\|[A-Z\d_:]+\|\*",
    "%%First Name%%": r"%%(?i:(?:first|last|full)[ _]?name|emailaddr|[a-z]+(?:_[a-z]+)+)%%",
    "%recipient.name%": r"\B%[a-z]+\.[a-z_]+%",
    "«First_Name»": r"«(?:(?:First|Last|Company)_Name|Address_?\w+|GreetingLine)»",
    "[[About us]]": r"\[\[[^\[\]\n]+\]\]",
    "[cid:image001.png@01D9]": r"\[cid:[^\[\]\n]+\]",
    "[video id=1]": r"\[(?:[a-z][\w-]* [\w-]+=[^\[\]\n]*|/[a-z][\w-]*)\](?!\()",
    "[gallery]": r"\[(?:gallery|caption|embed|playlist)\](?!\()",
    "[NAVN]": r"\[(?:NAVN|NAME|E-?POST|EMAIL|FIRMA|COMPANY|subscriber:[^\[\]\n]*)\](?![(\[:{])",
    "<< Fornavn >>": r"(?i:(?:[\[{]|<< ?)(?:(?:for|etter)navn|(?:first|last)[ _]?name|[fl]name"
    r"|unsubscribe)(?:[\]}]| ?>>))(?![(\[:{])",
    "Error! Bookmark not defined.": r"(?:Feil! Bokmerke er ikke|Error! Bookmark not) defin\w+\.",
}
TEMPLATE_CODE = re.compile("|".join(TEMPLATES.values()))
# What e-mail programs add: «Sent from my iPhone», «View this email in your browser».
MAIL_PHRASE = re.compile(
    r"(?im)^(?:sendt fra min|sent from my) (?:ip(?:hone|ad)|android|samsung)\S*$"
    r"|^(?:få|hent|get) \[?outlook (?:for|til) (?:ios|android)\S*$"
    r"|(?:vis|se|view) (?:denne|this) e-?(?:post|mail)(?:en)? (?:i|in) (?:your )?(?:nett|brows)\w+"
)
STRUCK = re.compile(r"(?<![~\\])~~(?=[^\s~])[^~\n]*[^\s~]~~(?!~)")
SHOWN = {"template-code": TEMPLATE_CODE, "mail-phrase": MAIL_PHRASE, "text-struck": STRUCK}
# Stars before a word, and bold words; stars after a word or alone before a line may be of notes.
OPEN = re.compile(r"(?:^|(?<=[\s(«“\"])(?<!\d ))(\*\*\w(?:[^*.,:;!?\n]*\w)?)", re.MULTILINE)
BOLD = re.compile(r"\*\*[^\s*](?:[^*]*[^\s*])?\*\*")
NOTE_STARS = re.compile(r"(?<=[\w.,:;!?%)-])\*\*(?!\*)|^ {0,3}\*(?=[^\s*])[^*\n]*$", re.MULTILINE)
NOTE = re.compile(r"(?<!\\)\[\^([^\]\n]+)\](?!:)")
WRITTEN_NOTE = re.compile(r"^ {0,3}\[\^([^\]\n]+)\]:", re.MULTILINE)
# A list of at least two points: its sign, or none for numbers.
POINTS = re.compile(
    r"(?m)(?:\A|(?<=[.:!?\n]\n)|^(?=[*+]))(?:([-*+])[ \t]+\S.*\n+\1|1\.[ \t].*\n+2\.)[ \t]+\S"
)
BLANK_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t#]*$", re.MULTILINE)
LINK_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")
MARKUP = re.compile(r"!?\[([^\]\[]*)\]\([^)]*\)|\{\{.*?\}\}|https?://\S+|[*_`~]+")
PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")
# Tables, headings and link definitions.
NO_PROSE = re.compile(r"[ \t]*+(\||#{1,6}[ \t]|\[[^\]]+\]:|>?[ \t]*$)")
LIST_ITEM = re.compile(rf"^[ \t]*{WRITTEN}[ \t]+", re.MULTILINE)
# A small letter after the sign continues the sentence: «12. september», «kl. 9», «f.eks. her».
END = re.compile(r"[.!?:](?:[»\")]|\s*$)*(?=\s+[A-ZÆØÅ«\"–-]|\s*$)")
WORD = re.compile(r"[^\W_]+(?:[-’'.,/][^\W_]+)*")
LONG_WORD = 6
REFERENCE = re.compile(r"\b(?:lenken|lenka|linken|lenkja|the link)\b", re.IGNORECASE)


class Sentence(NamedTuple):
    """A sentence: its words, and the position of the first in the text."""

    start: int
    words: tuple[str, ...]


def advice(entry: Entry) -> list[Problem]:
    """The advice about an entry, in the order of its lines."""
    report = Report()
    text, field = markdown_of(entry)
    shown = blanked(text)
    # What a faulty entry lacks may be in its faulty fields.
    is_whole = not entry.lost
    if is_whole and isinstance(entry, Document) and getattr(entry, "summary", None) == "":
        _add(report, entry.source, "summary-missing")
    if is_whole and getattr(entry, "owner", None) and not getattr(entry, "review_by", None):
        report.add(entry.source, ("owner",), "review-missing", severity="advice")
    for where, image in entry.parts(Image):
        if _is_file_name(image.alt, image.src):
            alt = {"value": image.alt}
            report.add(entry.source, (*where, "alt"), "alt-file-name", alt, "advice")
    for position, code, values in (*_phrases(shown), *_headings(shown), *_blocks(shown)):
        _add(report, entry.source.at_position(field, text, position), code, **values)
    if field and not POINTS.search(text) and POINTS.search(_written(entry.source, field, text)):
        values = {"name": field[-1], "value": f"{field[-1]}: >"}
        report.add(entry.source, field, "list-folded", values, "advice")
    else:
        _add_slips(report, entry.source, field, text)
    for where, inline in entry.parts(InlineText):
        if (points := POINTS.search(_written(entry.source, where, inline))) and points[1]:
            place = entry.source.at_position(where, inline, points.start())
            _add(report, place, "list-in-field", field=where[-1])
        if not inline.is_plain or is_garbled(inline):
            _add_slips(report, entry.source, where, inline, is_inline=True)
        for position, code, values in _signs(blanked(inline)):
            _add(report, entry.source.at_position(where, inline, position), code, **values)
    if isinstance(entry, Document):
        _check_reference(report, entry, shown)
    _check_sentences(report, entry.source, field, text, list(sentences(shown)))
    return list(report)


def _written(source: Source, where: Where, text: str) -> str:
    """The text of a field with the ends of the lines that YAML has joined."""
    folds = {path[-1] for path in source.places if path[:-1] == (*where, TEXT)}
    return "".join("\n" if c == " " and n in folds else c for n, c in enumerate(text, 1))


def _add_slips(
    report: Report, source: Source, where: Where, text: str, *, is_inline: bool = False
) -> None:
    """Add the Markdown of a field that is written almost right."""
    start = source.position(where, text, 0)
    for code, at, mend in slips(text, start, is_inline=is_inline):
        report.add(source.at_position(where, text, at), (), code, {}, "advice", mend)


def _check_sentences(
    report: Report, source: Source, where: Where, text: str, sentences: list[Sentence]
) -> None:
    for sentence in sentences:
        if len(sentence.words) > MOST_WORDS:
            values = {"count": len(sentence.words), "most": MOST_WORDS}
            _add(report, source.at_position(where, text, sentence.start), "sentence-long", **values)
    if sum(len(sentence.words) for sentence in sentences) >= FEWEST_WORDS:
        value = lix(sentences)
        if value > MOST_LIX:
            start = source.at_position(where, text, 0)
            _add(report, start, "text-heavy", value=value, most=MOST_LIX)


# The position in the text, the code, and the values for the message.
Advice = tuple[int, str, dict[str, object]]


def _phrases(text: str) -> Iterator[Advice]:
    """Vague links, file names as alt texts, footnotes without a text, and what `_signs` finds."""
    for link in LINK.finditer(text):
        words = re.sub(r"[\W_]+", " ", link[1]).strip().lower()
        if words in VAGUE:
            yield link.start(), "link-text-vague", {"value": link[1]}
    for picture in PICTURE.finditer(text):
        if _is_file_name(picture[1], picture[2]):
            yield picture.start(), "alt-file-name", {"value": picture[1]}
    written = {*WRITTEN_NOTE.findall(text)}
    for note in NOTE.finditer(text):
        if note[1] not in written:
            yield note.start(), "footnote-missing", {"value": note[0]}
    yield from _signs(text)


def _signs(text: str) -> Iterator[Advice]:
    """What is shown as written: code of templates, struck words, and links without an address."""
    for code, pattern in SHOWN.items():
        for match in pattern.finditer(text):
            yield match.start(), code, {"value": match[0]}
    yield from _opened(text) if "**" in text else ()
    for sign in () if is_garbled(text) else LOST.finditer(text):
        yield sign.start(), "text-garbled", {}
    for link in undefined_links(text):
        if not ADDRESSED.fullmatch(link["name"]):
            written = f"{link['before']}[{link['words']}](…)"
            yield link.start(), "link-undefined", {"value": link[0], "written": written}


def _opened(text: str) -> Iterator[Advice]:
    """Stars before bold words that do not end, with the words that may be bold."""
    if NOTE_STARS.search(BOLD.sub("", text)):
        return
    for paragraph in PARAGRAPH.finditer(text):
        for start, part in _parts(paragraph[0]):
            if part.count("*") == len("**") and (stars := OPEN.search(part)):
                values = {"value": stars[1], "written": f"{stars[1]}**"}
                yield paragraph.start() + start + stars.start(), "emphasis-open", values


def _headings(text: str) -> Iterator[Advice]:
    """Headings that skip a level; the page's title is level 1, so a text begins at level 2."""
    above = 1
    for heading in HEADING.finditer(text):
        level = len(heading[1])
        if level > above + 1:
            marks = f"`{'#' * (above + 1)} {heading[2]}`"
            values = {"value": heading[2], "level": level, "above": above, "marks": marks}
            yield heading.start(), "heading-jump", values
        above = level


def _blocks(text: str) -> Iterator[Advice]:
    """Headings without words; and tables and ticks that are shown as running text."""
    for heading in BLANK_HEADING.finditer(text):
        yield heading.start(), "heading-blank", {"value": heading[0].strip()}
    for position in uneven_tables(text):
        yield position, "table-uneven", {}
    for tick in ticks(text):
        yield tick.start("tick"), "list-box", {}


def _check_reference(report: Report, entry: Document, text: str) -> None:
    """Report words for a link in the summary, else in the first paragraph, shown without links."""
    summary = getattr(entry, "summary", "")
    start = len(text) - len(text.lstrip())
    first = text[:start] + text[start:].partition("\n\n")[0]
    shown = summary or LINK_TARGET.sub(lambda link: " " * len(link[0]), first)
    if match := REFERENCE.search(shown):
        source = entry.source.at_position(("summary",) if summary else (), shown, match.start())
        _add(report, source, "summary-reference", value=match[0])


def _is_file_name(alt: str, src: str) -> bool:
    text, stem = alt.strip().lower(), PurePosixPath(src).stem.lower()
    return bool(FILE_NAME.fullmatch(text)) or (text == stem and not text.isalpha())


def _add(report: Report, source: Source, code: str, **values: object) -> None:
    report.add(source, (), code, values, "advice")


def sentences(text: str) -> Iterator[Sentence]:
    """Every sentence that has words, in order."""
    plain = MARKUP.sub(lambda match: (match[1] or "").ljust(len(match[0])), text)
    for paragraph in PARAGRAPH.finditer(plain):
        for start, part in _parts(paragraph[0]):
            yield from _sentences(paragraph.start() + start, part)


def _parts(paragraph: str) -> Iterator[tuple[int, str]]:
    """The paragraph, or each item of a list, with its position; nothing where it is no prose."""
    if NO_PROSE.match(paragraph):
        return
    starts = [0, *(item.start() for item in LIST_ITEM.finditer(paragraph)), len(paragraph)]
    for start, end in pairwise(starts):
        yield start, LIST_ITEM.sub(lambda mark: " " * len(mark[0]), paragraph[start:end])


def _sentences(start: int, text: str) -> Iterator[Sentence]:
    ends = [0, *(end.end() for end in END.finditer(text)), len(text)]
    for begin, end in pairwise(ends):
        if first := WORD.search(text, begin, end):
            words = WORD.findall(text, first.start(), end)
            yield Sentence(start + first.start(), tuple(words))


def lix(sentences: Sequence[Sentence]) -> int:
    """Readability as LIX: words per sentence, plus the percentage of words over six letters.

    Björnsson, «Läsbarhet», 1968. `sentences` may not be empty.
    """
    words = [word for sentence in sentences for word in sentence.words]
    long = sum(len(word) > LONG_WORD for word in words)
    return round(len(words) / len(sentences) + 100 * long / len(words))
