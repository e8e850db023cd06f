"""A site in January 2024, with all that a newsletter may have and must not have."""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image

from tests import given
from tests.machine import need
from tests.site.building import Ended, ended
from tests.small_site import FEW_PICTURES, SETTINGS

URL = "https://eksempel.no/by"
LETTER = "content/newsletters/2024-01.md"


def story(title: str, date: str, **more: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in more.items())
    return f"---\ntitle: {title}\ndate: {date}\nsummary: Om {title.lower()}.\n{lines}---\nSå.\n"


PICTURE = "{src: images/salen.jpg, alt: En full sal}"
EVENTS = """\
- {id: forbi, title: Forbi, start: 2024-01-20 09:00, online: "https://a.no"}
- {id: avlyst, title: Frokosten, start: 2024-02-06 09:00, online: "https://a.no", status: cancelled}
- id: full
  title: Middagen
  start: 2024-02-08 18:00
  place: kommer
  registration: {url: "https://a.no", status: full}
- {id: utkast, title: Hemmelig møte, start: 2024-02-09 09:00, online: "https://a.no", status: draft}
- {id: serie, title: Lunsj, start: 2024-02-07 11:30, place: kommer, repeat: "hver onsdag, 3 ganger"}
- {id: vaar, title: Våren, start: 2024-04-09 09:00, online: "https://a.no"}
"""
FILES = {
    "pelicanconf.py": SETTINGS.replace('"https://eksempel.no"', '""') + FEW_PICTURES,
    "publishconf.py": SETTINGS.replace("eksempel.no", "eksempel.no/by").replace(
        "2023-12-20", "2024-01-31T12:00"
    )
    + FEW_PICTURES,
    "content/site.yaml": "name: Byen\nidentity: eksempel.no,2023\n"
    "email: post@eksempel.no\ncredit: Oss\n",
    "content/news/2024/forst.md": story("Uten bilde", "2024-01-30"),
    "content/news/2024/bilde.md": story("Med bilde", "2024-01-10", image=PICTURE),
    "content/news/2024/loft.md": story("Løftet", "2024-01-02", lead="ja", lang="nn"),
    "content/news/2024/utkast.md": story("Hemmelig sak", "2024-01-12", status="draft"),
    "content/news/2024/senere.md": story("Hemmelig senere", "2024-01-12", publish="2024-02-05"),
    "content/news/2024/borte.md": story("Hemmelig utgått", "2024-01-12", expires="2024-01-20"),
    "content/news/2023/gammel.md": story("Gammel", "2023-12-31"),
    "content/events/2024.yaml": EVENTS,
    "content/reviews/2023.md": "---\ntitle: Brevet om året\nyear: 2023\n"
    "date: 2024-01-15\n---\nHei.\n",
    LETTER: '---\ntitle: "Januar: mye nytt"\ndate: 2024-01-31\nstatus: draft\n---\n'
    "Kjære {{ alle }}, [les saken](../news/2024/forst.md).\n\n- Ett\n- To\n",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site."""
    folder = given.written(tmp_path_factory.mktemp("newsletter") / "site", FILES)
    (folder / "content/images").mkdir(exist_ok=True)
    Image.linear_gradient("L").resize((900, 600)).save(folder / "content/images/salen.jpg")
    return folder


def run(site: Path, *words: str, **env: str) -> Ended:
    """`run.py newsletter` with these words, in the folder of the site."""
    need("css-inline", find_spec("css_inline"), "python3 run.py test")
    line = [sys.executable, "-m", "newsroom", "newsletter", *words]
    return ended(line, site, env, [site])


@pytest.fixture(scope="session")
def mail(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the e-mail of January, which a draft in content/ has a greeting for."""
    folder = tmp_path_factory.mktemp("mail")
    done = run(site, "2024-01", "--output", str(folder))
    assert done.code == 0, done.err + done.out
    return folder
