"""The problems of broken sites: exact messages, exit codes, and the catalogue of all codes."""

import ast
import os
import re
import string
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import StringIO
from itertools import product
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

from PIL import Image

from newsroom.contract.problems import Problem
from newsroom.reading.value_faults import CODES
from newsroom.wording.problems import LANGUAGES, line, messages, notice
from tests import machine
from tests.checking import checked
from tests.documentation import problem_reference
from tests.table import check_each

ROOT = Path(__file__).parents[1]
SITES = Path(__file__).with_name("sites")
BROKEN = SITES / "broken"
FOLDERS = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())
SYMLINK = "path-symlink"
DELETED = "ledger-deleted"
NOTICES = {
    "output-not-ours": "path",
    "output-in-content": "path",
    "output-above-content": "path",
    "output-busy": "path",
    "plugin-broken": "names",
    "plugin-signal": "name value",
    "plugin-partly": "name value",
    "plugin-reader": "name value",
    "plugin-writer": "name",
    "plugin-failed": "name path reason",
    "plugin-files": "names",
    "theme-foreign": "path names",
    "template-failed": "path reason",
    "now-invalid": "value",
    "report-lang": "value choices",
    "settings-unreadable": "path reason",
    "siteurl-invalid": "value suggestion",
    "file-system": "path reason",
    "pdf-not-made": "year reason",
    "search-not-made": "",
    "executor-address": "value",
    "executor-gone": "value",
    "executor-incomplete": "name missing",
    "executor-missing": "value",
    "executor-worker": "name found wanted",
    "leak-unpublished": "path value source files behind",
    "leak-path": "path value files behind",
    "leak-place": "path",
    "leak-foreign": "path value files behind",
    "leak-original": "path value",
    "output-invalid": "path value source",
}
SOURCES = (
    "contract",
    "reading",
    "pictures",
    "site",
    "addresses/check.py",
    "reviews/figure_checks.py",
    "reviews/generator.py",
    "ledger/check.py",
    "search/generator.py",
    "exposure",
    "inspection",
    "commands/settings.py",
    "executor",
)
# Problems of kinds of content from other packages: tests/kinds/test_jobs.py.
KINDS = {"address-of-list", "entry-unknown", "lists-at-address"}
# Advice, which only `run.py check` prints: tests/reading/test_advice.py, test_todo.py,
# test_markdown_slips.py.
WRITING = {
    *("summary-missing", "alt-file-name", "link-text-vague", "heading-jump", "sentence-long"),
    *("text-heavy", "task-attendance", "task-recap", "task-image", "task-summary"),
    *("list-mark", "blank-line-missing", "emphasis-spaces", "link-gap", "table-tabs"),
    *("list-date", "list-indent", "list-number", "star-alone", "table-headless", "text-garbled"),
    "lines-joined",
    *("line-indented", "line-hash", "link-spaces", "text-struck", "star-times", "mail-signs"),
    *("link-swapped", "link-open", "link-undefined", "table-line", "table-uneven", "list-box"),
    "footnote-missing",
    "emphasis-open",
    "heading-blank",
    *("list-folded", "list-in-field", "markdown-in-field"),
    *("attribute-list", "template-code", "mail-phrase", "summary-reference"),
    *("task-sign-up", "task-deadline", "task-scheduled", "task-speaker", "task-review"),
    "review-missing",
}
CODE = re.compile(r"[a-z]+(-[a-z]+)+")
NO_CODES = {"data-align", "scan-cache", "logo-dark", "apple-touch-icon"}
PLACEHOLDER = re.compile(r"\{[a-z_]*\}")
MACHINE_WORDS = ("Traceback", "Error", "Exception", "pydantic", "None", "[key]", "['")


class Generated(NamedTuple):
    """A broken site too large for the repository: the function that writes it, and its message."""

    make: Callable[[Path], None]
    expected: str


def write_long_article(content: Path) -> None:
    article = content / "news" / "lang.md"
    article.parent.mkdir(parents=True)
    head = b"---\ntitle: Lang\ndate: 2023-09-12\n---\n"
    article.write_bytes(head.ljust(1_000_001, b"a"))


def write_huge_picture(content: Path) -> None:
    (content / "news").mkdir(parents=True)
    (content / "images").mkdir()
    image = "image:\n  src: images/stort.png\n  alt: Et stort bilde\n"
    article = f"---\ntitle: Stort\ndate: 2023-09-12\n{image}---\nSe her.\n"
    (content / "news" / "stort.md").write_text(article, encoding="utf-8")
    Image.new("1", (20_000, 10_000)).save(content / "images" / "stort.png")


def write_heavy_picture(content: Path) -> None:
    write_huge_picture(content)
    with (content / "images" / "stort.png").open("r+b") as file:
        file.truncate(200_000_001)


def write_pipe(content: Path) -> None:
    (content / "news").mkdir(parents=True)
    os.mkfifo(content / "news/rør")


def write_unreadable_name(content: Path) -> None:
    (content / "news").mkdir(parents=True)
    (content / os.fsdecode(b"news/fr\xf8kost.md")).write_text("", encoding="utf-8")


def write_name_in_two_forms(content: Path) -> None:
    """Written here, since some file systems treat the two names as one."""
    (content / "news").mkdir(parents=True)
    for form, day in (("NFC", 12), ("NFD", 13)):
        article = f"---\ntitle: Året\ndate: 2023-09-{day}\n---\nSe her.\n"
        name = unicodedata.normalize(form, "året.md")
        (content / "news" / name).write_text(article, encoding="utf-8")


def delete_the_record(content: Path) -> None:
    """Commits the record, and deletes it."""
    copytree(BROKEN / "ledger-shorter", content)
    someone = {"NAME": "Kari", "EMAIL": "kari@example.org"}
    named = {f"GIT_{role}_{k}": v for role in ("AUTHOR", "COMMITTER") for k, v in someone.items()}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for words in ("init", "add record", "commit -m Record"):
        git = [machine.git(), "-C", str(content), *words.split()]
        subprocess.run(git, env=os.environ | named | alone, check=True, capture_output=True)
    (content / "record/addresses.txt").unlink()


GENERATED = {
    DELETED: Generated(
        delete_the_record,
        "content/record/addresses.txt: ledger-deleted: Filen som husker hvilke adresser som er "
        "publisert, er slettet. Uten den kan sider forsvinne uten at noen får vite det. Høyreklikk "
        "på filen i Source Control, og velg Discard Changes. Er slettingen alt lagt inn med "
        "Commit, velger du Revert Commit på den i historikken. Skal nettstedet begynne forfra, "
        "lager du filen med linjen `# Adresser: 0`.",
    ),
    "file-special": Generated(
        write_pipe,
        "content/news/rør: file-special: Dette er ikke en vanlig fil. Ta den bort fra mappen med "
        "innhold.",
    ),
    "file-name": Generated(
        write_unreadable_name,
        "content/news/fr\ufffdkost.md: file-name: Filnavnet har tegn som ikke kan leses. Gi filen "
        "et navn med vanlige bokstaver, sifre og bindestreker.",
    ),
    "file-twice": Generated(
        write_name_in_two_forms,
        "content/news/året.md: file-twice: To filer har samme navn, men bokstavene er lagret på "
        "hver sin måte: `news/a\\u030aret.md` og `news/\\xe5ret.md`. Behold den ene, og slett den "
        "andre eller gi den et annet navn.",
    ),
    "file-too-large": Generated(
        write_long_article,
        "content/news/lang.md: file-too-large: Filen er for stor: 1000001 byte, og det meste vi "
        "leser er 1000000. Del den i flere filer.",
    ),
    "image-too-large": Generated(
        write_huge_picture,
        "content/news/stort.md:5: image-too-large: Bildet «images/stort.png» har for mange "
        "bildepunkter (mer enn 100 millioner). Lagre en mindre utgave. 3000 bildepunkter på den "
        "lengste siden er mer enn nok.",
    ),
    "image-too-heavy": Generated(
        write_heavy_picture,
        "content/news/stort.md:5: image-too-heavy: Bildefilen «images/stort.png» er for tung: mer "
        "enn 200 MB. Lagre en mindre utgave. 3000 bildepunkter på den lengste siden er mer enn "
        "nok.",
    ),
}


class Checked(NamedTuple):
    """The problems of a site, sorted, and the exit code of its check."""

    problems: list[Problem]
    exit_code: int

    def messages_in(self, lang: str) -> list[str]:
        """The messages without columns, which tests/mistakes.md has."""
        return [line(replace(problem, column=0), "content", lang) for problem in self.problems]


def check(content: Path, folder: Path) -> Checked:
    """Checks a content folder as a build does, at a fixed time."""
    # A failed case prints its own messages; the report on stderr is not needed.
    with redirect_stderr(StringIO()):
        run, exit_code = checked(content, folder)
    return Checked(list(run.report), exit_code)


def site(code: str, folder: Path) -> Path:
    """The content folder of the broken site for a code."""
    if code not in GENERATED:
        return BROKEN / code
    GENERATED[code].make(folder / "content")
    return folder / "content"


def has_symlinks(code: str) -> bool:
    return any(path.is_symlink() for path in (BROKEN / code).rglob("*"))


def expected(code: str) -> list[str]:
    if code in GENERATED:
        return [GENERATED[code].expected]
    return (BROKEN / code / ".expected").read_text(encoding="utf-8").splitlines()


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def codes_in_plugins() -> Iterator[str]:
    """Every text in the form of a code, in the modules that report problems."""
    yield from CODES.values()
    for source in SOURCES:
        path = ROOT / "plugins" / "newsroom" / source
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                text = node.value if isinstance(node, ast.Constant) else None
                if isinstance(text, str) and CODE.fullmatch(text) and text not in NO_CODES:
                    yield text


def assert_reported(code: str, folder: Path) -> None:
    """Checks the Norwegian messages, the exit code, and in both languages all values."""
    folder.mkdir()
    result = check(site(code, folder), folder)
    reported = result.messages_in("nb")
    assert reported == expected(code), f"{reported}, expected {expected(code)}"
    errors = [problem for problem in result.problems if problem.severity == "error"]
    assert result.exit_code == (2 if errors else 0)
    for text in (text for lang in LANGUAGES for text in result.messages_in(lang)):
        assert not PLACEHOLDER.search(text), text
        assert not [word for word in MACHINE_WORDS if word in text], text


def test_each_broken_site_has_exactly_its_expected_messages(tmp_path: Path) -> None:
    """Each problem has file and line; the exit code is 2 when one of them is an error.

    In both languages all values are filled in, and no message has a word of Python.
    """
    codes = [code for code in (*FOLDERS, *GENERATED) if code not in (SYMLINK, DELETED)]
    check_each(codes, lambda code: assert_reported(code, tmp_path / code))


def test_a_symbolic_link_has_exactly_its_expected_message(tmp_path: Path) -> None:
    """In a test of its own, since a checkout without git's core.symlinks has no link."""
    machine.need("symbolske lenker", has_symlinks(SYMLINK), "slå på gits core.symlinks")
    assert_reported(SYMLINK, tmp_path / SYMLINK)


def test_a_deleted_record_has_exactly_its_expected_message(tmp_path: Path) -> None:
    """In a test of its own, since it needs git."""
    assert_reported(DELETED, tmp_path / DELETED)


def test_each_broken_site_has_one_problem_of_its_own_code() -> None:
    """Besides, it may have advice."""

    def named(code: str) -> None:
        lines = [text for text in expected(code) if f": {code}: " in text]
        others = [text for text in expected(code) if text not in lines and ": råd: " not in text]
        assert (len(lines), others) == (1, [])

    check_each([*FOLDERS, *GENERATED], named)


def test_all_values_of_a_notice_are_filled_in() -> None:
    """Notices are messages about the machine or the settings, in both languages."""

    def whole(case: tuple[str, str]) -> None:
        code, lang = case
        text = notice(code, lang, **dict.fromkeys(NOTICES[code].split(), "output"))
        assert not PLACEHOLDER.search(text), text

    check_each(product(NOTICES, LANGUAGES), whole)


def test_every_code_has_a_broken_site_or_is_a_notice():
    """Or it is advice, or a problem of kinds from other packages, which have tests elsewhere."""
    assert set(messages("nb")) == {*FOLDERS, *GENERATED, *NOTICES, *WRITING, *KINDS}


def test_the_code_and_the_catalogue_have_the_same_codes():
    """A code without a message would be an exception; a message without a code is unused."""
    assert set(codes_in_plugins()) == set(messages("nb"))


def test_both_languages_have_the_same_parts_and_values() -> None:
    """Each message has a text for what is wrong and one for what to write; both are sentences."""

    def same(code: str) -> None:
        norwegian, english = (messages(lang)[code] for lang in LANGUAGES)
        short = {"short"} if code.startswith("task-") else set()
        assert norwegian.keys() == english.keys() == {"what", "write"} | short
        for name, text in (*norwegian.items(), *english.items()):
            assert text.endswith((".", "`.")) == (name != "short"), text
        assert placeholders("".join(norwegian.values())) == placeholders("".join(english.values()))

    check_each(sorted(messages("nb")), same)


def test_the_minimal_site_has_no_problems(tmp_path: Path) -> None:
    """One entry of each kind, with a picture and a document: no error and no advice."""
    assert check(SITES / "minimal", tmp_path) == Checked([], 0)


def test_the_reference_of_problems_is_up_to_date():
    """docs/problems.md is what `python -m tests.documentation.problem_reference` writes."""
    written = problem_reference.REFERENCE.read_text(encoding="utf-8")
    assert written == problem_reference.reference()
