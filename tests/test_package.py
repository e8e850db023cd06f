"""The wheel, installed in an empty environment outside the repository, builds a site."""

import re
import socket
import time
import zipfile
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests import given
from tests.installed import ROOT, InstalledSite

VERSION = re.compile(r"^pelican_newsroom-\d+\.\d+\.\d+")
FILES = {
    "pelicanconf.py": "from newsroom.settings import *\n",
    "publishconf.py": (
        "from newsroom.settings import *\n\n"
        'SITEURL = "https://eksempel.no"\nSHOW_UNPUBLISHED = False\n'
    ),
    "content/site.yaml": "name: Byen\n",
    "content/pages/om-oss.md": "---\ntitle: Om oss\nsummary: Hvem vi er.\n---\nVi er Byen.\n",
    "content/news/2023/hei.md": (
        "---\ntitle: Hei\ndate: 2023-12-01\nsummary: Vi er i gang.\n---\nLes [om oss](/om-oss/).\n"
    ),
}


@pytest.fixture(scope="module")
def site(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> InstalledSite:
    """Three files of content and two of settings, with an environment that has the wheel."""
    return InstalledSite(given.written(tmp_path_factory.mktemp("min side"), FILES), environment)


def page(port: int, address: str, *, seconds: float = 30) -> str:
    """A page of a server; waits while the server starts and builds."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}{address}", timeout=5) as answer:
                return answer.read().decode()
        except (URLError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_the_wheel_has_theme_translations_schemas_and_licences(wheel: Path) -> None:
    """These are the files that the engine reads besides its modules."""
    with zipfile.ZipFile(wheel) as archive:
        names = {VERSION.sub("", name) for name in archive.namelist()}
    skeleton = "newsroom/skeleton/all/.vscode/schemas"
    schemas = {f"{skeleton}/{path.name}" for path in ROOT.glob(".vscode/schemas/*.json")}
    assert len(schemas) > 5
    theme = [path for path in (ROOT / "theme").rglob("*") if path.is_file()]
    expected = {f"newsroom/{path.relative_to(ROOT).as_posix()}" for path in theme} | schemas
    expected |= {f"newsroom/wording/translations/{lang}.po" for lang in ("en", "nn")}
    expected |= {"newsroom/wording/messages/nb.yaml"}
    expected |= {f".dist-info/licenses/{name}" for name in ("LICENSE", "LICENSES/MIT-0.txt")}
    assert expected - names == set()


def test_pelican_builds_and_serves_the_site(site: InstalledSite) -> None:
    """Pelican's own command serves the file that it built."""
    site.run(site.pelican, "content", "-o", "output", "-s", "publishconf.py")
    built = (site.folder / "output" / "nyheter" / "2023" / "hei" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://eksempel.no/nyheter/2023/hei/">' in built
    port = free_port()
    listen = ("--listen", "--port", str(port), "-o", "output", "-s", "publishconf.py")
    with site.background(site.pelican, *listen):
        assert page(port, "/nyheter/2023/hei/") == built


def test_newsroom_builds_checks_and_serves_the_site(site: InstalledSite) -> None:
    """The commands are run with `python -m newsroom`."""
    newsroom = (site.python, "-m", "newsroom")
    stdout = site.run(*newsroom, "build", "--no-cache")
    assert stdout.startswith("Bygde ") and stdout.endswith(": python -m newsroom serve\n")
    site.run(*newsroom, "build")
    again = site.run(*newsroom, "build")
    assert again.startswith("Ingenting er endret ") and "\nNettstedet har " in again
    assert "Alt er i orden: 1 artikkel, 0 arrangementer, 1 side" in site.run(*newsroom, "check")
    port = free_port()
    with site.background(*newsroom, "serve", "--port", str(port)):
        assert "Vi er Byen." in page(port, "/om-oss/")
        form = page(port, "/skrivepult/rediger?adresse=/om-oss/")
        assert 'value="Om oss"' in form and "Vi er Byen." in form
        for name in ("desk.css", "layout.css", "desk.js", "typing.js"):
            assert f"/skrivepult/static/{name}" in form or page(port, f"/skrivepult/static/{name}")


def test_messages_name_the_command_of_an_installed_site(site: InstalledSite) -> None:
    """There is no run.py beside such a site."""
    code = (
        "from newsroom.wording.problems import notice\n"
        'print(*(notice("image-place", lang, src="a.jpg") for lang in ("nb", "en")))'
    )
    told = site.run(site.python, "-c", code)
    assert "Kjør `python -m newsroom images --clean`." in told
    assert "Run `python -m newsroom images --clean`." in told
    assert "run.py" not in told
    told = site.run(site.python, "-m", "newsroom", "new", "page", "Ny side", "--summary", "Ny.")
    assert "Se det: python -m newsroom serve, og åpne" in told
