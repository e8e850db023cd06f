"""Sites of others, as `run.py init` begins them: checked, published by a push, and shown."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.commands.init import write_file
from newsroom.commands.init.answers import QUESTIONS, answers, template_values
from newsroom.commands.init.skeleton import site_files
from tests import given
from tests.installed import InstalledSite
from tests.pushing import pushed
from tests.test_package import free_port, page

NAME = {"name": "Setesdal Næringshage", "siteurl": "https://setesdal.example"}
ARTICLE = "---\ntitle: Hei\ndate: 2024-04-01\nsummary: Vi er i gang.\n---\nVelkommen.\n"
# What init is asked for, and what people write; with None the content of init is deleted.
SITES: dict[str, tuple[dict[str, str], dict[str, str] | None]] = {
    "Nynorsk with own networks and colours": (
        {"lang": "nn", "networks": "Handverk, Reiseliv", "brand": "#7a0f3c"},
        {"content/news/2024/hei.md": ARTICLE.replace("---\n", "---\nlang: nn\n", 1)},
    ),
    "a single article": ({}, {"content/news/2024/hei.md": ARTICLE}),
    "empty": ({}, None),
}


@pytest.mark.skipif(sys.platform == "win32", reason="the steps run on Linux")
@pytest.mark.parametrize("kind", SITES)
def test_a_push_publishes_any_site(kind: str, new_site: Path, tmp_path: Path) -> None:
    """`check`, `build` and `record` end well, and the built site and the preview have its name."""
    flags, texts = SITES[kind]
    work = tmp_path / "arbeid"
    (wheel,) = (new_site / "wheels").iterdir()
    values = template_values(answers(QUESTIONS, NAME | flags, None), date(2024, 1, 1))
    for path, data in site_files(wheel, values).items():
        if texts is not None or not path.startswith("content/") or path == "content/site.yaml":
            write_file(work / path, data)
    given.written(work, texts or {})
    clone = pushed(work, new_site / ".venv")
    output = clone / "output"
    front = BeautifulSoup((output / "index.html").read_text(encoding="utf-8"), "html5lib")
    assert front.title and front.title.text == NAME["name"]
    assert (output / "nyheter/2024/hei/index.html").exists() == bool(texts)
    assert (output / "nettverk/handverk/index.html").exists() == ("networks" in flags)
    style = "".join(path.read_text(encoding="utf-8") for path in output.glob("assets/*.css"))
    assert bool(re.search("#7a0f3c", style, re.IGNORECASE)) == ("brand" in flags)
    port, site = free_port(), InstalledSite(clone, new_site / ".venv")
    with site.background(site.python, "run.py", "serve", "--port", str(port)):
        assert NAME["name"] in page(port, "/")
