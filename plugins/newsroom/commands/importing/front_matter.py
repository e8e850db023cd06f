"""Reads front matter (YAML, TOML, JSON, `Key: value`), and the template tags of a text."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import yaml

HEAD = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?\n|)\1[ \t]*(?:\n|\Z)", re.DOTALL)
# A value goes on in lines that begin with spaces (Python-Markdown, Meta-Data).
KEY = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*(?:\n[ \t]{4,}\S.*)*)(?:\n|\Z)")
UNREADABLE = (OSError, ValueError, yaml.YAMLError, RecursionError)
SCALARS = (str, int, float, date)
LINK_TAG = re.compile(r"\{%-?\s*post_url\s+(\S+?)\s*-?%\}")
REF_TAG = re.compile(r"""\{\{[<%]\s*(?:rel)?ref\s+["']([^"']+)["']\s*[>%]\}\}""")
BASE_TAG = re.compile(r"\{\{\s*site\.(?:baseurl|url)\s*\}\}")
FIGURE_TAG = re.compile(r"\{\{<\s*figure\s+(.*?)\s*/?>\}\}")
ATTRIBUTE = re.compile(r"(\w+)=([\"'])(.*?)\2")
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def split_front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """The fields of a file by names in lower case, and the text after them. Raises UNREADABLE.

    Each field is the list of its values; one without single values is empty.
    """
    text = text.replace("\r\n", "\n")
    data, end = _data(text)
    fields = data.items() if isinstance(data, dict) else ()
    return {str(name).lower(): list(_texts(value)) for name, value in fields}, text[end:]


def _texts(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, SCALARS):
            text = str(one).lower() if isinstance(one, bool) else str(one)
            text.encode()  # raises for half a character: "\\ud800"
            yield text.strip()


def _data(text: str) -> tuple[Any, int]:
    """The values of the front matter, and its length."""
    if match := HEAD.match(text):
        is_yaml = match[1] == "---"
        data = yaml.load(match[2], yaml.BaseLoader) if is_yaml else tomllib.loads(match[2])
        return data, match.end()
    if text.startswith("{\n"):
        return json.JSONDecoder().raw_decode(text)
    end, fields = 0, {}
    while match := KEY.match(text, end):
        fields[match[1]] = " ".join(match[2].split())
        end = match.end()
    return fields, end


def without_template_tags(text: str, removed: Callable[[str], None]) -> str:
    """The text with the tags of Jekyll and Hugo for links and figures as what they stand for.

    Other tags are removed, and given to `removed`.
    """

    def figure(match: re.Match[str]) -> str:
        values = {name: value for name, _, value in ATTRIBUTE.findall(match[1])}
        picture = f'<img src="{values.get("src", "")}" alt="{values.get("alt", "")}">'
        return f"<figure>{picture}<figcaption>{values.get('caption', '')}</figcaption></figure>"

    def without(match: re.Match[str]) -> str:
        removed(match[0][:200])
        return ""

    text = LINK_TAG.sub(lambda m: f"/_posts/{m[1]}.md", text)
    text = BASE_TAG.sub("", REF_TAG.sub(r"\1", FIGURE_TAG.sub(figure, text)))
    return TAG.sub(without, text)
