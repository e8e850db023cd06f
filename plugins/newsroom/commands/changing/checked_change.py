"""A change to content/ that is kept only when the strict build passes with it."""

from collections.abc import Callable, Iterable, Mapping
from io import StringIO
from pathlib import Path

from newsroom.commands.outcome import Unbuildable
from newsroom.commands.settings import strict_settings
from newsroom.contract.problems import Problem, Report
from newsroom.disk.files import bytes_of
from newsroom.reading.files import NOTHING, walk
from newsroom.run import Run
from newsroom.site.engine import Engine
from newsroom.site.gate import tell
from newsroom.wording.texts import our_texts

TEXTS = (".md", ".yaml")
AS_CHANGED = "(Filer og linjer er som de ville blitt.)"
BREAKS = "Ingenting er endret, for da kan ikke nettstedet bygges. {}"
WAS_BROKEN = "Ingenting er endret, for dette er galt fra før. {}"
MEND = "Rett dette, og kjør kommandoen på nytt:"


def strict_run(content: Path, unsaved: Mapping[str, bytes] = NOTHING) -> Run:
    """What the strict build knows at its gate; `unsaved` is read instead of the disk."""
    return Engine(strict_settings(PATH=str(content.resolve()))).run_to_gate(unsaved)


def texts(content: Path) -> list[Path]:
    """The Markdown and YAML files that a build reads."""
    return [content / file.path for file in walk(content, Report()) if file.suffix in TEXTS]


def make_change(
    content: Path,
    files: Iterable[Path],
    change: Callable[[], None],
    errors_before: Iterable[Problem],
    *,
    mend: str = MEND,
    unseen: Iterable[Problem] = (),
    lang: str = "nb",
    is_rehearsal: bool = False,
) -> tuple[str, ...]:
    """Make a change; returns a line in `lang` that names the changed files, if there are any.

    `files` are those it may touch, `errors_before` the errors of the strict build before it.
    `mend` heads the problems that the change brings, and `unseen` are those that no build reports.
    Raises Unbuildable, or what the change raises, after restoring all files, as a rehearsal does.
    """
    before = {file: bytes_of(file) for file in files}
    try:
        change()
        errors = strict_run(content).report.errors()
        if errors or unseen:
            old = {identity(problem): problem for problem in errors_before}
            new = [problem for problem in errors if identity(problem) not in old]
            remaining = [old[identity(problem)] for problem in errors if problem not in new]
            text = _text_of(content, sorted([*unseen, *new]), remaining, mend, lang)
            raise Unbuildable(text, new if not remaining else ())
        changed = [str(file) for file, data in before.items() if bytes_of(file) not in (data, None)]
        if is_rehearsal:
            _restore_all(before)
    except BaseException:
        _restore_all(before)
        raise
    return (our_texts(lang)("Endret: {}").format(", ".join(changed)),) if changed else ()


def _text_of(content: Path, new: list[Problem], old: list[Problem], mend: str, lang: str) -> str:
    """The problems that a change brings and those from before it, with their lines as changed."""
    text, t = StringIO(), our_texts(lang)
    if new:
        print(t(BREAKS).format(t(mend)), file=text)
        print(t(AS_CHANGED), file=text)
        # Their own advice could be to put back what is being removed.
        tell(new, content, lang, text, with_fix=mend == MEND)
    if old:
        print(t(WAS_BROKEN).format(t(MEND)), file=text)
        tell(old, content, lang, text)
    return text.getvalue()


def identity(problem: Problem) -> tuple[object, ...]:
    """Identifies a problem before and after the change; ignores its line and suggestions."""
    ignored = ("suggestion", "exact", "doubt")
    values = {name: value for name, value in problem.values if name not in ignored}
    return problem.path, problem.code, *values.items()


def _restore_all(before: Mapping[Path, bytes | None]) -> None:
    for file, data in before.items():
        if data is None:
            file.unlink(missing_ok=True)
        elif bytes_of(file) != data:
            file.write_bytes(data)
