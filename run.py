#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Sets up .venv from the locked packages when needed, then `python -m newsroom` in it.

The grammar is that of Python 2.7 on purpose: a Python too old for the site must still be able
to read this file and say so.
"""

import contextlib
import errno
import glob
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig

TYPE_CHECKING = False
if TYPE_CHECKING:  # Python 2.7 has no typing
    from collections.abc import Iterator  # noqa: F401 - used in a type comment
    from typing import IO  # noqa: F401 - used in a type comment

OLDEST = (3, 11)
WINDOWS = os.name == "nt"
ROOT = os.path.dirname(os.path.abspath(__file__))
WHEELS = os.path.join(ROOT, "wheels")  # a site made by init has its engine there
VENV = os.path.join(ROOT, ".venv")
OLD_VENV = VENV + ".old"
PYTHON = os.path.join(VENV, *(["Scripts", "python.exe"] if WINDOWS else ["bin", "python"]))

BUILD_LOCK = "requirements.txt"
DEV_LOCK = "requirements-dev.txt"  # names everything in BUILD_LOCK too, in the same versions
PDF_LOCK = "requirements-pdf.txt"  # the same, and what prints the annual letter
HEIC_LOCK = "requirements-heic.txt"  # the same, and what reads the pictures of phones
SVG_LOCK = "requirements-svg.txt"  # the same, and what draws a logo for share pictures
DASK_LOCK = "requirements-dask.txt"  # the same, and what sends work to a cluster
IMPORT_LOCK = "requirements-import.txt"  # the same, and what reads content of other programs
MUTANTS_LOCK = "requirements-mutants.txt"  # what changes the code to try the tests
WRONG_WORDS = 2  # how the engine ends when it tries words that start no task
DEV_WORDS = frozenset(["test", "soundness", "mutants"])
# What builds the site that readers see; `ci` in a workflow.
BUILDING = frozenset(["build", "ci", "publish"])
# What can be imported, beside folders.
IMPORTED = (".xml", ".ics", ".docx")
# A letter that asks for a PDF; reading content/ properly takes the packages that are not here yet.
PDF_WANTED = re.compile(r"^pdf: *(ja|true) *$", re.MULTILINE | re.IGNORECASE)
# The address of a cluster, in the environment or the settings.
CLUSTER = re.compile(r"^EXECUTOR *=.*\b(tcp|tls)://", re.MULTILINE)
# The engine of a site made by init; the lock of the engine itself does not name it.
ENGINE = re.compile(r"^pelican-newsroom==(\S+)", re.MULTILINE)
# Files in content/ that need a lock of their own.
PICTURE_LOCKS = {".heic": HEIC_LOCK, ".heif": HEIC_LOCK, ".svg": SVG_LOCK}

# %O, %A and %B are the files of Git: those of the base, of ours and of theirs.
MERGE = ("py" if WINDOWS else "python3") + " run.py record --merge %O %A %B"
MERGED = """\
content/record/addresses.txt merge=newsroom-record
content/record/calendar.txt merge=newsroom-record
"""

TOO_OLD = """\
Dette prosjektet trenger Python {wanted} eller nyere; dette er Python {found}.
Installer en nyere Python og kjør kommandoen på nytt med den.
This project needs Python {wanted} or newer; this is Python {found}.
"""
NO_PIP = """\
Denne Python-en mangler både pip og ensurepip.
På Debian og Ubuntu: sudo apt install python3-pip
"""
PIP_FAILED = """\
Oppsettet stoppet: pip fikk ikke installert pakkene i {lock}. Årsaken står over.
Sjekk nettforbindelsen og innstillingene til pip, og kjør kommandoen på nytt.
"""
NO_LOCK = """\
Oppsettet stoppet: requirements.txt mangler i mappen {root}.
run.py virker bare i mappen til et nettsted, ved siden av content og requirements.txt.
"""
NO_ENGINE = """\
Motoren til nettstedet, {engine}, skulle ligget i mappen wheels, men er ikke der.
Hent den tilbake. Mangler den bare i Git: git add --force wheels, og så commit og push.
"""
PICTURES_FAILED = {
    HEIC_LOCK: """\
Pakken pillow-heif trengs for bildene i content/ som ender på .heic eller .heif.
Lagrer du dem som JPEG i stedet, trengs den ikke.
""",
    SVG_LOCK: """\
Pakken resvg-py trengs for tegningene i content/ som ender på .svg.
Lagrer du dem som PNG i stedet, trengs den ikke.
""",
}
VENV_FAILED = """\
Oppsettet stoppet: mappen .venv kunne ikke lages eller brukes ({reason}).
Se etter at du har lov til å skrive i mappen {root}, og at disken har plass.
Lukk programmer som bruker .venv, og kjør kommandoen på nytt.
"""
WAITING = """\
Venter på et annet oppsett i denne mappen ...
"""
INTERRUPTED = """\
Avbrutt. Kjør kommandoen på nytt for å fullføre oppsettet.
"""


class SetupFault(Exception):
    """The environment could not be made; the text tells people what to do."""


def main(words):
    # type: (list[str]) -> int
    """The exit code of the task that the words name, or of the set-up that failed."""
    if sys.version_info[:2] < OLDEST:
        say(too_old(sys.version_info))
        return 1
    try:
        prepare(words, locks_for(words))
        return hand_on(list(words))
    except SetupFault as fault:
        say(str(fault))
        return 1
    except OSError as fault:
        say(VENV_FAILED.format(reason=fault, root=ROOT))
        return 1
    except KeyboardInterrupt:
        say(INTERRUPTED)
        return 130


def say(text):
    # type: (str) -> None
    """Messages go to stderr, so that stdout is the task's own."""
    sys.stderr.write(text)
    sys.stderr.flush()


def too_old(version):
    # type: (tuple[object, ...]) -> str
    """What to tell someone whose Python cannot build the site."""
    return TOO_OLD.format(wanted=".".join(map(str, OLDEST)), found=".".join(map(str, version[:3])))


def locks_for(words):
    # type: (list[str]) -> list[str]
    """The lock files whose packages the words need, in the order they are installed."""
    if DEV_WORDS.intersection(words) and os.path.exists(os.path.join(ROOT, DEV_LOCK)):
        mutants = [MUTANTS_LOCK] if "mutants" in words else []
        return [BUILD_LOCK, DEV_LOCK] + mutants
    extras = [PDF_LOCK] if prints_a_letter(words) else []
    extras += [IMPORT_LOCK] if "import" in words[:1] and any(map(is_source, words[1:])) else []
    extras += [DASK_LOCK] if has_cluster() else []
    return [BUILD_LOCK] + extras + picture_locks()


def has_cluster():
    # type: () -> bool
    """The environment or the settings name a cluster, and the site has the lock for one."""
    texts = ["EXECUTOR=" + os.environ.get("EXECUTOR", "")]
    for path in glob.glob(os.path.join(ROOT, "p*conf.py")):
        with open(path, "rb") as handle:
            texts.append(handle.read().decode("utf-8", "replace"))
    return os.path.exists(os.path.join(ROOT, DASK_LOCK)) and any(map(CLUSTER.search, texts))


def prints_a_letter(words):
    # type: (list[str]) -> bool
    """Some annual letter in content/ is of a year that `pdf` prints, or asks a build for a PDF."""
    years = [re.compile(r"\b" + word + r"\b") for word in words if word.isdigit()]
    builds = not BUILDING.isdisjoint(words)
    wanted = years if "pdf" in words else [PDF_WANTED] if builds else []
    for path in glob.glob(os.path.join(ROOT, "content", "reviews", "*.md")) if wanted else []:
        # The build says which file it cannot read.
        with contextlib.suppress(OSError), open(path, "rb") as handle:
            text = handle.read().decode("utf-8", "replace")
            if any(pattern.search(text) for pattern in wanted):
                return True
    return False


def is_source(word):
    # type: (str) -> bool
    """The word names a file or folder that `import` may read; it says what is wrong with others."""
    return os.path.isdir(word) or (word.lower().endswith(IMPORTED) and os.path.exists(word))


def picture_locks():
    # type: () -> list[str]
    """The locks that the pictures and drawings in content/ need."""
    folders = os.walk(os.path.join(ROOT, "content"))
    suffixes = {os.path.splitext(name)[1].lower() for _, _, names in folders for name in names}
    locks = {PICTURE_LOCKS[suffix] for suffix in suffixes & set(PICTURE_LOCKS)}
    return sorted(lock for lock in locks if os.path.exists(os.path.join(ROOT, lock)))


def prepare(words, locks):
    # type: (list[str], list[str]) -> None
    """Make the environment if it is missing, half made or outdated, and add what it lacks."""
    if "--undo" in words and recorded(BUILD_LOCK) and os.path.exists(PYTHON):
        return  # the engine that made the upgrade undoes it, also when the new one is not to be had
    if not os.path.exists(os.path.join(ROOT, BUILD_LOCK)):
        raise SetupFault(NO_LOCK.format(root=ROOT))
    name_merge_driver()
    if all(is_installed(lock) for lock in locks):
        return
    with alone():
        if not is_installed(BUILD_LOCK) or any(is_outdated(lock) for lock in locks):
            with old_environment_kept():
                make_environment()
                install(BUILD_LOCK)
        missing = [lock for lock in locks if not is_installed(lock)]
        for lock in [] if missing and are_wrong(words) else missing:
            install(lock)


def are_wrong(words):
    # type: (list[str]) -> bool
    """The engine says that the words start no task: they are wrong, or ask for help.

    An older engine refuses --try and does nothing, and tasks.py may import a package of a missing
    lock: then nobody knows, and the words may be right.
    """
    command = [PYTHON, "-m", "newsroom", "--try"] + words
    with open(os.devnull, "w") as quiet:
        done = subprocess.call(command, cwd=ROOT, env=environment(), stdout=quiet, stderr=quiet)
    return done == WRONG_WORDS


def name_merge_driver():
    # type: () -> None
    """Tell Git in this clone what merges content/record/; .gitattributes has what others do.

    The attributes come last: with them and without a driver, Git would leave conflicts.
    """
    folder = os.path.join(ROOT, ".git", "info")
    attributes = os.path.join(folder, "attributes")
    # A machine without Git merges nothing, and a folder that cannot be written is as it was.
    with contextlib.suppress(OSError):
        text = ""
        if os.path.exists(attributes):
            with open(attributes) as handle:
                text = handle.read()
        command = ["git", "-C", ROOT, "config", "merge.newsroom-record.driver", MERGE]
        if MERGED in text or not os.path.isdir(os.path.dirname(folder)):
            return
        if subprocess.call(command, stderr=subprocess.DEVNULL) == 0:
            if not os.path.isdir(folder):
                os.mkdir(folder)
            with open(attributes, "a") as handle:
                handle.write(MERGED)


def stamp(lock):
    # type: (str) -> str
    """A hash of all that an installed lock depends on: its bytes, this Python, this platform."""
    with open(os.path.join(ROOT, lock), "rb") as handle:
        digest = hashlib.sha256(handle.read())
    digest.update((sys.version + sysconfig.get_platform()).encode("utf-8"))
    return digest.hexdigest()


def marker(lock):
    # type: (str) -> str
    """The file that holds the lock's stamp once every package in it is installed."""
    return os.path.join(VENV, lock + ".sha256")


def recorded(lock):
    # type: (str) -> str
    """The stamp in the lock's marker; empty when there is none."""
    try:
        with open(marker(lock)) as handle:
            return handle.read()
    except OSError:
        return ""


def is_installed(lock):
    # type: (str) -> bool
    """Every package of the lock, as it reads now, is in the environment."""
    return recorded(lock) == stamp(lock) and os.path.exists(PYTHON)


def is_outdated(lock):
    # type: (str) -> bool
    """The lock was installed, but it or the Python has changed since."""
    return recorded(lock) not in ("", stamp(lock))


@contextlib.contextmanager
def alone():
    # type: () -> Iterator[None]
    """Waits for any other set-up of this folder; the system frees the lock if we are killed."""
    with open(os.path.join(ROOT, ".venv.lock"), "w") as handle:
        if not is_locked(handle, wait=False):
            say(WAITING)
            while not is_locked(handle, wait=True):
                pass
        yield


def is_locked(handle, wait):
    # type: (IO[str], bool) -> bool
    """Lock the file, or say that another process has; Windows waits at most ten seconds."""
    try:
        if WINDOWS:
            import msvcrt

            how = "LK_LOCK" if wait else "LK_NBLCK"
            getattr(msvcrt, "locking")(handle.fileno(), getattr(msvcrt, how), 1)  # noqa: B009 - elsewhere it has none
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        if fault.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            raise
        return False
    return True


def missing_engine(lock):
    # type: (str) -> str
    """What to do about an engine that the lock names and that is not in wheels/, or ""."""
    with open(os.path.join(ROOT, lock)) as handle:
        locked = ENGINE.search(handle.read())
    if not locked or glob.glob(os.path.join(WHEELS, "pelican_newsroom-" + locked.group(1) + "-*")):
        return ""
    return NO_ENGINE.format(engine=locked.group(0))


@contextlib.contextmanager
def old_environment_kept():
    # type: () -> Iterator[None]
    """Put the old .venv aside, and back when the new one fails: `upgrade --undo` needs one."""
    shutil.rmtree(OLD_VENV, ignore_errors=True)
    if os.path.isdir(VENV) and recorded(BUILD_LOCK):
        os.rename(VENV, OLD_VENV)
    try:
        yield
    except BaseException:
        if os.path.isdir(OLD_VENV):
            shutil.rmtree(VENV, ignore_errors=True)
            os.rename(OLD_VENV, VENV)
        raise
    shutil.rmtree(OLD_VENV, ignore_errors=True)


def make_environment():
    # type: () -> None
    """An empty .venv."""
    import venv  # here, because Python 2.7 has none and the quick way needs none

    say("Setter opp .venv med Python-pakkene (tar omtrent et halvt minutt) ...\n")
    if os.path.isdir(VENV):
        shutil.rmtree(VENV)
    venv.create(VENV, symlinks=not WINDOWS)


def install(lock):
    # type: (str) -> None
    """Install the lock's packages with the user's own pip settings, and mark it as done."""
    say("Installerer {0} ...\n".format(lock))
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    if os.path.isdir(WHEELS):
        options += ["--find-links", WHEELS]
    command = pip() + ["install"] + options + ["-r", os.path.join(ROOT, lock)]
    # A personal "user = true" would make pip refuse a virtual environment.
    if subprocess.call(command, env=environment(PIP_USER="0")):
        why = missing_engine(lock) or PICTURES_FAILED.get(lock, "")
        raise SetupFault(PIP_FAILED.format(lock=lock) + why)
    with open(marker(lock), "w") as handle:
        handle.write(stamp(lock))


def pip():
    # type: () -> list[str]
    """The command that installs into .venv: the host's pip, else the one Python carries along."""
    import importlib.util

    runs_inside = os.path.realpath(sys.prefix) == os.path.realpath(VENV)
    if importlib.util.find_spec("pip") and not runs_inside:
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    carried = [PYTHON, "-m", "ensurepip", "--default-pip"]
    if subprocess.call(carried, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        raise SetupFault(NO_PIP)
    return [PYTHON, "-m", "pip"]


def environment(**extra):
    # type: (str) -> dict[str, str]
    """The user's environment, with UTF-8 whatever the system's locale, and the engine's code."""
    paths = [os.path.join(ROOT, "plugins"), os.environ.get("PYTHONPATH")]
    path = os.pathsep.join(filter(None, paths))
    return dict(os.environ, PYTHONUTF8="1", PYTHONPATH=path, **extra)


def started_in():
    # type: () -> str
    """The folder people stand in, from which they name files; empty in the repository itself."""
    try:
        folder = os.getcwd()
    except OSError:  # somebody has deleted it
        return ""
    return "" if folder == os.path.realpath(ROOT) else folder


def hand_on(words):
    # type: (list[str]) -> int
    """Become `python -m newsroom` in the repository; Windows cannot, so there we wait for it."""
    command = [PYTHON, "-m", "newsroom"] + words
    passed_on = environment(NEWSROOM_STARTED_IN=started_in())
    os.chdir(ROOT)
    if not WINDOWS:
        # Ctrl-C waits until the task can answer it, and does not stop Python in its imports.
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        os.execve(PYTHON, command, passed_on)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the task's to answer
    return subprocess.call(command, env=passed_on)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
