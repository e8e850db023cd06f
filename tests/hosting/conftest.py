"""A published site with redirects, deleted pages and compressed files, and a server for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import given
from tests.hosting.servers import SERVERS, free_port
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import good

GONE = {"record/gone.txt": "/borte/\n", "record/addresses.txt": "/borte/ pages/borte.md\n"}
MOVED = {
    "pages/kontakt.md": """
        ---
        title: Kontakt
        summary: Oss.
        aliases: [/gammel/, /åpent-hus/]
        ---
        Ring.
        """,
}


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    folder = tmp_path_factory.mktemp("hosted")
    site = {"site.yaml": FILES["site.yaml"] + "languages: [nb, en]\n"}
    content = given.written(folder / "content", FILES | GONE | MOVED | site)
    return good(
        content, folder / "out", NOW=NOW, SITEURL="https://prove.example", PRECOMPRESSED=True
    )


@pytest.fixture(scope="session", params=SERVERS, ids=lambda server: server.__name__)
def port(
    request: pytest.FixtureRequest, hosted: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """The port at which nginx, Caddy or Apache serves the site."""
    run = tmp_path_factory.mktemp("server") / "run"
    with request.param(hosted, run, free_port()) as found:
        yield found
