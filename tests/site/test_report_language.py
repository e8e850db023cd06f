"""Messages are in the language that the site is first in, where no setting says another."""

from pathlib import Path

import pytest

from newsroom.commands.check import main as check
from newsroom.commands.importing.run_import import main as import_
from newsroom.site.report_language import report_language
from tests import given
from tests.site.building import build
from tests.small_site import CONTENT, SETTINGS
from tests.table import check_each

# By the line of site.yaml: the language of messages.
LINES = {
    "": "nb",
    "languages: [nn, en]": "nb",
    "languages: [en, nb]": "en",
    "languages: ['en']": "en",
    "languages:  # the first at /\n  - en\n  - nb": "en",
    'languages:\n- "en"': "en",
    "languages:": "nb",
    "menu: []\nlanguages: [nb, en]": "nb",
    "partners:\n  - languages: [en]": "nb",
}
FAULT = {"content/pages/om-oss.md": "---\ntitle: Om oss\nsumary: Vi.\n---\nVi.\n"}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a site that is first in English, with a fault in a page."""
    monkeypatch.chdir(tmp_path)
    written = given.written(tmp_path, CONTENT | FAULT | {"publishconf.py": SETTINGS})
    site_yaml = written / "content/site.yaml"
    site_yaml.write_text(f"{site_yaml.read_text('utf-8')}languages: [en, nb]\n", "utf-8")
    return written


def test_the_first_language_decides(tmp_path: Path) -> None:
    """As site.yaml is read by a parser; a setting goes before it."""

    def language(line: str) -> None:
        (tmp_path / "site.yaml").write_text(f"name: Byen\n{line}\nmenu: []\n", "utf-8")
        assert report_language({"PATH": tmp_path, "REPORT_LANG": None}) == LINES[line]
        assert report_language({"PATH": tmp_path, "REPORT_LANG": "nn"}) == "nn"

    check_each(LINES, language, str)
    assert report_language({"PATH": tmp_path / "none"}) == "nb"


def test_a_build_and_a_check_of_an_english_site_are_in_english(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A flag and a setting still ask for Norwegian."""
    english, norwegian = "There is no field called", "Feltet `sumary` finnes ikke."
    assert english in build(site / "content", tmp_path / "out").err
    assert norwegian in build(site / "content", tmp_path / "out", REPORT_LANG="nb").err
    for lang, words in ("", english), ("nb", norwegian):
        with pytest.raises(SystemExit):
            check(site / "content", lang)
        assert words in capsys.readouterr().err


def test_an_import_into_an_english_site_reports_in_english(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_("none.xml", site / "content") == 1
    assert "does not exist" in capsys.readouterr().err
