"""Sites of others, as `run.py init` begins them: built, published by a push, and shown."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.commands.init.answers import QUESTIONS, answers, template_values
from newsroom.commands.init.skeleton import site_files
from newsroom.disk.files import set_bytes
from tests import given
from tests.installed import InstalledSite
from tests.pushing import pushed
from tests.site.building import build
from tests.test_package import free_port, page

NAME = {"name": "Setesdal Næringshage", "siteurl": "https://næringshage.example"}
HOST = "xn--nringshage-d6a.example"  # as DNS has it
ARTICLE = "---\ntitle: Hei\ndate: 2024-04-01\nsummary: Vi er i gang.\n---\nVelkommen.\n"
# What init is asked for, and what people write; with None the content of init is deleted.
SITES: dict[str, tuple[dict[str, str], dict[str, str] | None]] = {
    "Nynorsk with own networks and colours": (
        {"lang": "nn", "networks": "Handverk, Reiseliv", "brand": "#7a0f3c"},
        {"content/news/2024/hei.md": ARTICLE},
    ),
    "a single article": ({}, {"content/news/2024/hei.md": ARTICLE}),
    "empty": ({}, None),
}


def begun(kind: str, new_site: Path, work: Path) -> Path:
    """The folder `work`, with a site of this kind."""
    flags, texts = SITES[kind]
    (wheel,) = (new_site / "wheels").iterdir()
    values = template_values(answers(QUESTIONS, NAME | flags, None), date(2024, 1, 1))
    for path, data in site_files(wheel, values).items():
        if texts is not None or not path.startswith("content/") or path == "content/site.yaml":
            set_bytes(work / path, data)
    return given.written(work, texts or {})


@pytest.mark.parametrize("kind", SITES)
def test_any_site_is_built_by_its_own_settings(kind: str, new_site: Path, tmp_path: Path) -> None:
    """With its name, networks and colours, and with its address in ASCII."""
    (flags, texts), work = SITES[kind], begun(kind, new_site, tmp_path / "arbeid")
    output = tmp_path / "output"
    done = build(work / "content", output, cwd=work, modules=(work,), NOW="2024-06-01T12:00")
    assert done.code == 0, done.err
    front = BeautifulSoup((output / "index.html").read_text(encoding="utf-8"), "html5lib")
    assert front.title and front.title.text == NAME["name"]
    for name in ("index.html", "sitemap.xml", "abonner/index.html"):
        text = (output / name).read_text(encoding="utf-8")
        assert (f"//{HOST}/" in text, "næringshage.example" in text) == (True, False), name
    news = "nyheiter" if "lang" in flags else "nyheter"
    assert (output / news / "2024/hei/index.html").exists() == bool(texts)
    assert (output / "nettverk/handverk/index.html").exists() == ("networks" in flags)
    style = "".join(path.read_text(encoding="utf-8") for path in output.glob("assets/*.css"))
    assert bool(re.search("#7a0f3c", style, re.IGNORECASE)) == ("brand" in flags)


@pytest.mark.skipif(sys.platform == "win32", reason="the steps run on Linux")
def test_a_push_publishes_a_site_without_content(new_site: Path, tmp_path: Path) -> None:
    """`check`, `build` and `record` end well, and the preview has its name."""
    clone = pushed(begun("empty", new_site, tmp_path / "arbeid"), new_site / ".venv")
    front = (clone / "output/index.html").read_text(encoding="utf-8")
    assert f"<title>{NAME['name']}</title>" in front
    port, site = free_port(), InstalledSite(clone, new_site / ".venv")
    with site.background(site.python, "run.py", "serve", "--port", str(port)):
        assert NAME["name"] in page(port, "/")
