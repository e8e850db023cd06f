"""The documentation describes exactly the tasks, settings, dependencies and rooms that exist."""

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

import pytest
from invoke import Collection
from pelican.settings import DEFAULT_CONFIG

import tasks
from newsroom.reviews.sources import SOURCES, SPREADS
from tests import machine

ROOT = Path(__file__).parents[1]
ROOMS = sorted(path.parent.name for path in (ROOT / "plugins" / "newsroom").glob("*/__init__.py"))
TASKS = sorted(Collection.from_module(tasks).task_names)
# TIMEZONE has no default, so Pelican does not list it.
PELICANS = {*DEFAULT_CONFIG, "TIMEZONE"}
# In two parts each, so that the test does not find them in this file.
REGISTRIES = ["pypi" + ".org", "python" + "hosted.org", "registry.npm" + "js.org"]
MACHINE_PATH = re.compile(
    r"""(?<![\w.~})/-])(?:/(?:home|Users|root|work|opt|mnt|srv)/|[A-Z]:\\+Users\\)[\w.-]+"""
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^(`{3,})[^\n]*\n.*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def tracked(*patterns: str) -> list[Path]:
    """The tracked files that exist."""
    machine.repository()
    done = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, check=True
    )
    names = done.stdout.decode("utf-8").rstrip("\0").split("\0")
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def documents() -> list[Path]:
    """The Markdown files that people read; the build checks those of content/."""
    inside = ("content/", "tests/", "theme/")
    paths = [path for path in tracked("*.md") if not in_folder(path, inside)]
    return [*paths, ROOT / "content" / "README.md"]


def in_folder(path: Path, folders: tuple[str, ...]) -> bool:
    return path.relative_to(ROOT).as_posix().startswith(folders)


def first_cells(text: str) -> set[str]:
    """The words in the first column of all tables, without backticks."""
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("|")]
    words = {word.strip(" `") for row in rows for word in row.split(",")}
    return {word for word in words if word and not set(word) <= set("-:")}


def section(text: str, heading: str) -> str:
    """The text under a heading of the second level."""
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def settings_of(name: str) -> set[str]:
    """The names of the settings that a file assigns."""
    tree = ast.parse(text_of(name))
    targets = [
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return {name.id for name in targets if isinstance(name, ast.Name) and name.id.isupper()} - {
        "HERE"
    }


def without_code(text: str) -> str:
    return CODE.sub("", FENCED.sub("", text))


def anchors_of(path: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a document."""
    headings = re.findall(r"^#+ +(.+)$", FENCED.sub("", path.read_text(encoding="utf-8")), re.M)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {heading.replace(" ", "-") for heading in plain}


def broken_links(path: Path) -> Iterator[str]:
    """The links to files and headings that do not exist."""
    for link in LINK.findall(without_code(path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z][a-z+.-]*:", link):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (path.parent / name).resolve() if name else path
        exists = target.exists() and (not anchor or anchor in anchors_of(target))
        if not exists:
            yield link


def test_every_task_is_in_the_readme() -> None:
    """README.md has the name of each task."""
    text = text_of("README.md")
    assert TASKS
    assert [name for name in TASKS if not re.search(rf"\b{name}\b", text)] == []


def test_every_task_has_a_docstring() -> None:
    """`python3 run.py` lists the tasks with the first lines of their docstrings."""
    assert [name for name in TASKS if not Collection.from_module(tasks)[name].__doc__] == []


def test_docs_settings_describes_our_settings_and_no_others() -> None:
    """Ours are those in newsroom/settings.py that Pelican does not have."""
    ours = (settings_of("plugins/newsroom/settings.py")) - PELICANS
    assert first_cells(section(text_of("docs/settings.md"), "Ours")) - {"setting"} == ours


def test_described_settings_of_pelican_exist() -> None:
    """Each name in the table of Pelican's settings is a setting of Pelican."""
    text = section(text_of("docs/settings.md"), "Pelican's, as we use them")
    named = set(re.findall(r"^\| `(\w+)`", text, re.MULTILINE))
    assert named
    assert named <= PELICANS


def test_docs_dependencies_describes_all_dependencies_and_no_others() -> None:
    """Those of pyproject.toml, with all extras and groups, and those of package.json."""
    project = tomllib.loads(text_of("pyproject.toml"))
    extras = project["project"]["optional-dependencies"].values()
    groups = project["dependency-groups"].values()
    listed = chain(project["project"]["dependencies"], *extras, *groups)
    names = {re.match(r"[\w.-]+", requirement).group() for requirement in listed}
    if (ROOT / "package.json").is_file():
        names |= set(json.loads(text_of("package.json")).get("devDependencies", {}))
    assert first_cells(text_of("docs/dependencies.md")) - {"package"} == names


def test_every_room_is_in_the_diagram() -> None:
    """docs/architecture.md names each room."""
    text = text_of("docs/architecture.md")
    assert ROOMS
    assert [name for name in ROOMS if f"{name}/" not in text] == []


@pytest.mark.sample
def test_no_link_in_the_documentation_is_broken() -> None:
    """Each link to a file, and to a heading in it, has a target."""
    broken = [(path, link) for path in documents() for link in broken_links(path)]
    assert [f"{path.relative_to(ROOT).as_posix()}: {link}" for path, link in broken] == []


def test_links_in_code_are_ignored() -> None:
    """A link in a code span or a code block is no link."""
    text = "[a](b.md) `[c](d.md)`\n\n```text\n[e](f.md)\n```\n[å](å.md#b)\n"
    assert LINK.findall(without_code(text)) == ["b.md", "å.md#b"]


def test_no_file_has_a_path_of_a_machine_or_a_registry() -> None:
    """No absolute path of a home folder, and no host name of a package registry."""
    matches = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        hits = [host for host in REGISTRIES if host in text] + MACHINE_PATH.findall(text)
        matches += [f"{path.relative_to(ROOT).as_posix()}: {hit}" for hit in hits]
    assert matches == []


def test_the_only_tracked_symbolic_link_is_a_test_fixture() -> None:
    """A link to another place, for instance of .venv, would not work on other machines."""
    machine.repository()
    rows = subprocess.run(["git", "ls-files", "-s"], cwd=ROOT, capture_output=True, check=True)
    links = [row.split("\t")[1] for row in rows.stdout.decode().splitlines() if row[:6] == "120000"]
    assert links == ["tests/sites/broken/path-symlink/news/2023/frokost.md"]


def test_docs_figures_describes_all_sources_and_no_others() -> None:
    """Those of the table «Kilder» are the values of `source`."""
    described = first_cells(section(text_of("docs/figures.md"), "Kilder")) - {"kilde"}
    assert described == {*SOURCES, *SPREADS, "manual"}
