"""Splits a Markdown file into its front matter (YAML between two lines of ---) and its text."""

from newsroom.reading.yaml_faults import YamlFault

FENCE = "---"


def split(text: str) -> tuple[str, str, int]:
    """The YAML, the Markdown below it, and the line (from 1) where the Markdown begins.

    The YAML starts with an empty line in place of the opening fence, so that its line numbers are
    those of the file. Raises YamlFault when a fence is missing.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise YamlFault("front-matter-missing", 1, 1)
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return "\n" + "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    raise YamlFault("front-matter-open", 1, 1)
