"""The pure functions of an upgrade: formats, changelog, locks and the comparison of two sites."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from newsroom.commands.outcome import Refused
from newsroom.commands.upgrading.changelog import news
from newsroom.commands.upgrading.comparison import comparison
from newsroom.commands.upgrading.engines import install_beside
from newsroom.commands.upgrading.migrations import STEPS, FileTexts, migrated
from newsroom.commands.upgrading.skeletons import answers_of, renewed_lock
from tests import given

CHANGELOG = """\
# Changelog

## 0.10.0

### For dere som skriver

- Ti.

### For readers

- Annet.

## 0.9.0 – 2026-01-01

### For dere som skriver

- Ni.

## 0.8.0

### For dere som skriver

- Åtte.
"""


def test_steps_lead_from_the_format_of_the_content_to_the_newest() -> None:
    """One after the other; all other bytes stay, and content of the newest format stays whole."""

    def shout(texts: FileTexts) -> FileTexts:
        return {path: text.replace("hei", "HEI") for path, text in texts.items()}

    def rename(texts: FileTexts) -> FileTexts:
        return {path.replace("gammel", "ny"): text for path, text in texts.items()}

    texts = {"site.yaml": "# a\nformat: 1 # b\r\nname: hei\r\n", "gammel.md": "hei\n"}
    assert migrated(texts, {1: shout, 2: rename}) == {
        "site.yaml": "# a\nformat: 3 # b\r\nname: HEI\r\n",
        "ny.md": "HEI\n",
    }
    assert migrated({"site.yaml": "format: 2\n"}, {1: shout}) == {"site.yaml": "format: 2\n"}
    assert migrated({"site.yaml": "name: x\n"}, {1: shout})["site.yaml"] == "format: 2\nname: x\n"
    quoted = {"site.yaml": '\ufeffformat: "1"\n'}
    assert migrated(quoted, {1: shout}) == {"site.yaml": '\ufeffformat: "2"\n'}
    assert migrated(texts, STEPS) == texts


def test_the_changelog_shows_editors_the_versions_between() -> None:
    """Without the one that the site has; 0.10.0 is later than 0.9.0."""
    assert news(CHANGELOG, "0.8.0", "0.10.0") == "Nytt i 0.10.0:\n- Ti.\n\nNytt i 0.9.0:\n- Ni.\n"
    assert news(CHANGELOG, "0.8.0", "0.9.0") == "Nytt i 0.9.0:\n- Ni.\n"
    assert news(CHANGELOG, "0.10.0", "0.11.0") == ""


def test_a_lock_keeps_the_packages_that_the_site_added() -> None:
    """The versions of all others are those of the new engine."""
    old = b"a==1 \\\n    --hash=sha256:1\nb==1 \\\n    --hash=sha256:1\n"
    current = b"a==2 \\\n    --hash=sha256:9\n" + old.partition(b"\n    --hash=sha256:1\n")[2]
    new = b"a==3 \\\n    --hash=sha256:3\n"
    own = b"egen==1 \\\n    --hash=sha256:7\n"
    assert renewed_lock(current + own, old, new) == new + own


def test_packages_that_the_new_engine_locks_otherwise_are_installed_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The installed ones stay, and nobody asks for a package whose lines are the same."""
    other = wheel(tmp_path / "dist", "avhengighet", "2.0", {"avhengighet.py": "version = 2\n"})
    same = f"lik==1.0 \\\n    --hash=sha256:{'0' * 64}\n"
    lock = f"{same}avhengighet==2.0 \\\n    --hash=sha256:{sha256(other)}\n"
    skeleton = {"newsroom/skeleton/all/requirements.txt": lock, "newsroom/__init__.py": ""}
    engine = wheel(other.parent, "pelican_newsroom", "2.0.0", skeleton)
    older = "avhengighet==1.0 \\\n    --hash=sha256:" + "1" * 64
    given.written(tmp_path / "side", {"requirements.txt": f"{same}{older}\n"})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    beside = install_beside(tmp_path / "side", engine, tmp_path / "beside")
    assert {path.name for path in beside.iterdir() if path.suffix != ".dist-info"} == {
        "avhengighet.py", "newsroom", "requirements.txt",
    }  # fmt: skip


def wheel(folder: Path, name: str, version: str, files: dict[str, str]) -> Path:
    """A wheel with these files (binary distribution format 1.0)."""
    info = f"{name}-{version}.dist-info"
    about = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "",
    }
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        for path, text in {**files, **about}.items():
            archive.writestr(path, text)
    return Path(str(archive.filename))


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_damaged_answers_of_init_are_one_sentence(tmp_path: Path) -> None:
    kept = dict.fromkeys(("name", "siteurl", "short", "identity", "data_license"), "a")
    good = {**kept, "lang": "nb"}
    given.written(tmp_path, {".newsroom.json": json.dumps(good)})
    assert answers_of(tmp_path)["networks"] == {}  # what init did not ask yet
    wrong = ({}, kept, {**good, "lang": "de"}, {**good, "networks": ["a"]}, {**good, "logo": 1})
    texts = ("{", "[]", "\0", "[" * 100_000, *map(json.dumps, wrong))
    for text in (*texts, json.dumps({**good, "networks": {"a": None}})):
        given.written(tmp_path, {".newsroom.json": text})
        with pytest.raises(Refused, match=r"Filen \.newsroom\.json er ødelagt\."):
            answers_of(tmp_path)


def test_the_comparison_has_groups_of_at_most_twenty_paths(tmp_path: Path) -> None:
    """A new fingerprint in the name of a file is no difference, and hashes are not compared."""
    pages = {f"s{n:02}/index.html": "a" for n in range(21)}
    both = {"_headers": "X: 1\n", "feed.xml": "a", "kalender/alle.ics": "a", "l.txt": "a"}
    old = pages | both | {
        "om/index.html": "/assets/site.0123456789ab.css",
        "assets/site.0123456789ab.css": "a",
        ".hosting/manifest.sha256": "1",
        "borte.html": "x",
    }  # fmt: skip
    new = dict.fromkeys(pages | both, "b") | {
        "om/index.html": "/assets/site.ba9876543210.css",
        "assets/site.ba9876543210.css": "a",
        ".hosting/manifest.sha256": "2",
        "ny.ics": "x",
    }
    folders = given.written(tmp_path / "a", old), given.written(tmp_path / "b", new)
    lines = [*comparison(*folders)]
    assert lines[:2] == ["Sider som blir annerledes: 22", "  borte  /borte.html"]
    assert lines[20:] == [
        "  endret /s18/index.html",
        "  … og 2 til. Med --all vises alle.",
        "Strømmer som blir annerledes: 1",
        "  endret /feed.xml",
        "Kalendere som blir annerledes: 2",
        "  endret /kalender/alle.ics",
        "  ny     /ny.ics",
        "Oppsett for tjenere som blir annerledes: 1",
        "  endret /_headers",
        "Andre filer som blir annerledes: 1",
        "  endret /l.txt",
    ]
    assert len([*comparison(*folders, most=None)]) == len(lines) + 1
    assert [*comparison(folders[0], folders[0])] == ["Nettstedet blir likt, fil for fil."]
