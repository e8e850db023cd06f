"""A site made by `run.py init`: its README's commands, its workflow, and whose names it has."""

import ast
import gzip
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from newsroom.commands.init.answers import QUESTIONS, answers, template_values
from newsroom.commands.init.skeleton import LANGUAGES, site_files
from newsroom.commands.init.wheel import locked, version_of
from newsroom.disk.files import set_bytes
from tests import checking, given
from tests.installed import FLAGS, ROOT, bare, base_python, readme_commands
from tests.pushing import SITEURL, pushed
from tests.test_workflows import command_of, git, linted

# Our name, and the places around us.
OURS = re.compile(
    rb"lillestr(\xc3\xb8|o|\xf8|o\xcc\xb8)m|kunnskapsby|sample site contributors|"
    rb"romerike|gr(\xc3\xbc|u|\xfc)nderhus|\bkjeller\b|nitelva",
    re.I,
)
# Links to files, and what may look like one in code.
DOCUMENT = re.compile(r"\bdocs/[\w/.-]+\.md")
LINK = re.compile(r"(?<!`)\]\((?!https?:|event:|/)([^)#\s]+)")
FENCED = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
FORUM = {
    "content/events/2024.yaml": (
        "- id: 2024-frokost\n  title: Frokost\n  start: 2024-03-04 08:00\n  end: 2024-03-04 09:00\n"
        "  network: havbruk\n  venue: kaia\n  speakers: [kari]\n  summary: Om laks.\n"
        "  attendance: 30\n"
    ),
    "content/venues.yaml": "kaia:\n  name: Kaia\n  city: Nordfjordeid\n",
    "content/people.yaml": "kari:\n  name: Kari Nordmann\n  role: Daglig leder\n",
    "content/news/2024/hei.md": (
        "---\ntitle: Hei\ndate: 2024-04-01\nsummary: Vi er i gang.\nauthor: kari\n---\nVelkommen.\n"
    ),
    "content/reviews/2024.md": (
        "---\ntitle: Året 2024\nyear: 2024\ndate: 2024-12-01\n---\n"
        "Takk for året.\n"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def published(new_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in which the steps of the workflow have run after a push to a bare repository."""
    top = tmp_path_factory.mktemp("push")
    copied = shutil.ignore_patterns(".venv*", "output", ".output*", ".cache")
    shutil.copytree(new_site, top / "arbeid", ignore=copied)
    given.written(top / "arbeid", FORUM)
    return pushed(top / "arbeid", new_site / ".venv")


def test_the_two_commands_of_the_readme_build_the_site(new_site: Path) -> None:
    """They are `check` and `build`; the fixture runs them in an environment that run.py makes."""
    assert readme_commands(new_site) == [["run.py", "check"], ["run.py", "build"]]
    front = (new_site / "output/index.html").read_text(encoding="utf-8")
    assert "<title>Nordfjord Bedriftsforum</title>" in front
    assert '<link rel="canonical" href="https://forum.example/">' in front
    assert (new_site / "output/nettverk/havbruk/index.html").exists()


def test_a_setting_of_the_preview_is_one_of_the_published_site(
    new_site: Path, tmp_path: Path
) -> None:
    """docs/extending.md has people write a plugin or a folder of templates in pelicanconf.py."""
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copyfile(new_site / name, tmp_path / name)
    with (tmp_path / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('THEME_TEMPLATES_OVERRIDES = ["templates"]\n')
    code = (
        "import runpy; found = runpy.run_path('publishconf.py'); "
        "print(found['THEME_TEMPLATES_OVERRIDES'], found['SHOW_UNPUBLISHED'])"
    )
    python = [sys.executable, "-P", "-c", code]  # -P: the current folder is not in the path
    found = subprocess.run(python, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert found.stdout == "['templates'] False\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the steps run on Linux")
def test_a_push_publishes_and_records_the_site(published: Path) -> None:
    """The build has the address that Pages gives, and its addresses are committed to main."""
    front = (published / "output/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{SITEURL}/">' in front
    record = git(published, "show", "origin/main:content/record/addresses.txt")
    assert "/arrangementer/2024/frokost/ events/2024.yaml" in record
    last = git(published, "log", "-1", "--format=%an: %s", "origin/main")
    assert last == "github-actions[bot]: Record what has been published\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the steps run on Linux")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no time of change to ask")
def test_an_edit_of_a_text_makes_its_pages_alone(new_site: Path, tmp_path: Path) -> None:
    """The build says how many; the page has the new text."""
    shutil.copytree(new_site, tmp_path / "site", ignore=shutil.ignore_patterns(".venv*", "output"))
    site = given.written(tmp_path / "site", FORUM)
    article = site / "content/news/2024/hei.md"
    python = new_site / ".venv/bin/python"
    line = [python, "-m", "pelican", "content", "-o", "output", "-s", "publishconf.py"]
    env = {name: value for name, value in bare().items() if name != "GITHUB_ACTIONS"}
    for text in ("", "Og mer.\n"):
        article.write_text(article.read_text("utf-8") + text, "utf-8")
        done = subprocess.run(line, cwd=site, env=env, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Bare tekst er endret siden forrige bygging. ")
    assert done.stdout.endswith(" laget på nytt: 5.\n")
    assert "Og mer." in (site / "output/nyheter/2024/hei/index.html").read_text("utf-8")


def test_nothing_of_a_new_site_has_our_name(published: Path, new_site: Path) -> None:
    """Neither a file of the site, nor of its wheel, nor of what it publishes."""
    found = {name for name, data in everything(published, new_site) if OURS.search(data)}
    # The wheel's licence must say who gives it.
    assert {name for name in found if ".dist-info/licenses/" not in name} == set()


def everything(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each file, of each file in a zip, and of the texts in a PNG."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not {".venv", ".git"} & set(path.relative_to(folder).parts):
                yield path.as_posix(), path.as_posix().encode() + path.read_bytes()
                yield from ((f"{path}: {name}", data) for name, data in inside(path))


def inside(path: Path) -> Iterator[tuple[str, bytes]]:
    """What is packed in a file."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            yield from ((name, archive.read(name)) for name in archive.namelist())
    elif path.suffix == ".gz":
        yield "gz", gzip.decompress(path.read_bytes())
    elif path.suffix in (".png", ".jpg", ".avif", ".webp"):
        with Image.open(path) as image:
            yield "info", repr(image.info).encode()


def test_both_linters_accept_the_workflows(new_site: Path) -> None:
    """actionlint and zizmor, as for our own; together they have less than 120 lines."""
    flows = sorted((new_site / ".github/workflows").iterdir())
    assert [flow.stem for flow in flows] == ["check", "publish", "rebuild"]
    assert sum(len(flow.read_text(encoding="utf-8").splitlines()) for flow in flows) < 120
    code, text = linted(command_of("actionlint"), "-shellcheck=", "-pyflakes=", *flows)
    assert (code, text) == (0, "")
    folder = str(new_site / ".github")
    code, text = linted(command_of("zizmor"), "--offline", "--pedantic", "--quiet", folder)
    assert code == 0, text


def test_the_site_has_run_py_and_no_command_of_our_tests(new_site: Path) -> None:
    """run.py is the very file of this repository; `test` is a task of its own."""
    assert (new_site / "run.py").read_bytes() == (ROOT / "run.py").read_bytes()
    command = [base_python(), "run.py", "test"]
    done = subprocess.run(command, cwd=new_site, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, "Kommandoen «test» finnes ikke." in done.stderr) == (1, True)


def test_the_engine_is_locked_by_the_hash_of_its_wheel(new_site: Path, wheel: Path) -> None:
    """It is the wheel that `python -m build` makes too, byte by byte."""
    (copy,) = (new_site / "wheels").iterdir()
    assert copy.name == wheel.name
    for name in (f"requirements{extra}.txt" for extra in ("", "-heic", "-import", "-pdf", "-svg")):
        assert (new_site / name).read_bytes() == locked((ROOT / name).read_bytes(), copy)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_content_of_a_new_site_is_valid(lang: str, new_site: Path, tmp_path: Path) -> None:
    """No problem and no advice, in each language."""
    (wheel,) = (new_site / "wheels").iterdir()
    given_flags = {flag.removeprefix("--"): value for flag, value in FLAGS.items()}
    answered = answers(QUESTIONS, given_flags | {"lang": lang}, None)
    for path, data in site_files(wheel, template_values(answered, date(2024, 1, 1))).items():
        set_bytes(tmp_path / path, data)
    run, code = checking.checked(tmp_path / "content", tmp_path)
    assert (code, list(run.report)) == (0, [])
    assert {page.lang for page in run.catalog.pages} == {lang}
    assert "Nordfjord Bedriftsforum" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_a_new_site_has_what_starts_the_desk(new_site: Path) -> None:
    """The same files as here: by a double click on Windows and macOS, and in a workspace."""
    for name in ("Skrivepult.cmd", "Skrivepult.command", ".devcontainer/devcontainer.json"):
        assert (new_site / name).read_bytes() == (ROOT / name).read_bytes()
    assert (new_site / ".devcontainer/Dockerfile").is_file()
    assert os.access(new_site / "Skrivepult.command", os.X_OK)


def test_a_new_site_has_the_handbook_and_its_licence(new_site: Path) -> None:
    """The README leads to both, and to the recipes; each link leads to a file of the site."""
    readme = (new_site / "README.md").read_text(encoding="utf-8")
    assert {"docs/handbok/README.md", "LICENSE"} <= set(LINK.findall(readme))
    assert "PUBLISH_SSH_KEY" in readme and "record --push main" in readme
    recipes = {path.name for path in (new_site / "docs/recipes").iterdir()}
    assert recipes == {path.name for path in (ROOT / "docs/recipes").iterdir()}
    licence = (new_site / "LICENSE").read_text(encoding="utf-8")
    assert "Nordfjord Bedriftsforum under\nCC BY 4.0:\n\nhttps://creativecommons.org/" in licence
    pages = [new_site / "README.md", *new_site.glob("docs/**/*.md")]
    assert len(pages) > 10
    texts = {page: FENCED.sub("", page.read_text(encoding="utf-8")) for page in pages}
    links = [page.parent / link for page, text in texts.items() for link in LINK.findall(text)]
    assert [str(link) for link in links if not link.exists()] == []


def test_messages_name_only_documents_that_a_new_site_has(new_site: Path) -> None:
    """In the texts of the package, but for comments, docstrings and what is only for developers."""
    named = set()
    for file in (ROOT / "plugins/newsroom").rglob("*.*"):
        text = file.read_text(encoding="utf-8") if file.suffix in (".py", ".yaml", ".html") else ""
        if file.suffix == ".py":
            nodes = [*ast.walk(ast.parse(text))]
            own = {id(n.value) for n in nodes if isinstance(n, ast.Expr)}  # docstrings
            texts = [n.value for n in nodes if isinstance(n, ast.Constant) and id(n) not in own]
            text = "\n".join(value for value in texts if isinstance(value, str))
        named |= set(DOCUMENT.findall(re.sub(r"(?m)^#.*", "", text)))
    assert "docs/undo.md" in named
    assert [name for name in sorted(named) if not (new_site / name).is_file()] == []


def test_without_a_licence_nothing_is_claimed(wheel: Path) -> None:
    """There is no LICENSE; the README does not name a version, which each upgrade would change."""
    answered = answers(QUESTIONS, {"name": "Forum", "siteurl": "https://forum.example"}, None)
    files = site_files(wheel, template_values(answered, date(2024, 1, 1)))
    assert "LICENSE" not in files
    assert version_of(wheel).encode() not in files["README.md"]
    assert b"LICENSE" not in files["README.md"]


def test_a_copy_moves_over_with_its_record(published: Path, new_site: Path, tmp_path: Path) -> None:
    """From a site's own environment, whose engine is the wheel in wheels/."""
    python, target = new_site / ".venv/bin/python", tmp_path / "flyttet"
    words = ["init", str(target), "--from", str(published), "--siteurl", "https://flyttet.example"]
    done = subprocess.run(
        [python, "-m", "newsroom", *words], cwd=new_site, env=bare(), capture_output=True,
        encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(target / "content") == contents(published / "content")
    assert (target / "content/record/addresses.txt").exists()
    assert "til Nordfjord Bedriftsforum\n" in (target / "README.md").read_text(encoding="utf-8")
    assert contents(target / "wheels") == contents(new_site / "wheels")


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of each file by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
