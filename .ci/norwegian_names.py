"""Adds an article and a picture with æ, ø and å in their names to content/, for systems.yml.

No letter asks for a PDF after that: not all systems have Pango, nor the same one.
"""

import shutil
import sys
import unicodedata
from pathlib import Path

TEXT = """\
---
title: Prøve på æ, ø og å
date: 2024-01-03
image:
  src: images/2024/båt på Øyeren.jpg
  alt: Skog om vinteren.
---
Filnavn kan ha æ, ø, å og mellomrom.
"""


def named(name: str) -> str:
    """The name as this system's own programs write it: a Mac takes å apart."""
    return unicodedata.normalize("NFD" if sys.platform == "darwin" else "NFC", name)


for letter in Path("content").glob("reviews/*.md"):
    letter.write_bytes(letter.read_bytes().replace(b"\npdf: ja\n", b"\n"))
picture = min(Path("content/images").rglob("*.jpg"), key=lambda path: path.as_posix())
shutil.copy(picture, Path("content/images/2024", named("båt på Øyeren.jpg")))
article = Path("content/news/2024", named("prøve på ærlighet.md"))
article.write_text(TEXT, encoding="utf-8", newline="\n")
