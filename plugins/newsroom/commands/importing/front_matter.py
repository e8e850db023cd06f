"""Reads front matter in YAML, in TOML and as `Key: value`, and the template tags of a text."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

HEAD = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?\n|)\1[ \t]*(?:\n|\Z)", re.DOTALL)
# A value goes on in lines that begin with spaces (Python-Markdown, Meta-Data).
KEY = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*(?:\n[ \t]{4,}\S.*)*)(?:\n|\Z)")
SCALARS = (str, int, float, date)
LINK_TAG = re.compile(r"\{%-?\s*post_url\s+(\S+?)\s*-?%\}")
REF_TAG = re.compile(r"""\{\{[<%]\s*(?:rel)?ref\s+["']([^"']+)["']\s*[>%]\}\}""")
BASE_TAG = re.compile(r"\{\{\s*site\.(?:baseurl|url)\s*\}\}")
FIGURE_TAG = re.compile(r"\{\{<\s*figure\s+(.*?)\s*/?>\}\}")
ATTRIBUTE = re.compile(r"(\w+)=([\"'])(.*?)\2")
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


class FormatFault(Exception):
    """The front matter cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Front matter by names in lower case, and the names that were asked for."""

    values: dict[str, Any]
    asked: set[str] = field(default_factory=set)

    def texts(self, *names: str) -> list[str]:
        """The values of the first of the fields that is there; commas part a text."""
        self.asked.update(names)
        value: Any = next((self.values[name] for name in names if self.values.get(name)), [])
        if isinstance(value, list):
            return [str(item).strip() for item in value if isinstance(item, SCALARS)]
        return [text.strip() for text in re.split("[,;]", str(value))]

    def text(self, *names: str) -> str:
        """The value of the first of the fields that is there, if it is a single one."""
        self.asked.update(names)
        value = next((self.values[name] for name in names if name in self.values), "")
        shown = str(value).lower() if isinstance(value, bool) else value
        return str(shown).strip() if isinstance(shown, SCALARS) else ""

    @property
    def unread(self) -> list[str]:
        """The names of the fields that nobody asked for."""
        return [name for name in self.values if name not in self.asked]


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The fields of a file and the text after them. Raises FormatFault."""
    text = text.replace("\r\n", "\n")
    match = HEAD.match(text)
    if not match:
        return _key_values(text)
    try:
        is_yaml = match[1] == "---"
        data = yaml.load(match[2], yaml.BaseLoader) if is_yaml else tomllib.loads(match[2])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError) as fault:
        raise FormatFault(str(fault)) from None
    fields = data.items() if isinstance(data, dict) else ()
    return FrontMatter({str(name).lower(): value for name, value in fields}), text[match.end() :]


def _key_values(text: str) -> tuple[FrontMatter, str]:
    end, fields = 0, {}
    while match := KEY.match(text, end):
        fields[match[1].lower()] = " ".join(match[2].split())
        end = match.end()
    return FrontMatter(fields), text[end:]


def without_template_tags(text: str, removed: Callable[[str], None]) -> str:
    """The text with the tags of Jekyll and Hugo for links and figures as what they stand for.

    Other tags are removed, and given to `removed`.
    """

    def figure(match: re.Match[str]) -> str:
        values = {name: value for name, _, value in ATTRIBUTE.findall(match[1])}
        picture = f'<img src="{values.get("src", "")}" alt="{values.get("alt", "")}">'
        caption = f"<figcaption>{values.get('caption', '')}</figcaption>"
        return f"<figure>{picture}{caption}</figure>"

    def without(match: re.Match[str]) -> str:
        removed(match[0][:200])
        return ""

    text = LINK_TAG.sub(lambda m: f"/_posts/{m[1]}.md", text)
    text = BASE_TAG.sub("", REF_TAG.sub(r"\1", FIGURE_TAG.sub(figure, text)))
    return TAG.sub(without, text)
