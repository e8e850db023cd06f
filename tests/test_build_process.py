"""The process that builds the preview: what it keeps in memory, and when it is replaced."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.commands.building import BuildProcess, pelican_command, run_build
from tests.installed import HALF_WRITTEN, ROOT


@pytest.fixture
def builds(tmp_path: Path) -> Iterator[BuildProcess]:
    """A build process for a copy of tests/sites/minimal."""
    for part in ("plugins", "theme"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=HALF_WRITTEN)
    for name in ("pelicanconf.py", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "tests/sites/minimal", tmp_path / "content")
    made = BuildProcess("pelicanconf.py", Path("ut"), siteurl="", now="2023-12-20", cwd=tmp_path)
    yield made
    made.close()


def test_saved_content_is_built_by_the_same_process(builds: BuildProcess) -> None:
    """A mistake is reported by one build, and no longer by the next build after its correction."""
    page = next((builds.cwd / "content/pages").glob("*.md"))
    text = page.read_text("utf-8")
    assert builds.build().is_good
    process = builds.process
    page.write_text(text + "\nNytt avsnitt.\n", encoding="utf-8")
    assert builds.build().is_good
    page.write_text(text.replace("title:", "titel:"), encoding="utf-8")
    bad = builds.build()
    assert not bad.is_good
    assert "field-unknown" in bad.report
    page.write_text(text + "\nEnda ett.\n", encoding="utf-8")
    assert builds.build().report == ""
    assert any(
        "Enda ett." in file.read_text("utf-8") for file in (builds.cwd / "ut").rglob("*.html")
    )
    assert builds.process is process


def test_the_page_in_view_is_what_the_next_build_writes(builds: BuildProcess) -> None:
    """Nothing for another address, or when a file has a fault: then the build tells it."""
    page = next((builds.cwd / "content/pages").glob("*.md"))
    text, address = page.read_text("utf-8"), f"/{page.stem}/"
    file = builds.cwd / "ut" / page.stem / "index.html"
    assert builds.build().is_good
    page.write_text(text + "\nNytt avsnitt.\n", encoding="utf-8")
    seen = builds.view(address)
    assert "Nytt avsnitt." in seen.decode()
    assert "Nytt avsnitt." not in file.read_text("utf-8")
    assert builds.view("/finnes-ikke/") == b""
    page.write_text(text.replace("title:", "titel:"), encoding="utf-8")
    assert builds.view(address) == b""
    page.write_text(text + "\nNytt avsnitt.\n", encoding="utf-8")
    assert builds.build().is_good
    assert file.read_bytes() == seen


def test_changed_code_is_built_by_a_new_process(builds: BuildProcess) -> None:
    """The new process also starts after code with a syntax error was corrected."""
    assert builds.build().is_good
    for name in ("plugins/newsroom/wording/texts.py", "pelicanconf.py"):
        process, file = builds.process, builds.cwd / name
        text = file.read_text("utf-8")
        file.write_text(text + "\nhva er dette\n", encoding="utf-8")
        assert "SyntaxError" in builds.build().report
        file.write_text(text + "\n# Ferdig.\n", encoding="utf-8")
        assert builds.build().is_good
        assert builds.process is not process
    # One that was killed is replaced too.
    builds.process.kill()
    builds.process.wait()
    assert builds.build().is_good


def test_a_good_build_reports_stderr_and_a_failed_one_all_output(tmp_path: Path) -> None:
    """After a good build only the advice on stderr is useful."""
    script = "import sys; print('Done'); print('råd', file=sys.stderr); sys.exit({})"
    python = [sys.executable, "-X", "utf8", "-c"]
    good = run_build([*python, script.format(0)], cwd=tmp_path)
    bad = run_build([*python, script.format(2)], cwd=tmp_path)
    assert (good.is_good, good.report) == (True, "råd")
    assert (bad.is_good, bad.report) == (False, "Done\nråd")


def test_settings_are_passed_to_pelican_as_json_after_one_flag() -> None:
    """Pelican uses only the last -e, and reads its values as JSON."""
    command = pelican_command(
        "a.py", Path("ut"), siteurl="https://example.org", now="2023-12-20T12:00"
    )
    assert command[-3:] == ["-e", 'SITEURL="https://example.org"', 'NOW="2023-12-20T12:00"']
    assert "-e" not in pelican_command("a.py", Path("ut"))
