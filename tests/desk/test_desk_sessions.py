"""Random sessions of edits, saves, changes by others and kills of the server.

`run.py soundness` runs 200 sessions, other ones each time (DESK_SESSIONS, DESK_SEED).
"""

import os
import random
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from http.client import HTTPException
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
import yaml
from bs4 import BeautifulSoup

from newsroom.contract.problems import Problem
from tests import machine
from tests.checking import checked
from tests.desk.desk_process import DeskProcess, full_site
from tests.desk.serving import Answer, form_of

SESSIONS = int(os.environ.get("DESK_SESSIONS", "2"))
SEED = os.environ.get("DESK_SEED", "1")
# A start takes longer than a session: the server is killed in some of them.
KILLED = 3
SCRIPT = {"accept": "application/json"}
EVENTS = """\
# Vårens møter. Denne linjen skal stå.
- id: 2024-lunsj  # hver uke
  title: "Lunsj: åpen for alle"
  start: 2024-03-05 11:30
  place: kommer
  repeat: hver tirsdag, 3 ganger
  summary: >
    En lunsj som er
    skrevet over to linjer.

# Denne også.
- {id: 2024-frokost, title: 'Frokost', start: 2024-03-06 09:00, venue: kulturhuset}  # i strøm
- id: 2024-kveld
  title: Kveld   # med mellomrom
  start: 2024-03-07 18:00
  venue:
    name: Kaia   # ikke i lista
    city: Prøvebyen
  programme:
  - time: "18:00"   # dørene åpner
    title: Velkommen

  - title: 'Spørsmål'
    text: |
      Fra salen.

      Og svar.
"""
WINDOWS = """\
---
title: 'Fra Windows'   # med CRLF
date: 2023-05-01
summary: En sak.
tags:
- Kraft

- "Møter"
---

Første avsnitt.

Andre avsnitt.
"""
FILES = {
    "events/2024.yaml": EVENTS.encode(),
    "events/crlf.yaml": EVENTS.replace("2024-", "2025-")
    .replace("tirsdag", "onsdag")
    .replace("\n", "\r\n")
    .encode(),
    "news/2023/windows.md": WINDOWS.replace("\n", "\r\n").encode(),
    "pages/merket.md": b"\xef\xbb\xbf---\ntitle: Med merke\n---\n\nTekst uten linjeslutt",
}
TEXTS = (
    "Ny: tekst #{}", "Åpent hus {}", "ja", "12", "- punkt {}", "'sitat' {}", '"sitat" {}',
    "{{a: b}} {}", "[{}]", "", "# ingen kommentar {}", "*stjerne* {}", "& {} |", "% {}",
    "2024-02-30", "2024-03-05", "09:00", "18.30", "https://example.org/{}", "kari-prove",
    "images/foto.jpg", "Frøken 😀 {}", "a\\b\\n {}", "@{}", "!{}", ">-", "? {}", "med\ttab {}",
    "bjelle \x07 {}",
)  # fmt: skip
LINES = (
    "Linje {0}\r\n\r\nny linje",
    "- a {0}\r\n- b",
    "  innrykk {0}\r\nmer: nei",
    "{0}\r\n---\r\n",
)
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
UNSAVED = "Her er tekst som ikke er lagret ennå."
# What a page of ours sends, which is not what was typed.
OWN = ("token", "opened", "op")


@dataclass
class Tab:
    """A tab of a browser: its form, the fields that were touched, and whether some is unsaved."""

    address: str
    path: str
    key: str
    page: Answer
    form: dict[str, str]
    touched: set[str] = field(default_factory=set)
    is_dirty: bool = False


class Session:
    """A writer and somebody else, at the same site."""

    def __init__(self, desk: DeskProcess, content: Path, chance: random.Random) -> None:
        self.desk, self.content, self.chance = desk, content, chance
        self.tabs: dict[str, Tab] = {}
        self.by_others: dict[str, list[str]] = {}
        self.number = 0

    def run(self, *, with_kills: bool) -> None:
        """Some steps; after each of them everything in content/ parses."""
        steps: list[tuple[int, Callable[[], None]]] = [
            (5, self.type), (3, self.press), (6, self.save), (3, self.others_change),
            (1, self.undo), (1, self.rename), (1, self.others_delete), (1, self.leave),
        ]  # fmt: skip
        chosen = self.chance.choices([step for _, step in steps], [n for n, _ in steps], k=10)
        if with_kills:
            chosen.insert(
                self.chance.randrange(2, 10), self.chance.choice([self.kill_in_a_save, self.kill])
            )
        for step in chosen:
            step()
            self.look()

    def look(self) -> None:
        """Every file parses, and has what others wrote."""
        for file in self.content.rglob("*"):
            assert not file.name.startswith("."), file
            if file.suffix in (".md", ".yaml"):
                fields_in(file.read_bytes(), file.suffix)
        for path, lines in self.by_others.items():
            # A rename that was undone has given it the old name.
            names = [path] if (self.content / path).exists() else ["**/*.md", "**/*.yaml"]
            files = (file for name in names for file in self.content.glob(name))
            text = "".join(file.read_text("utf-8") for file in files)
            assert all(line in text for line in lines), f"{path} lost {lines}: {text}"

    def tab(self) -> Tab:
        """An open tab, or a new one."""
        if self.tabs and self.chance.random() < 0.7:
            return self.chance.choice([*self.tabs.values()])
        address = self.chance.choice(self.entries())
        if address not in self.tabs:
            asked = parse_qs(urlparse(address).query, keep_blank_values=True)
            page = self.desk.served.get(address)
            if page.status == 404:  # it was listed by the build before it was moved
                time.sleep(0.2)
                return self.tab()
            assert page.status == 200, page.text
            self.tabs[address] = Tab(
                address, asked["path"][0], asked["key"][0], page, form_of(page)
            )
        return self.tabs[address]

    def entries(self) -> list[str]:
        """The addresses on the overview, once it is ready."""
        for _ in range(100):
            page = BeautifulSoup(self.desk.served.get("/skrivepult/").text, "html5lib")
            if links := [str(a["href"]) for a in page.select(".entries a")]:
                return [link for link in links if "model=" in link]
            time.sleep(0.1)
        raise AssertionError(page.text)

    def text(self, name: str, old: str) -> str:
        """Something else for a field; the text of a page gets one more paragraph."""
        self.number += 1
        if name == "f.body":
            return f"{old.rstrip()}\r\n\r\nMer tekst {self.number}.\r\n"
        pool = TEXTS + LINES if "\r\n" in old or name.endswith((".text", ".description")) else TEXTS
        return self.chance.choice(pool).format(self.number)

    def typed(self, tab: Tab) -> dict[str, str]:
        """The form after typing in one or two of its fields."""
        form = BeautifulSoup(tab.page.text, "html5lib")
        hidden = {str(one["name"]) for one in form.select("input[type=hidden]")}
        # A place or a consent is one of the list or written out: one takes the place of the other.
        names = [
            name for name in tab.form
            if name not in hidden and name not in OWN
            and not (name.startswith("f.venue") or name.endswith(".consent"))
        ]  # fmt: skip
        sent = dict(tab.form)
        for name in self.chance.sample(names, min(len(names), self.chance.choice((1, 1, 2)))):
            options = form.select(f'select[name="{name}"] option, input[type=radio][name="{name}"]')
            chosen = [str(one["value"]) for one in options]
            sent[name] = self.chance.choice(chosen) if chosen else self.text(name, tab.form[name])
            tab.touched.add(name.split(".")[1])
        return sent

    def type(self) -> None:
        """Some text, as the script sends it or with the button; what was sent is in the form."""
        tab = self.tab()
        sent = self.typed(tab)
        if self.chance.random() < 0.3:
            answer = self.desk.served.post(tab.address, sent | {"op": ""}, **SCRIPT)
            assert answer.status == 200, answer.text
            tab.page = self.desk.served.get(tab.address)
        else:
            tab.page = self.desk.served.post(tab.address, sent | {"op": "preview"})
            assert tab.page.status == 200, tab.page.text
        tab.form, tab.is_dirty = form_of(tab.page), UNSAVED in tab.page.text
        assert_kept(sent, tab.form)

    def press(self) -> None:
        """A button of the form: a row more, less or moved, a date cancelled, a finished line."""
        tab = self.tab()
        page = BeautifulSoup(tab.page.text, "html5lib")
        buttons = [str(one["value"]) for one in page.select("main button[name=op]")]
        buttons = [op for op in buttons if op.partition(":")[0] not in ("save", "discard")]
        op = self.chance.choice(buttons)
        verb, _, path = op.partition(":")
        tab.touched |= {
            "cancel": {"instances"}, "held": {"except"}, "correct": {"corrections"},
            "mend": {*fields_of(tab.form)}, "use": {*fields_of(tab.form)},
        }.get(verb, {path.split(".")[0].split(":")[0]})  # fmt: skip
        tab.page = self.desk.served.post(tab.address, tab.form | {"op": op})
        assert tab.page.status == 200, (op, tab.page.text)
        tab.form, tab.is_dirty = form_of(tab.page), UNSAVED in tab.page.text

    def save(self) -> None:
        """It is saved, or everything stands in the form and no byte is changed."""
        tab = self.tab()
        file = self.content / tab.path
        before = file.read_bytes()
        answer = self.desk.served.post(tab.address, tab.form | {"op": "save"})
        assert answer.status in (303, 409, 422), answer.text
        if answer.status == 303:
            self.saved(tab, before, file.read_bytes())
            tab.page = self.desk.served.get(answer.headers["location"])
            tab.form, tab.touched, tab.is_dirty = form_of(tab.page), set(), False
            return
        assert file.read_bytes() == before
        if answer.status == 422:
            assert_kept(tab.form, form_of(answer))
        told = BeautifulSoup(answer.text, "html5lib").select("[role=alert], .faults li")
        assert any(one.text.strip() for one in told), answer.text
        tab.page, tab.form = answer, form_of(answer)

    def saved(self, tab: Tab, before: bytes, after: bytes) -> None:
        """Only lines of the touched fields of this entry are others than before."""
        suffix = Path(tab.path).suffix
        old, new = fields_in(before, suffix), fields_in(after, suffix)
        assert {k: v for k, v in old.items() if k != tab.key} == {
            k: v for k, v in new.items() if k != tab.key
        }
        ours, theirs = old[tab.key], new[tab.key]
        changed = {n for n in {*ours, *theirs} if ours.get(n) != theirs.get(n)}
        assert changed <= tab.touched, (changed, tab.touched)
        assert before[:3] == after[:3] or b"\xef\xbb\xbf" not in before[:3]
        assert (b"\r\n" in before) == (b"\r\n" in after)
        assert not (b"\r\n" in after and after.count(b"\n") != after.count(b"\r\n"))
        olds, news = before.splitlines(), after.splitlines()
        meant = [lines_of(data, suffix, tab.key, changed) for data in (before, after)]
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
            if tag != "equal":
                lines = b"\n".join([*olds[i1:i2], b"->", *news[j1:j2]]).decode()
                were, are = {*range(i1, i2)} <= meant[0], {*range(j1, j2)} <= meant[1]
                # A field that comes or goes within the line of a whole entry.
                is_one_line = i2 - i1 == j2 - j1 and (were or are)
                assert (were and are) or is_one_line, (changed, lines)

    def others_change(self) -> None:
        """Somebody else writes a comment or a paragraph, in a text editor."""
        files = [one for one in self.content.rglob("*") if one.suffix in (".md", ".yaml")]
        if self.tabs and self.chance.random() < 0.7:
            files = [self.content / self.tab().path]
        file = self.chance.choice(files)
        data = file.read_bytes()
        self.number += 1
        end = b"\r\n" if b"\r\n" in data else b"\n"
        if file.suffix == ".md":
            line = f"Fra andre {self.number}."
            fence = data.index(end + b"---", 4) + len(end + b"---" + end)
            data = data[:fence] + end + line.encode() + end + data[fence:]
        else:
            line = f"# fra andre {self.number}"
            data = data.rstrip() + end + line.encode() + end
        file.write_bytes(data)
        self.by_others.setdefault(str(file.relative_to(self.content)), []).append(line)

    def others_delete(self) -> None:
        """The file of a tab is taken away: it is not written, and the text stands in the form."""
        tab = self.tab()
        file = self.content / tab.path
        before = file.read_bytes()
        file.unlink()
        answer = self.desk.served.post(tab.address, tab.form | {"op": "save"})
        assert answer.status == 422 and not file.exists(), answer.text
        assert_kept(tab.form, form_of(answer))
        file.write_bytes(before)

    def kill(self) -> None:
        """Every form is as it was."""
        self.desk.kill()
        self.desk.start()
        for tab in self.tabs.values():
            tab.page = self.desk.served.get(tab.address)
            if tab.is_dirty:
                assert_kept(tab.form, form_of(tab.page))
            tab.form = form_of(tab.page)

    def kill_in_a_save(self) -> None:
        """The file has the old bytes or the new ones, and what was typed is in the form."""
        tab = self.tab()
        sent = self.typed(tab)
        tab.page = self.desk.served.post(tab.address, sent | {"op": "preview"})
        tab.form = form_of(tab.page)
        served = self.desk.served

        def save() -> None:
            with suppress(OSError, HTTPException):
                served.post(tab.address, tab.form | {"op": "save"})

        tab.is_dirty = UNSAVED in tab.page.text
        thread = threading.Thread(target=save)
        thread.start()
        time.sleep(self.chance.uniform(0, 0.25))
        self.kill()
        thread.join()

    def undo(self) -> None:
        """The last save is undone, or it is said why not."""
        page = BeautifulSoup(self.desk.served.get("/skrivepult/lagringer").text, "html5lib")
        if save := page.select_one('.saves [name="id"]'):
            answer = self.desk.served.post("/skrivepult/lagringer", {"id": str(save["value"])})
            assert answer.status in (303, 409), answer.text
        # An undone rename takes a file away: nobody goes on in its form.
        gone = [tab for tab in self.tabs.values() if not (self.content / tab.path).exists()]
        for tab in gone:
            self.desk.served.post(tab.address, tab.form | {"op": "discard"})
            del self.tabs[tab.address]

    def rename(self) -> None:
        """An entry gets another address; one with unsaved text does not."""
        tab = self.tab()
        address = tab.address.replace("/rediger?", "/adresse?")
        self.number += 1
        form = {"op": "rename", "slug": f"nytt-{self.number}", "sure": "ja"}
        answer = self.desk.served.post(address, form)
        assert answer.status in (303, 422), answer.text
        if answer.status == 303:
            assert not tab.is_dirty or "er ikke lagret" not in tab.page.text
            del self.tabs[tab.address]
            names = subprocess.run(
                ["git", "ls-files", "-o", "--exclude-standard", "content"],
                cwd=self.content.parent, capture_output=True, text=True, check=True,
            ).stdout.split()  # fmt: skip
            for name in names:
                if tab.path in self.by_others and "nytt-" in name and not tab.key:
                    new = name.removeprefix("content/")
                    if f"nytt-{self.number}" in new:
                        self.by_others[new] = self.by_others.pop(tab.path)

    def leave(self) -> None:
        """What is not saved is thrown away."""
        for tab in self.tabs.values():
            answer = self.desk.served.post(tab.address, tab.form | {"op": "discard"})
            assert answer.status == 303, answer.text
        self.tabs.clear()


def assert_kept(sent: dict[str, str], shown: dict[str, str]) -> None:
    """Every text that was sent stands in the form; rows with nothing but a key may be gone."""

    def tidy(form: dict[str, str]) -> list[tuple[str, str]]:
        values = ((n, v.replace("\r\n", "\n").strip()) for n, v in form.items() if n not in OWN)
        filled = sorted((name, value) for name, value in values if value)
        rows = Counter(name.rpartition(".")[0] for name, _ in filled)
        return [
            (name, value)
            for name, value in filled
            if not (name.endswith(".key") and rows[name.removesuffix(".key")] == 1)
        ]

    kept = [value for _, value in tidy(shown)]
    # What others wrote may stand in front of a text.
    lost = [(n, value) for n, value in tidy(sent) if not any(value in one for one in kept)]
    assert not lost, (lost, shown)


def fields_of(form: dict[str, str]) -> set[str]:
    return {name.split(".")[1].partition(":")[0] for name in form if name.startswith("f.")}


def halves(data: bytes, suffix: str) -> tuple[str, str, int]:
    """The YAML of a file, the text below it, and the number of lines before the YAML."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode().replace("\r\n", "\n")
    if suffix == ".yaml":
        return text, "", 0
    head, _, body = text.removeprefix("---\n").partition("\n---")
    return head + "\n", body, 1


def nodes_in(head: str, suffix: str) -> Iterator[tuple[str, yaml.MappingNode]]:
    """The node of each entry with its id or key."""
    root = yaml.compose(head, Loader=LOADER)
    if suffix == ".md" or not root:
        yield "", root or yaml.MappingNode("", [])
    elif isinstance(root, yaml.SequenceNode):
        for item in root.value:
            yield next(value.value for key, value in item.value if key.value == "id"), item
    else:
        yield "", root
        for key, value in root.value:
            if isinstance(value, yaml.MappingNode):
                yield key.value, value


def fields_in(data: bytes, suffix: str) -> dict[str, dict[str, object]]:
    """The fields of each entry by its id or key; the text of a document is `body`."""
    head, body, _ = halves(data, suffix)
    found: dict[str, dict[str, object]] = {}
    is_keyed = suffix == ".yaml" and not head.lstrip("# \n").startswith("-")
    for key, node in nodes_in(head, suffix):
        if is_keyed and not key:
            continue
        loader = yaml.BaseLoader("")
        found[key] = loader.construct_document(node)
    if suffix == ".md":
        found[""]["body"] = body
    return found


def lines_of(data: bytes, suffix: str, key: str, names: set[str]) -> set[int]:
    """The numbers from 0 of the lines that fields of an entry are on."""
    head, _, first = halves(data, suffix)
    lines = {*range(first + head.count("\n"), 10_000)} if "body" in names else set()
    for name, node in nodes_in(head, suffix):
        if name == key:
            for at, value in node.value:
                if at.value in names:
                    lines |= {*range(first + at.start_mark.line, first + value.end_mark.line + 1)}
    return lines


def place_of(problem: Problem) -> tuple[str, int, str]:
    return problem.path, problem.line, problem.code


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in a repository, with files of unusual YAML and of other line ends."""
    root = tmp_path_factory.mktemp("sessions")
    content = full_site(root)
    for path, data in FILES.items():
        (content / path).write_bytes(data)
    (root / ".gitignore").write_text(".cache/\nserve.log\n")
    git = [machine.git(), "-c", "user.name=Kari", "-c", "user.email=kari@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begynnelsen"]):
        subprocess.run([*git, *words], cwd=root, check=True)
    return root


def test_nothing_typed_is_lost_and_only_meant_lines_change(site: Path, tmp_path: Path) -> None:
    """The site is as good after each session as before it."""
    content = site / "content"
    assert not checked(content, tmp_path)[0].report.errors()
    desk = DeskProcess(site)
    try:
        for number in range(SESSIONS):
            session = Session(desk, content, random.Random(f"{SEED} {number}"))
            try:
                session.run(with_kills=number % KILLED == 0)
                session.leave()
                errors = checked(content, tmp_path)[0].report.errors()
                # What stops publishing alone: a link to what has become a draft, as was told.
                preview = checked(content, tmp_path, is_preview=True)[0].report
                assert not preview.errors(), preview.errors()
                told = {place_of(one) for one in preview if one.code == "link-unpublished"}
                assert {place_of(error) for error in errors} == told
            except Exception as fault:
                fault.add_note(f"DESK_SEED={SEED}, session {number}")
                raise
            for words in (["checkout", "-q", "."], ["clean", "-fdq", "content"]):
                subprocess.run(["git", *words], cwd=site, check=True)
    finally:
        desk.kill()
