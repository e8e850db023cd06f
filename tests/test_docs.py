"""The documentation is true: what there is, is described; what is described, there is."""

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from invoke import Collection
from pelican.settings import DEFAULT_CONFIG

import tasks
from newsroom.reviews.figures import SOURCES, SPREADS
from tests import machine

ROOT = Path(__file__).parents[1]
ROOMS = sorted(path.parent.name for path in (ROOT / "plugins" / "newsroom").glob("*/__init__.py"))
TASKS = sorted(Collection.from_module(tasks).task_names)
# TIMEZONE has no default, so Pelican does not list it.
PELICANS = {*DEFAULT_CONFIG, "TIMEZONE"}
# Put together here, so that this file is not found by its own test.
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
    """The files that Git keeps; one deleted but not committed is left out."""
    machine.repository()
    done = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, check=True
    )
    names = done.stdout.decode("utf-8").rstrip("\0").split("\0")
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def documents() -> list[Path]:
    """What people read about the site; an article of content/ is checked by the build."""
    inside = ("content/", "tests/", "theme/")
    found = [path for path in tracked("*.md") if not in_folder(path, inside)]
    return [*found, ROOT / "content" / "README.md"]


def in_folder(path: Path, folders: tuple[str, ...]) -> bool:
    return path.relative_to(ROOT).as_posix().startswith(folders)


def first_cells(text: str) -> set[str]:
    """What stands in the first column of the tables, word by word, without marks of code."""
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("|")]
    words = {word.strip(" `") for row in rows for word in row.split(",")}
    return {word for word in words if word and not set(word) <= set("-:")}


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def settings_of(name: str) -> set[str]:
    """The settings a file of settings gives a value."""
    tree = ast.parse(text_of(name))
    targets = [
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return {one.id for one in targets if isinstance(one, ast.Name) and one.id.isupper()} - {"HERE"}


def without_code(text: str) -> str:
    return CODE.sub("", FENCED.sub("", text))


def anchors_of(path: Path) -> set[str]:
    """The anchors GitHub gives the headings of a document."""
    headings = re.findall(r"^#+ +(.+)$", FENCED.sub("", path.read_text(encoding="utf-8")), re.M)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {heading.replace(" ", "-") for heading in plain}


def broken_links(path: Path) -> Iterator[str]:
    for link in LINK.findall(without_code(path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z][a-z+.-]*:", link):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (path.parent / name).resolve() if name else path
        is_whole = target.exists() and (not anchor or anchor in anchors_of(target))
        if not is_whole:
            yield link


def test_every_task_is_in_the_readme() -> None:
    """Whoever reads README.md knows everything that can be done."""
    text = text_of("README.md")
    assert TASKS
    assert [name for name in TASKS if not re.search(rf"\b{name}\b", text)] == []


def test_every_task_says_what_it_does() -> None:
    """`python3 run.py` lists the tasks with their first lines."""
    assert [name for name in TASKS if not Collection.from_module(tasks)[name].__doc__] == []


def test_every_setting_of_ours_is_described_and_no_other() -> None:
    """Ours are those of newsroom.settings that Pelican itself does not know."""
    ours = (settings_of("plugins/newsroom/settings.py")) - PELICANS
    assert first_cells(section(text_of("docs/settings.md"), "Ours")) - {"setting"} == ours


def test_a_setting_of_pelicans_is_one_we_set_or_pelican_has() -> None:
    """Nothing is described that would have no effect."""
    text = section(text_of("docs/settings.md"), "Pelican's, as we use them")
    named = set(re.findall(r"^\| `(\w+)`", text, re.MULTILINE))
    assert named
    assert named <= PELICANS


def test_every_dependency_has_a_line_and_no_other() -> None:
    """A package nobody can explain goes out; an explanation of none goes with it."""
    project = tomllib.loads(text_of("pyproject.toml"))
    extras = project["project"]["optional-dependencies"].values()
    groups = project["dependency-groups"].values()
    listed = chain(project["project"]["dependencies"], *extras, *groups)
    found = {re.match(r"[\w.-]+", requirement).group() for requirement in listed}
    if (ROOT / "package.json").is_file():
        found |= set(json.loads(text_of("package.json")).get("devDependencies", {}))
    assert first_cells(text_of("docs/dependencies.md")) - {"package"} == found


def test_every_room_is_in_the_diagram() -> None:
    """docs/architecture.md shows every room there is."""
    text = text_of("docs/architecture.md")
    assert ROOMS
    assert [name for name in ROOMS if f"{name}/" not in text] == []


def test_every_link_leads_to_a_file() -> None:
    """Links within the repository, and the headings they name."""
    found = [(path, link) for path in documents() for link in broken_links(path)]
    assert [f"{path.relative_to(ROOT).as_posix()}: {link}" for path, link in found] == []


def test_links_and_code_are_told_apart() -> None:
    """An example of a broken link is not one."""
    text = "[a](b.md) `[c](d.md)`\n\n```text\n[e](f.md)\n```\n[å](å.md#b)\n"
    assert LINK.findall(without_code(text)) == ["b.md", "å.md#b"]


def test_no_file_knows_a_machine_or_a_registry() -> None:
    """The repository works on any machine, with whatever registry its owner has chosen."""
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        hits = [host for host in REGISTRIES if host in text] + MACHINE_PATH.findall(text)
        found += [f"{path.relative_to(ROOT).as_posix()}: {hit}" for hit in hits]
    assert found == []


def test_no_link_that_git_keeps_leads_out_of_the_repository() -> None:
    """As one to a machine's own .venv would."""
    machine.repository()
    rows = subprocess.run(["git", "ls-files", "-s"], cwd=ROOT, capture_output=True, check=True)
    found = [row.split("\t")[1] for row in rows.stdout.decode().splitlines() if row[:6] == "120000"]
    assert found == ["tests/sites/broken/path-symlink/news/2023/frokost.md"]


def test_every_source_of_figures_is_described_and_no_other() -> None:
    """Whoever writes the year-end letter finds each source in docs/figures.md."""
    described = first_cells(section(text_of("docs/figures.md"), "Kilder")) - {"kilde"}
    assert described == {*SOURCES, *SPREADS, "manual"}
