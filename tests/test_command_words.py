"""`python -m newsroom`: which tasks a folder has, its help, and what it says of wrong words."""

import errno
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsroom.__main__ import WRONG_WORDS, main
from newsroom.commands.build_report import what_was_built
from newsroom.commands.outcome import printed
from tests import given
from tests.site import building
from tests.table import check_each

ROOT = Path(__file__).parents[1]
LETTER = "---\ntitle: Året {0}\nyear: {0}\ndate: {0}-12-31\n---\nHei.\n"
SITE = {
    "run.py": "",
    "pelicanconf.py": "from newsroom.settings import *\n",
    "publishconf.py": "from newsroom.settings import *\n\nSHOW_UNPUBLISHED = False\n",
    "content/site.yaml": "name: Byen\n",
    "content/reviews/2022.md": LETTER.format(2022),
    "content/reviews/2023.md": LETTER.format(2023),
}
OWN_TASKS = """\
from invoke import task
@task(help={"navn": "Hvem det gjelder."})
def egen(context, navn, antall=1):
    '''Hilser.'''
    print('hei', navn)
"""
# What Invoke, argparse and Python say.
ENGLISH = re.compile(
    r"No idea|did not|needed value|invalid|ambiguous|[Uu]sage|[Oo]ptions|Subcommand|Docstring"
    r"|error|Traceback|Exception|STRING|INT|not found|must be"
)


@dataclass(frozen=True)
class Wrong:
    """A command line with a mistake, the exact answer to it, and the exit code."""

    line: str
    answer: str
    code: int


def wrong_commands() -> list[Wrong]:
    """The cases of wrong_commands.txt."""
    text = (ROOT / "tests" / "wrong_commands.txt").read_text(encoding="utf-8")
    found = re.findall(r"^\$ python3 run.py (.*)\n((?:(?!\[).*\n)*)\[(\d+)\]$", text, re.MULTILINE)
    assert len(found) == text.count("$ python3 run.py ")
    return [Wrong(line, answer, int(code)) for line, answer, code in found]


def newsroom(*words: str, cwd: Path) -> building.Ended:
    """Type a command in a folder, as a script does: nobody can be asked."""
    return building.ended([sys.executable, "-m", "newsroom", *words], cwd, modules=[cwd])


def test_each_wrong_command_line_is_answered_in_norwegian_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing of Invoke's, of argparse's or of Python's is shown."""
    monkeypatch.chdir(given.written(tmp_path, SITE))
    before = files(tmp_path)

    def check(case: Wrong) -> None:
        # Invoke takes the help texts out of the tasks when it reads a command line.
        monkeypatch.delitem(sys.modules, "newsroom.tasks", raising=False)
        with pytest.raises(SystemExit) as end:
            main(shlex.split(case.line))
        printed, told = capfd.readouterr()
        assert (told, end.value.code) == (case.answer, case.code)
        assert (printed, ENGLISH.findall(re.sub(r"^[a-z]+-invalid: ", "", told))) == ("", [])
        assert files(tmp_path) == before

    check_each(wrong_commands(), check, lambda case: case.line)


def test_files_are_named_from_where_people_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`run.py` of another folder goes to that folder, and says where it was started."""
    monkeypatch.chdir(given.written(tmp_path / "motor", SITE))
    stands_in = given.written(tmp_path / "her", {"side/fil": ""})
    monkeypatch.setenv("NEWSROOM_STARTED_IN", str(stands_in))
    for line, file in {
        "init side": "side",
        "init ny --from borte": "borte",
        "init ny --name Vi --siteurl https://vi.example --logo borte.svg": "borte.svg",
        "import borte.xml": "borte.xml",
        "import side --media borte": "borte",
        "new events borte.csv": "borte.csv",
        "attendance borte.csv": "borte.csv",
    }.items():
        monkeypatch.delitem(sys.modules, "newsroom.tasks", raising=False)
        with pytest.raises(SystemExit) as end:
            main(shlex.split(line))
        told = capsys.readouterr().err
        assert (end.value.code != 0, str(stands_in / file) in told) == (True, True), (line, told)


def files(folder: Path) -> dict[Path, bytes]:
    """All files but those of an unfinished build, and caches."""
    every = (path for path in folder.rglob("[!.]*") if path.is_file())
    return {path: path.read_bytes() for path in every if "cache" not in str(path)}


def test_the_list_of_commands_and_their_help_are_in_norwegian(tmp_path: Path) -> None:
    """No word at all shows the list. `--help` counts also after words that are wrong."""
    listed = newsroom(cwd=tmp_path).out
    assert listed.startswith("Skriv en kommando etter python -m newsroom:\n\n  attendance  ")
    assert listed.endswith("\nMer om en av dem: python -m newsroom attendance --help\n")
    assert newsroom("--help", cwd=tmp_path).out == listed
    helped = newsroom("share", "2023", "--foo", "-h", cwd=tmp_path).out
    assert helped.splitlines() == [
        "Skriv: python -m newsroom share ÅR", "",
        "Skriver ut en ferdig tekst til å dele årsbrevet med.", "",
        "  -s TEKST, --siteurl=TEKST   Adressen nettstedet ligger på.",
        "  -y TEKST, --year=TEKST      Året, f.eks. 2023.", "",
    ]  # fmt: skip
    every = "".join(newsroom(name, "--help", cwd=ROOT).out for name in ("build", "new", "test"))
    assert ENGLISH.findall(listed + helped + every) == []


def test_a_folder_with_tasks_of_its_own_has_only_those(tmp_path: Path) -> None:
    """It needs no site, and what it wants is asked for with the help of its argument."""
    (tmp_path / "tasks.py").write_text(OWN_TASKS, encoding="utf-8")
    listed = newsroom(cwd=tmp_path).out
    assert ("  egen" in listed, "  build" in listed) == (True, False)
    assert newsroom("egen", "Kari", cwd=tmp_path).out == "hei Kari\n"
    missing = newsroom("egen", cwd=tmp_path)
    assert missing.err == "Det mangler noe etter `egen`. Skriv hvem det gjelder.\n"
    number = newsroom("egen", "Kari", "--antall", "to", cwd=tmp_path)
    assert number.err == "I `--antall to` skal det stå et tall. Skriv det med sifre.\n"
    assert (missing.code, number.code) == (1, 1)


def test_words_are_tried_without_doing_what_they_say(tmp_path: Path) -> None:
    """Words that are wrong, or ask for help, start no task, and nor does a folder without one."""
    site = given.written(tmp_path / "site", SITE)
    for line, code in {
        "build": 0, "build -p 8": WRONG_WORDS, "bild": WRONG_WORDS, "build -h": WRONG_WORDS,
        "": WRONG_WORDS, "pdf år": 0,
    }.items():  # fmt: skip
        assert newsroom("--try", *line.split(), cwd=site).code == code, line
    assert newsroom("--try", "build", cwd=tmp_path).code == WRONG_WORDS
    (site / "tasks.py").write_text("import finnes_ikke\n", encoding="utf-8")
    assert newsroom("--try", "build", cwd=site).code not in (0, WRONG_WORDS)
    assert not (site / "output").exists()
    assert f"\nWRONG_WORDS = {WRONG_WORDS} " in (ROOT / "run.py").read_text(encoding="utf-8")


IN_NORWEGIAN = "Bygde 1 side (2 filer) i ut/ på 4,2\u00a0s.\nSe på nettstedet: "
IN_ENGLISH = "Built 1 page (2 files) in ut/ in 4.2\u00a0s.\nSee the site: "


@pytest.mark.parametrize(
    ("languages", "settings", "told"),
    [
        ("nb", "", IN_NORWEGIAN),
        ("en", "", IN_ENGLISH),
        ("nb", "REPORT_LANG = 'en'", IN_ENGLISH),
        ("en", "REPORT_LANG = 'nb'", IN_NORWEGIAN),
        ("en", "REPORT_LANG = 'sv'", IN_NORWEGIAN),
    ],
)
def test_what_was_built_is_told_in_the_language_of_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, languages: str, settings: str, told: str
) -> None:
    """As the advice above it: that of the settings, else that of the site."""
    site = f"name: Byen\nlanguages: [{languages}]\n"
    files = {"content/site.yaml": site, "publishconf.py": settings}
    files |= {"ut/index.html": "", "ut/a/b.css": ""}
    monkeypatch.chdir(given.written(tmp_path, files))
    assert what_was_built(Path("ut"), 4.2).startswith(told)


def test_a_folder_without_a_site_is_refused_by_every_command(tmp_path: Path) -> None:
    """Someone who stands in the wrong folder is told which one is right."""
    said = (
        f"Det er ikke noe nettsted i {tmp_path}. Gå til mappen som har content og "
        "publishconf.py, og prøv igjen.\n"
    )
    answers = [newsroom(*words, cwd=tmp_path) for words in (["build"], ["new", "page", "Om oss"])]
    assert [(done.code, done.err) for done in answers] == [(1, said)] * 2


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to a whole console")
def test_ctrl_c_ends_a_build_with_one_norwegian_word(tmp_path: Path) -> None:
    """The processes that it started end too, and nothing is published."""
    site = given.written(tmp_path, SITE)
    ready = site / "ready"
    slow = (
        "import os, pathlib, time\n"
        f"pathlib.Path({str(ready)!r}).write_text(str(os.getpgid(0)))\ntime.sleep(60)\n"
    )
    (site / "publishconf.py").write_text(slow, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "newsroom", "build"], cwd=site, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, process_group=0,
    )  # fmt: skip
    while not (ready.exists() and ready.read_text()) and process.poll() is None:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    assert process.communicate(timeout=30) == ("", "\nAvbrutt.\n")
    assert (process.returncode, (site / "output").exists()) == (130, False)
    assert ready.read_text() != str(process.pid), "Ctrl-C reached the build, which answers too."


@pytest.mark.parametrize("words", [["check"], ["new", "--help"], ["--help"]])
def test_a_reader_that_has_enough_ends_a_command_quietly(tmp_path: Path, words: list[str]) -> None:
    """As `check | head` does: no trace, and the exit code of a program that SIGPIPE ends."""
    site = given.written(tmp_path, SITE)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as output:
        done = subprocess.run(
            [sys.executable, "-m", "newsroom", *words], cwd=site, stdout=output,
            stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT / "plugins")},
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_file_that_may_not_be_written_is_named_without_its_error_number(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In Norwegian, when people often meet the fault."""

    @printed
    def write(number: int) -> list[str]:
        raise OSError(number, os.strerror(number), "content/pages/x.md")

    for number, reason in (
        (errno.EACCES, "du har ikke tilgang"),
        (errno.EIO, os.strerror(errno.EIO)),
    ):
        assert write(number) == 1
        sentence = f"kunne ikke leses eller skrives: content/pages/x.md ({reason}). Rett det"
        assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        # `--fix=` is not a check without mending.
        (["check", "--fix="], "Ingenting kan rettes uten deg. "),
        # The same as `--fix FILE --yes`.
        (["check", "--fix", "--yes", "nei.md"], "nei.md er ikke en fil med innhold"),
    ],
)
def test_fix_takes_any_place_of_its_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    words: list[str],
    answer: str,
) -> None:
    """An empty name means all content, and the file may come after `--yes`."""
    monkeypatch.chdir(given.written(tmp_path, SITE))
    monkeypatch.delitem(sys.modules, "newsroom.tasks", raising=False)
    with pytest.raises(SystemExit):
        main(words)
    assert "".join(capfd.readouterr()).startswith(answer)
