"""A Markdown file's two parts: fields between two lines of ---, and the text below them."""

from newsroom.reading.yaml_faults import YamlFault

FENCE = "---"


def split(text: str) -> tuple[str, str, int]:
    """The fields' YAML, the text, and the line (from 1) where the text begins.

    The YAML starts with an empty line for the opening fence, so that its lines are the file's.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise YamlFault("front-matter-missing", 1, 1)
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return "\n" + "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    raise YamlFault("front-matter-open", 1, 1)
