"""Which parts of a file of content/ are read as text, and not as code or comments."""

from newsroom.reading.frontmatter import split
from newsroom.reading.masking import blanked
from newsroom.reading.yaml_faults import YamlFault


def unmarked(text: str, path: str) -> str:
    """The text of a file with spaces for code and comments: every other letter is where it was."""
    if not path.endswith(".md"):
        return _of_fields(text)
    try:
        _, body, _ = split(text)
    except YamlFault:
        return text
    head = text.removesuffix(body)
    return _of_fields(head) + blanked(body)


def _of_fields(yaml: str) -> str:
    """The same where a text may stand as far in as code does."""
    lines = yaml.split("\n")
    flush = [line.lstrip() for line in lines]
    shown = blanked("\n".join(flush)).split("\n")
    pairs = zip(lines, flush, shown, strict=True)
    return "\n".join(line.removesuffix(words) + seen for line, words, seen in pairs)
