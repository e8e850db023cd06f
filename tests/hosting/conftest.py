"""A published site with redirects, deleted pages and compressed files, and a server for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import given
from tests.hosting.nginx import free_port, nginx
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
    content = given.written(folder / "content", FILES | GONE | MOVED)
    return good(
        content, folder / "out", NOW=NOW, SITEURL="https://prove.example", PRECOMPRESSED=True
    )


@pytest.fixture(scope="session")
def port(hosted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port at which nginx serves the site."""
    with nginx(hosted, tmp_path_factory.mktemp("nginx") / "run", free_port()) as found:
        yield found
