"""Mends signs in running text that readers see as something else than was meant."""

import re
from itertools import pairwise

from newsroom.reading.list_marks import MARK
from newsroom.reading.markdown_converter import MarkdownConverter
from newsroom.reading.masking import indented_sentences

# The byte of each sign above ASCII in Windows-1252; where that has none, in ISO 8859-1.
BYTES = {chr(n): n for n in range(128, 256)}
BYTES |= {bytes([n]).decode("cp1252", "replace"): n for n in range(128, 160)}
LATER = f"[{re.escape(''.join(sign for sign, n in BYTES.items() if n < 0xC0))}]"
# UTF-8 that was read as Windows-1252: å is Ã¥, – is â€“.
GARBLED = re.compile(f"(?:[ÂÃ]{LATER}|â{LATER}{{2}}|ð{LATER}{{3}})+")
# Signs alone in quotation marks are what a text tells of: Når «æ» blir til «Ã¦».
IN_QUOTES = ("«»", "“”", "„“", "‘’", '""', "''", "``")
# ” as it is after a paste that drops its third sign, and a quotation that ends with one.
LOST = re.compile(f"â€(?!{LATER})")
QUOTED = re.compile(rf"â€œ((?:(?!â€œ|{LOST.pattern}|\n[ \t]*\n).)*){LOST.pattern}", re.DOTALL)
HASH = re.compile(r"^#(?=\w)", re.MULTILINE)
# Words above two dashes, as a signature has, or a sentence above three; a heading has no full stop.
UNDERLINED = re.compile(
    rf"(?m)(?<![^\n]\n)^(?![ \t#>|:\ue000]|{MARK} |--)"
    r".*(?:\S.*\n(?=-- *$)|[.!?:,]\n(?=--- *$))"
)
# Stars behind numbers are italics when a line has two: `2*3*4`, `5*-hotell og 4*-hotell`.
PRODUCTS = re.compile(r"^.*\d\*(?=-?\w).*(?<=\d)\*-?\w.*$", re.MULTILINE)
PRODUCT = re.compile(r"(?<![\w*\\/=.,>-])\d[\d.,]*(?:(?:\*\d[\d.,]*)+(?![\d*])|\*(?=-[a-zæøå]))")
TIGHT_HEADING = re.compile(r"^##+\w", re.MULTILINE)


def decoded(text: str) -> str:
    """The text with its letters in place of the signs that a program made of them."""
    return decoded(_once_decoded(text)) if is_garbled(text) else text


def is_garbled(text: str) -> bool:
    """Whether some signs of the text are those that a program makes of other letters."""
    return any(sign in text for sign in "ÂÃâð") and _once_decoded(text) != text


def _once_decoded(text: str) -> str:
    return GARBLED.sub(_decoded, QUOTED.sub(r"“\1”", text))


def _decoded(garbled: re.Match[str]) -> str:
    start, end = garbled.span()
    if garbled.string[start - 1 : start] + garbled.string[end : end + 1] in IN_QUOTES:
        return garbled[0]
    try:
        letters = bytes(BYTES[sign] for sign in garbled[0]).decode()
    except UnicodeDecodeError:
        return garbled[0]
    return letters if letters.replace("\u00a0", "").isprintable() else garbled[0]


def with_products(text: str) -> str:
    """The stars between numbers, and those of hotels, as signs."""
    return PRODUCTS.sub(
        lambda line: PRODUCT.sub(lambda numbers: numbers[0].replace("*", r"\*"), line[0]), text
    )


def without_headings(text: str) -> str:
    """Words after `#` or above dashes, which this Markdown shows as headings, as text."""
    text = UNDERLINED.sub(r"\g<0>\n", text)
    return text if TIGHT_HEADING.search(text) else HASH.sub(r"\\#", text)


def without_indents(text: str) -> str:
    """Paragraphs in place of the code that those with an indent, as Word writes them, become."""
    lines, indented = text.split("\n"), {*indented_sentences(text)}
    if not indented:
        return text
    written = [-1, *(n for n, line in enumerate(lines) if line.strip())]
    count = sum(n in indented and above not in indented for above, n in pairwise(written))
    new = "\n".join(line.lstrip() if n in indented else line for n, line in enumerate(lines))
    # Below a point or in a footnote they are no code.
    before, after = (MarkdownConverter().raw(each)[0].count("<pre>") for each in (text, new))
    return new if before - after == count else text
