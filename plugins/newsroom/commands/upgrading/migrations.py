"""The steps from one format of content/ to the next (`format:` in site.yaml).

A step is a pure function: it gets the text of each YAML and Markdown file by its path from
content/, and returns those of the next format. It does not write `format:` itself. Each step has a
test with content before and after (docs/upgrading.md).
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from newsroom.contract.problems import Report
from newsroom.reading.files import walk

FileTexts = Mapping[str, str]
Step = Callable[[FileTexts], FileTexts]
# By the format that a step starts from. Format 1 is the only one.
STEPS: Mapping[int, Step] = {}
SITE = "site.yaml"
FORMAT = re.compile(r"""^(\ufeff?format:[ ]*["']?)(\d+)""", re.MULTILINE)
# Bytes that are no UTF-8 stay as they are; the build reports them.
KEPT = "surrogateescape"


def content_texts(content: Path) -> dict[str, str]:
    """The text of each file that a step may change. Line ends stay as they are."""
    files = [file for file in walk(content, Report()) if file.suffix in (".yaml", ".md")]
    return {file.path: file.where.read_bytes().decode(errors=KEPT) for file in files}


def migrated(texts: FileTexts, steps: Mapping[int, Step] = STEPS) -> FileTexts:
    """The texts in the newest format. Content without `format:` has the first."""
    while (number := format_of(texts)) in steps:
        texts = with_format(steps[number](texts), number + 1)
    return texts


def format_of(texts: FileTexts) -> int:
    """The format that site.yaml names."""
    line = FORMAT.search(texts.get(SITE, ""))
    return int(line[2]) if line else 1


def with_format(texts: FileTexts, number: int) -> FileTexts:
    """The texts with another format in site.yaml, which gets the line when it has none."""
    site = texts.get(SITE, "")
    changed, replaced = FORMAT.subn(rf"\g<1>{number}", site, count=1)
    return {**texts, SITE: changed if replaced else f"format: {number}\n{site}"}
