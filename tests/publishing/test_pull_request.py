"""The comment about what readers will see change, on a fake of GitHub's API."""

from pathlib import Path

import pytest

from newsroom.commands.publishing.github_pages import run_step
from newsroom.commands.publishing.pull_request import MARKER, tell
from newsroom.commands.publishing.workflow_job import WorkflowJob
from tests.publishing.github import BOT, GitHub
from tests.small_site import CONTENT, SETTINGS
from tests.test_workflows import git

FILES = {**CONTENT, "publishconf.py": SETTINGS, ".gitignore": "/.cache/\n"}
ARTICLE = "content/news/2023/hei.md"


def environment(github: GitHub, folder: Path, event: str = "pull_request") -> dict[str, str]:
    """What GitHub tells the run of pull request 7."""
    summary = str(folder / "summary.md")
    return github.environment(REF_NAME="7/merge", EVENT_NAME=event, STEP_SUMMARY=summary)


def test_a_pull_request_gets_one_comment_that_is_rewritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, github: GitHub
) -> None:
    """It compares the merge that GitHub checks out with the base; a push gets no comment."""
    folder = tmp_path / "site"
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Begynn")
    git(folder, "checkout", "--quiet", "-b", "forslag")
    (folder / ARTICLE).write_text(FILES[ARTICLE].replace("Hei", "Hallo"), encoding="utf-8")
    git(folder, "commit", "--quiet", "--all", "--message", "Rett")
    git(folder, "checkout", "--quiet", "main")
    page = "content/pages/om-oss.md"
    (folder / page).write_text(FILES[page].replace("Om oss", "Om Byen"), encoding="utf-8")
    git(folder, "commit", "--quiet", "--all", "--message", "Noe annet")
    git(folder, "merge", "--quiet", "--no-ff", "--message", "Flett", "forslag")
    monkeypatch.chdir(folder)
    for event in ("push", "pull_request", "pull_request"):
        told = environment(github, tmp_path, event)
        assert run_step("compare", WorkflowJob(told, Path("content"), Path("output"))) == 0
    assert github.asked == ["GET", "POST", "GET", "PATCH"]
    (comment,) = github.comments
    assert comment["body"].startswith(f"{MARKER}\n# Dette ser leserne bli annerledes\n")
    assert "| Hallo | tittel" in comment["body"]
    assert "Om Byen" not in comment["body"]
    assert "(https://github.example/ola/nettsted/actions/runs/77#artifacts)" in comment["body"]
    assert "| Hallo | tittel" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_our_comment_is_found_among_many_and_fits(tmp_path: Path, github: GitHub) -> None:
    """Somebody else may write the marker; GitHub takes 65,536 characters."""
    github.add("ola", "comments", body=MARKER)
    for _ in range(120):
        github.add("ola", "comments", body=None)
    github.add(BOT, "comments", body=f"{MARKER}\nFør")
    tell(environment(github, tmp_path), [f"- Side {number}, og mer" for number in range(5000)])
    assert github.asked == ["GET", "GET", "PATCH"]
    body = github.comments[-1]["body"]
    assert 65_000 < len(body) <= 65_536
    assert "og mer\n\n… Resten står i oppsummeringen av kjøringen.\n\nSe hele nettstedet:" in body
    assert "Side 4999" in (tmp_path / "summary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("status", "refused", "sentence"),
    [
        (403, "POST", "::notice::Kjøringen får ikke skrive kommentarer (som fra en fork)."),
        (500, "GET", "::warning::Får ikke skrevet i pull requesten hos GitHub"),
    ],
)
def test_a_report_that_cannot_be_a_comment_is_in_the_summary(
    tmp_path: Path,
    github: GitHub,
    capsys: pytest.CaptureFixture[str],
    status: int,
    refused: str,
    sentence: str,
) -> None:
    """The token of a fork may only read."""
    github.refusal, github.refused = status, (refused,)
    tell(environment(github, tmp_path), ["Ingenting leserne ser, blir annerledes."])
    assert capsys.readouterr().out.startswith(sentence)
    assert "Ingenting leserne ser" in (tmp_path / "summary.md").read_text(encoding="utf-8")
