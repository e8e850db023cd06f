"""`run.py translate`: a draft in Nynorsk of a document in Bokmål, made by Apertium."""

import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from newsroom.commands.changing.entry_text import place_of, read_entry, with_new_entry
from newsroom.commands.changing.find_entry import find_entry
from newsroom.commands.new import DRAFT, write_new
from newsroom.commands.outcome import Refused, printed
from newsroom.commands.settings import load_site
from newsroom.contract.entry import Document
from newsroom.contract.reserved import homes
from newsroom.contract.slug import slugify
from newsroom.reading.masking import tokenized, untokenized
from newsroom.reading.yaml_file import Data

PROSE = {"title", "summary", "alt", "caption", "label", "unit", "note", "text", "quote"}
BETWEEN = "\n\n\x1e\n\n"
# What is no prose; the named ones are between two sentences, such as a line end.
KEPT = re.compile(
    r"(?P<end>\n(?=[ \t]*(?:\n|[-+*#|>:]|\d+[.)])))|\n[ \t]*|\x1e|[ \t]{2,}"
    r"|^[ \t]*(?:[-+:]|\d+[.)])[ \t]+|^[ \t|:-]+$|^\[[^]^]+\]:.*$|\ue000\d+[\ue001\ue002]"
    r"|\{\{.*?\}\}|\{[^{}\n]*\}|<[^<>]*>|\]\[[^]\n]*\]"
    r"|\]\((?:[^()\n\"]|\([^()\n\"]*\))*(?:\)|(?P<title>\")(?=[^\n\"]*\"\)))|(?P<after>\"\))"
    r"|\[[^]\[\n]*\](?:\[\]|(?![\[(]))|(?:https?://|www\.|(?<!\w)/)[^\s)>]+|[\w.+-]+@[\w.-]+"
    r"|&#?\w+;|\\[^\w\s]|(?P<cell>\|)|[]\[*_#>~^{}=<$@/\\]+",
    re.MULTILINE,
)
SIGN = re.compile(r"[]\[\\^$/<>{}@]")
UNESCAPED = re.compile(r"\\(.)|[]\[]", re.DOTALL)
NO_APERTIUM = (
    "Programmet Apertium, som oversetter, er ikke på denne maskinen. På Debian og Ubuntu: "
    "sudo apt install apertium-nno-nob. Andre steder må teksten oversettes for hånd."
)
ONLY = (
    "«{}» kan ikke oversettes til «{}»: det kan en nyhet, en side eller et årsbrev på bokmål (nb), "
    "og bare til nynorsk (nn). Andre innlegg har ordene på nynorsk i feltet `nn`."
)
THERE = "{} er på nynorsk allerede: {}."
NEXT = "Les det mot {} og rett det. Det blir først publisert når linjen `status: draft` er borte."
NO_EDITION = (
    "Nettstedet har ingen sider på nynorsk ennå. Skriv i content/site.yaml: languages: [{}]"
)


@printed
def main(file: str, lang: str, content: Path) -> Iterable[str]:
    """Write the draft beside the file; what was done, and what people do next."""
    catalog, _ = load_site(content)
    entry, languages = find_entry(file, content, catalog), catalog.site.languages
    for other in catalog.entries():
        if other.original_ref == entry.original_ref and getattr(other, "lang", "") == "nn" == lang:
            raise Refused(THERE.format(entry.ref, other.ref))
    if (lang, getattr(entry, "lang", "")) != ("nn", "nb") or not isinstance(entry, Document):
        raise Refused(ONLY.format(entry.short_name, lang))
    has_home = homes(languages)[lang].path != entry.home.path
    edition = NO_EDITION.format(", ".join((*languages, lang)))
    if not (has_home or entry.permalink):  # both letters would have the address of the year
        raise Refused(edition)
    place, path = place_of(entry), PurePosixPath(entry.ref)
    text = read_entry((content / path).read_text(encoding="utf-8"), place)
    fields, body = entry_in_nynorsk(text.fields, text.body)
    fields |= {"slug": entry.permalink if has_home else "", "aliases": []}
    fields |= {"lang": lang, "translation_of": entry.original_ref}
    draft = with_new_entry("", place, {**fields, "status": "draft"}, body)
    draft = draft.replace("\nstatus: draft\n", f"\n{DRAFT}\n", 1)
    yield from write_new(content, str(path.with_stem(f"{path.stem}-{lang}")), draft)
    yield NEXT.format(entry.ref)
    yield from [edition] * (lang not in languages)


def entry_in_nynorsk(fields: dict[str, Data], body: str) -> tuple[dict[str, Data], str]:
    """The fields and the text in Nynorsk. Raises Refused without Apertium."""
    # The text names a figure by its label, which is another in Nynorsk.
    # On the desk it may be missing yet.
    if isinstance(figures := fields.get("figures"), list):
        figures = [
            {"id": slugify(str(one["label"])), **one}
            if isinstance(one, dict) and "label" in one
            else one
            for one in figures
        ]
        fields = {**fields, "figures": figures}
    prose = [body]
    changed_prose(fields, prose.append)
    body, *rest = in_nynorsk(prose)
    return changed_prose(fields, lambda _: rest.pop(0)), body


def changed_prose(fields: dict[str, Data], change: Callable[[str], object]) -> dict[str, Data]:
    """The fields with the texts that people read changed, in order."""

    def changed(data: Data, name: str) -> Data:
        if isinstance(data, dict):
            return {key: changed(value, key) for key, value in data.items()}
        if isinstance(data, list):
            return [changed(value, name) for value in data]
        return str(change(data)) if name in PROSE else data

    return {name: changed(value, name) for name, value in fields.items()}


def in_nynorsk(texts: list[str]) -> list[str]:
    """Texts of Markdown in Nynorsk. Raises Refused where Apertium or its language is missing."""
    words, pieces = tokenized(BETWEEN.join((*texts, "")))
    stream = KEPT.sub(in_brackets, words).encode()
    command = ["apertium", "-u", "-f", "none", "nob-nno"]
    try:
        done = subprocess.run(command, input=stream, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise Refused(NO_APERTIUM) from None
    # It leaves two spaces where a word has gone.
    single = re.sub(r"(?<=[\w.,]) {2,}(?=\w)", " ", done.stdout.decode().replace(".[]", ""))
    plain = UNESCAPED.sub(r"\1", single)
    return untokenized(plain, pieces).split(BETWEEN)[:-1]


def in_brackets(kept: re.Match[str]) -> str:
    """What is no prose, as Apertium leaves it alone; `.[]` ends a sentence."""
    inside = SIGN.sub(r"\\\g<0>", kept[0])
    return f"{'.[]' if kept.lastgroup else ''}[{inside}]"
