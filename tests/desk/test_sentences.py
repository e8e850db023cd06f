"""The sentences of the desk: each in both languages, and each in use."""

import re

import yaml

from newsroom.desk.sentences import SENTENCES, sentence

PACKAGE = SENTENCES.parent
FAILURES = PACKAGE.parent / "commands/publishing/failures.yaml"


def test_each_sentence_is_in_both_languages_and_used() -> None:
    """With the same values; its code is in the Python of the desk, or a reason of Git there."""
    texts = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    code = "".join(file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py"))
    code += FAILURES.read_text(encoding="utf-8")
    imported = (PACKAGE.parent / "commands/importing").glob("*.py")
    code += "".join(file.read_text(encoding="utf-8") for file in imported)
    for name, text in texts.items():
        assert text.keys() == {"nb", "en"}, name
        assert len({frozenset(re.findall(r"\{\w+\}", words)) for words in text.values()}) == 1, name
        assert f'"{name.removeprefix("paste-")}"' in code or f'"{name}"' in code, name
    assert sentence("picture-moves", "nn", name="x").startswith("Bildet «x» beveger seg")
