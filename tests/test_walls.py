"""The rules of plugins/newsroom/: which room may import which, and where Pelican is imported."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.table import check_each

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "newsroom"
LOW = {"disk", "contract", "addresses", "wording", "pictures"}
FOR_COMMANDS = LOW | {
    "parts",
    "reading",
    "reviews",
    "events",
    "cards",
    "ledger",
    "site",
    "inspection",
    "newsletters",
}
FOR_COMMANDS |= {"hosting"}
MAY_IMPORT = {
    "disk": set(),
    "executor": set(),
    "contract": set(),
    "assets": {"contract", "parts"},
    "wording": {"contract"},
    "addresses": {"contract"},
    "pictures": {"contract", "disk", "executor"},
    "reading": {"contract", "addresses", "wording"},
    "parts": LOW,
    "sharing": LOW | {"parts"},
    **dict.fromkeys(
        ("articles", "pages", "events", "reviews", "newsletters"), LOW | {"parts", "sharing"}
    ),
    "cards": {"contract", "addresses", "pictures", "parts"},
    "ledger": {"contract", "addresses"},
    "hosting": {"contract", "addresses", "disk"},
    "exposure": {"contract", "addresses", "pictures", "inspection"},
    "inspection": {"contract", "addresses", "pictures", "disk"},
    "search": LOW | {"parts", "sharing"},
    "specimens": LOW | {"parts", "reading", "sharing"},
    "site": LOW | {"executor", "parts", "reading", "inspection", "hosting"},
    "commands": FOR_COMMANDS,
    "desk": FOR_COMMANDS | {"commands"},
}
README = PACKAGE.parent / "README.md"
MAKERS = {"articles", "pages", "events", "reviews", "search", "specimens", "parts", "sharing"}
ADAPTERS = {"__init__", "generator", "engine", "writer"}
# Commands that run Pelican, or read its settings.
COMMANDS = {"builder", "settings"}
MODULES = sorted(PACKAGE.glob("*/**/*.py"))
MOST_LINES = 300
# Modules that get a report as an argument, and need the places of entries for it.
CHECKS = {"number_claims", "generator"}


def imports_of(path: Path) -> Iterator[str]:
    """The full names of all imports; relative imports are not allowed."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "newsroom":
            yield from (f"newsroom.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports by dots"
            yield node.module or ""


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def may_import_the_run(path: Path) -> bool:
    """Whether a module may import `newsroom.run`; all others get what they need as arguments."""
    return path.stem == "generator" or room_of(path) in {"site", "commands", "desk"}


def module_name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_every_module_imports_only_rooms_below_its_own() -> None:
    """By the table `MAY_IMPORT`."""

    def check(path: Path) -> None:
        rooms = {n.split(".")[1] for n in imports_of(path) if n.startswith("newsroom.")}
        shared = {"places", "run", "content_kinds"} if may_import_the_run(path) else {"places"}
        shared |= {"content_kinds"} if path.stem == "kind" else set()
        shared |= {"plugin"} if path.stem in {"__init__", "generator"} else set()
        refused = rooms - {room_of(path)} - shared - MAY_IMPORT[room_of(path)]
        assert not refused, f"may not import {sorted(refused)}"

    check_each(MODULES, check, module_name)


def test_the_map_of_the_code_lists_what_each_room_may_import() -> None:
    """The table in plugins/README.md has every room, and the last column is `MAY_IMPORT`."""
    table = re.findall(r"^\| ((?:`\w+/` ?)+) \|.*\| (.*?) \|$", README.read_text("utf-8"), re.M)
    listed = {
        room: set(re.findall(r"\w+", rooms))
        for names, rooms in table
        for room in re.findall(r"\w+", names)
    }
    assert listed == MAY_IMPORT


def test_only_adapters_import_pelican() -> None:
    """These are the modules in `ADAPTERS`, and in commands/ those in `COMMANDS`."""

    def check(path: Path) -> None:
        imports_pelican = any(name.split(".")[0] == "pelican" for name in imports_of(path))
        adapters = COMMANDS if room_of(path) == "commands" else ADAPTERS
        assert not imports_pelican or path.stem in adapters

    check_each(MODULES, check, module_name)


def test_every_module_has_a_docstring() -> None:
    """It says what the module is for."""

    def check(path: Path) -> None:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), "has no docstring"

    check_each(MODULES, check, module_name)


def test_no_module_has_a_global_statement() -> None:
    """The state of a run is in the object `Run`."""

    def check(path: Path) -> None:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        lines = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Global)]
        assert not lines, f"has `global` at the lines {lines}"

    check_each(MODULES, check, module_name)


def test_no_module_has_more_than_300_lines() -> None:
    """The limit is `MOST_LINES`."""

    def check(path: Path) -> None:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= MOST_LINES, f"has {lines} lines, at most {MOST_LINES} are allowed"

    check_each(MODULES, check, module_name)


def test_pages_do_not_read_the_place_of_an_entry() -> None:
    """A page must not change with the line number of its entry; only checks read `source`."""

    def check(path: Path) -> None:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        is_check = "newsroom.contract.problems" in imports_of(path) or path.stem in CHECKS
        attributes = [
            n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "source"
        ]
        # A figure's `source` is what it is counted from.
        used = [
            f"{n.lineno}: {ast.unparse(n)}" for n in attributes if ast.unparse(n) != "figure.source"
        ]
        assert is_check or not used, f"asks for {used}"

    check_each([path for path in MODULES if room_of(path) in MAKERS], check, module_name)


def test_rooms_have_no_import_cycle() -> None:
    """The longest chain in `MAY_IMPORT` is finite."""

    def depth(room: str, above: tuple[str, ...] = ()) -> int:
        assert room not in above, " > ".join((*above, room))
        return 1 + max((depth(below, (*above, room)) for below in MAY_IMPORT[room]), default=0)

    assert max(depth(room) for room in MAY_IMPORT) > 1


def test_plugins_readme_has_every_room() -> None:
    """The table `MAY_IMPORT` has the same rooms."""
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    text = (ROOT / "plugins" / "README.md").read_text(encoding="utf-8")
    assert rooms == set(MAY_IMPORT)
    assert all(f"`{room}/`" in text for room in rooms)


@pytest.mark.parametrize(
    ("name", "most"), [("pelicanconf.py", 30), ("publishconf.py", 10), ("tasks.py", 10)]
)
def test_settings_stay_short(name: str, most: int) -> None:
    """pelicanconf.py, publishconf.py and tasks.py contain no logic."""
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= most
