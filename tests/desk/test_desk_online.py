"""Whether what was sent is out, and where to look at a branch or at what stopped it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from newsroom.desk.publishing.online import is_online
from newsroom.desk.publishing.remote_pages import jobs_page, review_page
from tests.answering import running
from tests.desk.editors import HEI, Editor
from tests.table import check_each

Site = tuple[str, dict[str, object]]
HOSTS = {
    "https://github.com/byen/nett.git": (
        "https://github.com/byen/nett/compare/main...til-gjennomsyn/p%C3%A5ske",
        "https://github.com/byen/nett/actions",
    ),
    "git@gitlab.com:byen/under/nett.git": (
        "https://gitlab.com/byen/under/nett/-/merge_requests/new"
        "?merge_request%5Bsource_branch%5D=til-gjennomsyn%2Fp%C3%A5ske",
        "https://gitlab.com/byen/under/nett/-/pipelines",
    ),
    "ssh://git@codeberg.org:22/byen/nett": (
        "https://codeberg.org/byen/nett/compare/main...til-gjennomsyn/p%C3%A5ske",
        "https://codeberg.org/byen/nett/actions",
    ),
    "https://ola:hemmelig@github.com/byen/nett": (
        "https://github.com/byen/nett/compare/main...til-gjennomsyn/p%C3%A5ske",
        "https://github.com/byen/nett/actions",
    ),
    "https://git.example.org/nett.git": ("", ""),
    "nett.git": ("", ""),
    "../origin.git": ("", ""),
}


@pytest.fixture
def site() -> Iterator[Site]:
    """The address of a published site, and its publisert.json."""
    public: dict[str, object] = {}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if public and self.path == "/publisert.json" else 404)
            self.end_headers()
            self.wfile.write(json.dumps(public).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    with running(HTTPServer(("127.0.0.1", 0), Answers)) as address:
        yield address, public


def test_when_what_was_sent_is_out(editors: tuple[Editor, Editor], site: Site) -> None:
    """Also when the site is made of a later commit, which is fetched to know that."""
    (kari, ola), (url, public) = editors, site
    first = kari.git("rev-parse", "HEAD")
    kari.edit(HEI, "Så.", "Så sant.")
    sent = kari.publish().commit
    now = datetime.now(UTC)

    def answer(commit: str, when: datetime, asked: datetime) -> tuple[str, str]:
        public.update(commit=commit, time=when.isoformat())
        state = is_online(kari.root, sent, url, asked)
        return state.state, state.text

    noon = datetime(2024, 1, 15, 11, 42, tzinfo=UTC)
    assert answer(sent, noon, noon + timedelta(hours=1)) == ("online", "Ute kl. 12.42.")
    later = answer(sent, noon, noon + timedelta(days=1))
    assert later == ("online", "Ute 15. januar 2024 kl. 12.42.")
    waiting = "Ikke ute ennå. Det som vises nå, er fra 15. januar 2024 kl. 12.42."
    assert answer(first, noon, now) == ("waiting", waiting)
    state, text = answer(first, noon, now + timedelta(minutes=30))
    assert (state, text[-38:]) == ("late", "Be den som styrer nettstedet, om hjelp."[-38:])
    kari.git("remote", "set-url", "origin", "git@github.com:byen/nett.git")
    _, text = answer(first, noon, now + timedelta(minutes=30))
    assert text.endswith("Se hva det er: https://github.com/byen/nett/actions")
    kari.git("remote", "set-url", "origin", str(kari.root.parent / "origin.git"))
    ola.edit(HEI, "Nytt", "Mer nytt")
    assert answer(ola.publish().commit, noon, noon)[0] == "online"
    assert answer("f" * 40, noon, now)[0] == "waiting"


def test_a_site_that_cannot_be_asked(editors: tuple[Editor, Editor], site: Site) -> None:
    (kari, _), (url, _) = editors, site
    now = datetime.now(UTC)
    state = is_online(kari.root, "HEAD", "", now)
    assert state.state == "unknown"
    assert "så det kan ikke spørres om det er ute" in state.text
    text = is_online(kari.root, "HEAD", url, now).text
    assert text == f"Får ikke spurt {url} om det er ute: {url}/publisert.json svarte 404."


def test_the_pages_of_hosts() -> None:
    """Nothing for an unknown host, and never the password in an address."""

    def check(url: str) -> None:
        branch = "til-gjennomsyn/påske"
        assert (review_page(url, branch, "main"), jobs_page(url)) == HOSTS[url]

    check_each(HOSTS, check)


def test_what_is_no_commit_is_not_asked_about(
    editors: tuple[Editor, Editor], site: Site, tmp_path: Path
) -> None:
    """Git would take such a name for an option, and write a file."""
    (kari, _), (url, public) = editors, site
    public.update(commit=kari.git("rev-parse", "HEAD"), time=datetime.now(UTC).isoformat())
    written = tmp_path / "skrevet"
    for name in (f"--output={written}", "finnes-ikke", ""):
        state = is_online(kari.root, name, url, datetime.now(UTC))
        assert state.state == "unknown" and "historikken" in state.text
    assert not written.exists()
