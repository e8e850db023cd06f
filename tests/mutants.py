"""`run.py mutants`: changes the code in small ways, and says which changes no test notices.

cosmic-ray makes the changes (its operators on parso's syntax tree). Each is tried in a copy of the
repository by the tests of its room, then by WIDER. The results are kept in .cache/mutants.json, so
that a run that is stopped goes on.
"""

import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).parents[1]
LEFT_OUT = (".git", ".venv", ".cache", "node_modules", "output", "__pycache__")
SITE = "tests/site tests/soundness/test_work.py --ignore tests/site/test_pdf.py"
SITE += " --ignore tests/site/test_no_traces.py --ignore tests/site/test_same_bytes.py"
TESTS = {
    "contract": "tests/contract tests/reading tests/events",
    "events": "tests/events",
    "reviews": "tests/reviews",
    "ledger": "tests/ledger",
    "site": SITE,
}
WIDER = "tests/contract tests/reading tests/events tests/reviews tests/addresses tests/articles"
WIDER += " tests/sharing tests/parts tests/inspection tests/test_check_task.py tests/ledger"
WIDER += " tests/exposure tests/wording tests/pictures tests/sample"
WIDER += " tests/site/test_gate.py tests/site/test_output.py tests/soundness/test_accidents.py"
OPERATORS = re.compile(
    r"core/(ReplaceComparisonOperator_|AddNot|ReplaceAndWithOr|ReplaceOrWithAnd|NumberReplacer"
    r"|ReplaceTrueWithFalse|ReplaceFalseWithTrue|ReplaceUnaryOperator_Delete_Not"
    r"|ReplaceBinaryOperator_(Add_Sub|Sub_Add|Mul_Div|Div_Mul)|ZeroIterationForLoop"
    r"|ReplaceContinueWithBreak|ReplaceBreakWithContinue)"
)
SECONDS = 240


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file: the line as it was and as it becomes."""

    room: str
    file: str
    operator: str
    occurrence: int
    line: int


def mutants(room: str) -> Iterator[Mutant]:
    """Every change of a room's modules, but not of the flags of dataclasses."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator, operator_names

    names = [name for name in operator_names() if OPERATORS.match(name)]
    for path in sorted((ROOT / "plugins/newsroom" / room).glob("*.py")):
        text = path.read_text(encoding="utf-8")
        lines, nodes = text.splitlines(), list(ast_nodes(get_ast(text)))
        for name in names:
            operator = get_operator(name)()
            positions = (at for node in nodes for at in operator.mutation_positions(node))
            for occurrence, (start, _end) in enumerate(positions):
                file, line = path.relative_to(ROOT).as_posix(), lines[start[0] - 1]
                # `if not found := search():` is no Python.
                is_code = ":=" not in line or not name.endswith("AddNot")
                if is_code and not line.startswith("@dataclass"):
                    yield Mutant(room, file, name.removeprefix("core/"), occurrence, start[0])


def sample(count: int, seed: int) -> list[Mutant]:
    """As many mutants of each room, at different lines where there are enough."""
    chosen = []
    for room in TESTS:
        by_line: dict[tuple[str, int], list[Mutant]] = {}
        for mutant in mutants(room):
            by_line.setdefault((mutant.file, mutant.line), []).append(mutant)
        chance = random.Random(f"{seed} {room}")
        lines = chance.sample(sorted(by_line), min(count // len(TESTS), len(by_line)))
        chosen += [chance.choice(by_line[line]) for line in lines]
    return chosen


def copy_of_repository() -> Path:
    """A copy in which one mutant after another is tried."""
    folder = Path(tempfile.mkdtemp(prefix="mutants-"))
    ignored = shutil.ignore_patterns(*LEFT_OUT)
    shutil.copytree(ROOT, folder, ignore=ignored, dirs_exist_ok=True)
    if (ROOT / "node_modules").is_dir():  # ical.js reads the calendars
        (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def tests_for(mutant: Mutant) -> Iterator[str]:
    """The tests to try, the likeliest first: those of the module, of its room, and WIDER."""
    own = f"tests/{mutant.room}/test_{Path(mutant.file).stem}.py"
    yield from (own,) if (ROOT / own).is_file() else ()
    room = TESTS[mutant.room]
    yield room
    yield " ".join(folder for folder in WIDER.split() if folder not in room.split())


def is_killed(folder: Path, tests: str) -> bool:
    """Whether a test fails, or takes too long."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0"]
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{folder / 'plugins'}", "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(
            [*command, *tests.split()], cwd=folder, env=env, capture_output=True, timeout=SECONDS,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    if done.returncode not in (0, 1, 2):  # 2: a module that cannot be imported
        raise RuntimeError(done.stdout.decode(errors="replace"))
    return done.returncode != 0


def tried(mutant: Mutant, folder: Path) -> dict[str, object]:
    """The mutant with what it changes, and whether a test notices."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    file = folder / mutant.file
    code = file.read_text(encoding="utf-8")
    operator = get_operator(f"core/{mutant.operator}")()
    changed = mutate_code(code, operator, mutant.occurrence) or code
    before, after = code.splitlines(), changed.splitlines()
    lines = [(a, b) for a, b in zip(before, after, strict=False) if a != b][:1] or [("", "")]
    file.write_text(changed, encoding="utf-8")
    try:
        killed = any(is_killed(folder, tests) for tests in tests_for(mutant))
    finally:
        file.write_text(code, encoding="utf-8")
    return {**asdict(mutant), "was": lines[0][0], "is": lines[0][1], "killed": killed}


def table(results: list[dict[str, object]]) -> str:
    """The share of killed mutants in each room, and the survivors."""
    all_of = Counter(str(one["room"]) for one in results)
    killed = Counter(str(one["room"]) for one in results if one["killed"])
    rows = [f"{room:10} {killed[room]:3} of {all_of[room]:3}" for room in TESTS if all_of[room]]
    total = f"{'all':10} {killed.total():3} of {all_of.total():3}"
    left = [
        f"{one['file']}:{one['line']}: {str(one['was']).strip()} -> {str(one['is']).strip()}"
        for one in results if not one["killed"]
    ]  # fmt: skip
    return "\n".join([*rows, total, "", "Survivors:", *left])


def main(count: int, seed: int = 1, workers: int = 2) -> int:
    """Try the sample, and print the table; the exit code is 1 when more than 10 % survive."""
    state = ROOT / ".cache" / "mutants.json"
    state.parent.mkdir(exist_ok=True)
    results = json.loads(state.read_text(encoding="utf-8")) if state.exists() else []
    done = {(one["file"], one["operator"], one["occurrence"]) for one in results}
    wanted = sample(count, seed)
    left = [one for one in wanted if (one.file, one.operator, one.occurrence) not in done]
    folders: SimpleQueue[Path] = SimpleQueue()
    for _ in range(workers):
        folders.put(copy_of_repository())

    def try_one(mutant: Mutant) -> dict[str, object]:
        folder = folders.get()
        try:
            return tried(mutant, folder)
        finally:
            folders.put(folder)

    with ThreadPoolExecutor(workers) as pool:
        for result in pool.map(try_one, left):
            results.append(result)
            state.write_text(json.dumps(results, indent=1), encoding="utf-8")
    while not folders.empty():
        shutil.rmtree(folders.get())
    print(table(results))
    return int(sum(bool(one["killed"]) for one in results) < 0.9 * len(results))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
