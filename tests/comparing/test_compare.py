"""`run.py diff`: the report about each kind of pull request, as a file beside this one."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from newsroom.commands.comparing.compare import compare
from tests.browser.serving import served
from tests.comparing.base import SITE
from tests.table import check_each
from tests.test_workflows import git

REPORTS = Path(__file__).parent
CONTENT = Path("content")
FROKOST, KURS = "content/news/2023/frokost.md", "content/events/2024.yaml"
DRAFT, KONTOR = "content/news/2023/fusjon.md", "content/news/2023/kontor.md"
SECRETS = ("Hemmelig", "fusjon", "Avtalen", "Ikke si", "Overtakelse")
# What replaces a text of a file: pairs of the old and the new; None deletes the file.
Edits = Mapping[str, tuple[tuple[str, str], ...] | None]
LETTER = """\
---
title: Året 2023
year: 2023
date: 2023-12-19
image: {src: images/nitelva.png, alt: Elva i sol., credit: Byen}
figures:
  - {id: arrangementer, label: Arrangementer, source: events.count}
---
Vi holdt {{ figures.arrangementer }} arrangement.
"""
SWAPPED = "# Ny rekkefølge\n- title: Kurs i nettsider\n  id: 2024-kurs\n"
FUTURE = "---\ntitle: Overtakelse\ndate: 2024-03-01\nsummary: Ikke si det.\n---\nAvtalen.\n"
CASES: Mapping[str, Edits] = {
    "typo": {FROKOST: (("fult", "fullt"),)},
    "correction": {
        FROKOST: (
            ("Seksti", "Femti"),
            ("---\nDet", "corrections: [{date: 2023-12-15, text: Det kom femti.}]\n---\nDet"),
        )
    },
    "moved-event": {
        KURS: (
            ("2024-01-18 09:00", "2024-01-25 12:00"),
            ("2024-01-18 11:00", "2024-01-25 14:00"),
            ("venue: sentrum", "venue: biblioteket"),
        )
    },
    "cancelled-and-full": {
        KURS: (
            ("capacity: 20}", "capacity: 20, status: full}"),
            ("title: Mingling", "title: Mingling\n  status: cancelled"),
            (
                "4 ganger",
                "5 ganger\n  instances:\n    2024-01-17: {status: cancelled}"
                "\n    2024-01-24: {start: 2024-01-25 11:30, end: 2024-01-25 12:30}",
            ),
        )
    },
    "deleted-page": {
        FROKOST: None,
        KONTOR: (("title:", "aliases: [/nyheter/2023/frokost/]\ntitle:"),),
        "content/pages/om-oss.md": None,
        "content/record/gone.txt": (("", "/om-oss/\n"),),
    },
    "deleted-without-an-address": {FROKOST: None},
    "new-letter": {"content/reviews/2023.md": (("", LETTER),)},
    "attendance": {
        "content/events/2022.yaml": (("network: helse", "network: helse\n  attendance: 62"),),
    },
    "draft-only": {DRAFT: (("undertegnet", "lest"),), "content/news/2024/o.md": (("", FUTURE),)},
    "broken-draft": {
        DRAFT: (("date: 2023-12-10", "date: i morgen, Hemmelig"),),
        FROKOST: (("Neste frokost", "[Mer](fusjon.md) om neste frokost"),),
    },
    "broken-page": {FROKOST: (("date: 2023-12-01", "date: i går"),)},
    "theme-change": {"theme/css/parts/card.css": (("inherit", "currentcolor"),)},
    "nothing-visible": {
        KURS: (("- id: 2024-kurs\n  title: Kurs i nettsider\n", SWAPPED),),
        "content/record/calendar.txt": (("", "# Ingen.\n"),),
    },
    "markup": {FROKOST: (("title: Full sal", "title: Full|sal `[@alle]`"), ("Kaffen", "*Kaffen*"))},
}  # fmt: skip


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is in Git."""
    folder = tmp_path_factory.mktemp("site")
    for path, text in SITE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Begynn")
    return folder


def edit(folder: Path, edits: Edits) -> None:
    """Make the edits of a case; a letter also gets its picture."""
    for path, pairs in edits.items():
        file = folder / path
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        for old, new in pairs or ():
            assert old in text
            text = text.replace(old, new, 1)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        if pairs is None:
            file.unlink()
        if "nitelva.png" in text:
            (folder / "content/images").mkdir()
            Image.new("RGB", (1600, 900), "teal").save(folder / "content/images/nitelva.png")


def reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command prints, with a fixed name of the commit."""
    assert compare("", False, "", CONTENT) == 0
    return capsys.readouterr().out.replace(git(folder, "rev-parse", "HEAD")[:7], "a1b2c3d")


def test_the_report_of_each_kind_of_pull_request(
    committed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each is in a file `<kind>.md`; none has a word of what is not published."""

    def check(name: str) -> None:
        folder = shutil.copytree(committed, tmp_path / name)
        monkeypatch.chdir(folder)
        edit(folder, CASES[name])
        report = reported(folder, capsys)
        assert report == (REPORTS / f"{name}.md").read_text(encoding="utf-8")
        assert not [word for word in SECRETS if word in report]

    check_each(CASES, check)


def test_the_commits_it_compares_with(
    committed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The branch to push to, a commit by name, what is online; another one is refused."""
    folder = shutil.copytree(committed, tmp_path / "site")
    monkeypatch.chdir(folder)
    first = git(folder, "rev-parse", "HEAD").strip()
    git(folder, "remote", "add", "origin", str(committed))
    git(folder, "fetch", "--quiet", "origin")
    git(folder, "branch", "--quiet", "--set-upstream-to", "origin/main")
    edit(folder, CASES["typo"])
    git(folder, "commit", "--quiet", "--all", "--message", "Rett")
    expected = (REPORTS / "typo.md").read_text(encoding="utf-8").replace("a1b2c3d", first[:7])
    capsys.readouterr()
    (tmp_path / "publisert.json").write_text(json.dumps({"commit": first}), encoding="utf-8")
    with served(tmp_path) as siteurl:
        for revision, is_published in (("", False), ("HEAD~1", False), ("", True)):
            assert compare(revision, is_published, siteurl, CONTENT) == 0
            assert capsys.readouterr().out == expected
    compare("HEAD", False, "", CONTENT)
    assert "Ingenting leserne ser, blir annerledes." in capsys.readouterr().out
    assert compare("--help", False, "", CONTENT) == 1
    assert capsys.readouterr().err == (
        "--help finnes ikke i Git her. Hent det (git fetch), eller velg en av dem git log viser. "
        "Ingenting er endret.\n"
    )
    assert compare("", True, siteurl, CONTENT) == 1
    assert f"Får ikke spurt {siteurl}: ingen svarer der." in capsys.readouterr().err
    (folder / "content/ut.md").symlink_to("/etc/hostname")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "En lenke ut")
    (folder / "content/ut.md").unlink()
    assert compare("HEAD", False, "", CONTENT) == 0
    assert "Ingenting leserne ser, blir annerledes." in capsys.readouterr().out
