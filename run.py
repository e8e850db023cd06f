#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Sets up .venv from the locked packages when needed, then runs a task of tasks.py in it.

The grammar is that of Python 2.7 on purpose: a Python too old for the site must still be able
to read this file and say so.
"""

import contextlib
import glob
import hashlib
import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

OLDEST = (3, 11)
WINDOWS = os.name == "nt"
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(["Scripts", "python.exe"] if WINDOWS else ["bin", "python"]))

BUILD_LOCK = "requirements.txt"
DEV_LOCK = "requirements-dev.txt"  # names everything in BUILD_LOCK too, in the same versions
PDF_LOCK = "requirements-pdf.txt"  # the same, and what prints the year-end letter
LOCKS = (BUILD_LOCK, DEV_LOCK, PDF_LOCK)
# Words that a task asks for itself, in Norwegian; Invoke would refuse to start without them.
ASKED = {"new": 2, "rename": 2, "remove": 2}
# Tasks that take none.
WORDLESS = frozenset(["build", "serve", "test", "soundness", "check", "record", "images", "clean"])
DEV_WORDS = frozenset(["test", "soundness"])
PDF_WORDS = frozenset(["pdf"])
# What a shell reads as it stands, and what it reads inside double quotes too.
PLAIN, SPECIAL = re.compile(r"[\w./:#@%+-]+$"), re.compile(r'(["\\$`])')
# A letter that asks for a PDF; reading content/ properly takes the packages that are not here yet.
PDF_WANTED = re.compile(r"^pdf: *(ja|true) *$", re.MULTILINE | re.IGNORECASE)

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
VENV_FAILED = """\
Oppsettet stoppet: mappen .venv kunne ikke lages ({reason}).
Lukk programmer som bruker mappen, og kjør kommandoen på nytt.
"""
TOO_MANY = """\
Det er flere ord enn `{0}` tar. Skriv dem som hører sammen, i anførselstegn:
  {1}
"""
OR = "\neller, med bindestrek i det nye navnet:\n  "
NO_WORDS = """\
«{0}» hører ikke til her: `{1}` tar ingen ord etter seg. Skriv:
  {2}
"""
INTERRUPTED = """\
Avbrutt. Kjør kommandoen på nytt for å fullføre oppsettet.
"""


class SetupFault(Exception):
    """The environment could not be made; the text tells people what to do."""


def main(words):
    """The exit code of the task that the words name, or of the set-up that failed."""
    if sys.version_info[:2] < OLDEST:
        say(too_old(sys.version_info))
        return 1
    wrong = refused(words)
    if wrong:
        say(wrong)
        return 1
    try:
        prepare(locks_for(words))
    except SetupFault as fault:
        say(str(fault))
        return 1
    except KeyboardInterrupt:
        say(INTERRUPTED)
        return 130
    return hand_on(with_words_to_ask_for(words) or ["--list"])


def say(text):
    """Messages go to stderr, so that stdout is the task's own."""
    sys.stderr.write(text)
    sys.stderr.flush()


def too_old(version):
    """What to tell someone whose Python cannot build the site."""
    return TOO_OLD.format(wanted=".".join(map(str, OLDEST)), found=".".join(map(str, version[:3])))


def locks_for(words):
    """The lock files whose packages the words need, in the order they are installed."""
    if DEV_WORDS.intersection(words):
        return [BUILD_LOCK, DEV_LOCK]
    prints = PDF_WORDS.intersection(words) or ("build" in words and letter_as_pdf())
    return [BUILD_LOCK, PDF_LOCK] if prints else [BUILD_LOCK]


def letter_as_pdf():
    """Some year-end letter in content/ asks to be a PDF too."""
    for path in glob.glob(os.path.join(ROOT, "content", "reviews", "*.md")):
        with open(path, "rb") as handle:
            if PDF_WANTED.search(handle.read().decode("utf-8", "replace")):
                return True
    return False


def with_words_to_ask_for(words):
    """The words, with an empty one for each that the task asks for when it is missing."""
    most = ASKED.get(words[0], 0) if words else 0
    given = list(words[1 : 1 + most])
    while any(word.startswith("-") for word in given):
        given.pop()
    rest = list(words[1 + len(given) :])
    return list(words[:1]) + given + [""] * (most - len(given)) + rest


def refused(words):
    """What to tell someone who gave a task more words than it takes; "" when it takes them."""
    words = list(words)
    given = list(itertools.takewhile(lambda word: not word.startswith("-"), words))
    most = ASKED.get(given[0], 0) if given else 0
    if most and len(given) > 1 + most:
        options = words[len(given) :]
        return TOO_MANY.format(given[0], OR.join(typed(m + options) for m in meant(given)))
    if len(given) > 1 and given[0] in WORDLESS and not is_task(given[1]):
        return NO_WORDS.format(given[1], given[0], typed(given[:1]))
    return ""


def is_task(word):
    """Several tasks may be named, one after another."""
    return word in WORDLESS or word in ASKED or word in PDF_WORDS or word == "share"


def meant(words):
    """The commands that somebody may have meant who left out quotation marks."""
    if words[0] != "rename":
        return [words[:2] + [" ".join(words[2:])]]
    return [["rename", " ".join(words[1:-1]), words[-1]], words[:2] + ["-".join(words[2:])]]


def typed(words):
    """A command as a shell reads it."""
    quoted = (w if PLAIN.match(w) else '"' + SPECIAL.sub(r"\\\1", w) + '"' for w in words)
    return "python3 run.py " + " ".join(quoted)


def prepare(locks):
    """Make the environment if it is missing, half made or outdated, and add what it lacks."""
    if all(is_installed(lock) for lock in locks):
        return
    with alone():
        if not is_installed(BUILD_LOCK) or any(is_outdated(lock) for lock in locks):
            make_environment()
        for lock in locks:
            if not is_installed(lock):
                install(lock)


def stamp(lock):
    """A hash of all that an installed lock depends on: its bytes, this Python, this platform."""
    with open(os.path.join(ROOT, lock), "rb") as handle:
        digest = hashlib.sha256(handle.read())
    digest.update((sys.version + sysconfig.get_platform()).encode("utf-8"))
    return digest.hexdigest()


def marker(lock):
    """The file that holds the lock's stamp once every package in it is installed."""
    return os.path.join(VENV, lock + ".sha256")


def recorded(lock):
    """The stamp in the lock's marker; empty when there is none."""
    try:
        with open(marker(lock)) as handle:
            return handle.read()
    except OSError:
        return ""


def is_installed(lock):
    """Every package of the lock, as it reads now, is in the environment."""
    return recorded(lock) == stamp(lock) and os.path.exists(PYTHON)


def is_outdated(lock):
    """The lock was installed, but it or the Python has changed since."""
    return recorded(lock) not in ("", stamp(lock))


@contextlib.contextmanager
def alone():
    """Waits for any other set-up of this folder; the system frees the lock if we are killed."""
    with open(os.path.join(ROOT, ".venv.lock"), "w") as handle:
        if fcntl:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def make_environment():
    """An empty .venv; the markers go first, so that half an old one is never taken for whole."""
    import venv  # here, because Python 2.7 has none and the quick way needs none

    say("Setter opp .venv med Python-pakkene (tar omtrent et halvt minutt) ...\n")
    try:
        for lock in LOCKS:
            if os.path.exists(marker(lock)):
                os.remove(marker(lock))
        if os.path.isdir(VENV):
            shutil.rmtree(VENV)
        venv.create(VENV, symlinks=not WINDOWS)
    except OSError as fault:
        raise SetupFault(VENV_FAILED.format(reason=fault))


def install(lock):
    """Install the lock's packages with the user's own pip settings, and mark it as done."""
    say("Installerer {0} ...\n".format(lock))
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    command = pip() + ["install"] + options + ["-r", os.path.join(ROOT, lock)]
    # A personal "user = true" would make pip refuse a virtual environment.
    if subprocess.call(command, env=environment(PIP_USER="0")):
        raise SetupFault(PIP_FAILED.format(lock=lock))
    with open(marker(lock), "w") as handle:
        handle.write(stamp(lock))


def pip():
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
    """The user's environment, with UTF-8 whatever the system's locale, and the engine's code."""
    found = [os.path.join(ROOT, "plugins"), os.environ.get("PYTHONPATH")]
    return dict(
        os.environ, PYTHONUTF8="1", PYTHONPATH=os.pathsep.join(filter(None, found)), **extra
    )


def hand_on(words):
    """Become Invoke, run from the repository's root; Windows cannot, so there we wait for it."""
    command = [PYTHON, "-m", "invoke"] + words
    os.chdir(ROOT)
    if not WINDOWS:
        os.execve(PYTHON, command, environment())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the task's to answer
    return subprocess.call(command, env=environment())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
