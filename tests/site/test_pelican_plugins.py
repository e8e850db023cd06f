"""docs/pelican.md: what plugins, readers and themes made for Pelican can do here, and the messages
for those that cannot work. Each line of its tables names a test."""

import re
import sys
from pathlib import Path

import pytest

from tests import given
from tests.site import building
from tests.site.building import ROOT, Ended
from tests.small_site import CONTENT, SETTINGS

PLUGIN = """\
import os
from pathlib import Path
from pelican import signals

def work(*given, **named):
{work}

def register():
    signals.{signal}.connect(work)
"""


def written(folder: Path, *lines: str, **files: str) -> Path:
    """A site with these lines in its settings, and files beside them."""
    given.written(folder, CONTENT | {"publishconf.py": "\n".join([SETTINGS, *lines, ""])})
    return given.written(folder, {name.replace("__", "."): text for name, text in files.items()})


def built(folder: Path) -> Ended:
    line = [sys.executable, "-m", "pelican", "content", "-o", "output", "-s", "publishconf.py"]
    return building.ended(line, folder, modules=[folder])


def with_plugin(folder: Path, signal: str, *work: str) -> Ended:
    """A build with the plugin `guest`, which does some work when a signal fires."""
    body = "\n".join(f"    {line}" for line in work)
    text = PLUGIN.format(work=body, signal=signal)
    return built(written(folder, 'PLUGINS = [*PLUGINS, "guest"]', guest__py=text))


def refused(ended: Ended) -> dict[str, str]:
    """The messages of a build that stopped, by code and in order."""
    assert ended.code == 1, ended.err + ended.out
    assert "Traceback" not in ended.err
    rows = [line.partition(": ")[::2] for line in ended.err.splitlines()]
    return {code: text for code, text in rows if re.fullmatch("[a-z-]+", code)}


def test_plugins_may_be_names_and_modules(tmp_path: Path) -> None:
    """A mixture of both builds the same site, and the next run has nothing to do."""
    mixed = "PLUGINS = [one.__name__ if len(one.__name__) % 2 else one for one in PLUGINS]"
    folders = [written(tmp_path / "modules"), written(tmp_path / "mixed", mixed)]
    for folder in folders:
        ended = built(folder)
        assert ended.code == 0, ended.err
    one, other = (building.snapshot(folder / "output") for folder in folders)
    assert one == other
    assert "Ingenting er endret" in built(folders[1]).out


READER = """\
from pelican import signals
from pelican.readers import BaseReader

class OrgReader(BaseReader):
    pass

def add_reader(readers):
    readers.reader_classes["org"] = OrgReader

def count(content):
    content.words = 1

def register():
    signals.readers_init.connect(add_reader)
    signals.content_object_init.connect(count)
"""


def test_what_cannot_work_is_refused_at_once(tmp_path: Path) -> None:
    """A missing plugin, two signals, a reader and a theme, each with a sentence that says why."""
    lines = (
        'PLUGINS = [*PLUGINS, "guest", "ikke_her"]',
        "from guest import OrgReader",
        'READERS = READERS | {"org": OrgReader}',
        'THEME = "stock"',
    )
    folder = written(tmp_path, *lines, guest__py=READER)
    given.written(folder, {"stock/templates/article.html": "", "stock/templates/base.html": ""})
    ended = built(folder)
    messages = refused(ended)
    assert set(messages) == {"plugin-broken", "plugin-signal", "plugin-reader", "theme-foreign"}
    assert "ikke lot seg laste: ikke_her." in messages["plugin-broken"]
    assert "«guest» kan ikke virke her: den venter på content_object_init" in ended.err
    assert "(`readers_init`)" in ended.err and "(`READERS: org`)" in ended.err
    assert "mangler malene event.html, events.html, figures.html," in messages["theme-foreign"]
    assert not (folder / "output").exists()


def test_a_module_that_cannot_be_registered_is_refused(tmp_path: Path) -> None:
    """By the name of the module; the others in PLUGINS are fine."""
    text = "def register():\n    raise ValueError\n"
    messages = refused(
        built(written(tmp_path, "import guest", "PLUGINS = [*PLUGINS, guest]", guest__py=text))
    )
    assert list(messages) == ["plugin-broken"]
    assert "ikke lot seg laste: guest." in messages["plugin-broken"]


def test_a_plugin_that_replaces_the_writer_is_refused(tmp_path: Path) -> None:
    """One that only listens to `get_writer` is not."""
    work = (
        "from pelican.writers import Writer",
        "return type('Own', (Writer,), {'__module__': __name__})",
    )
    messages = refused(with_plugin(tmp_path, "get_writer", *work))
    assert list(messages) == ["plugin-writer"]
    assert messages["plugin-writer"].startswith("Utvidelsen «guest» kan ikke virke her: den vil ")


@pytest.mark.parametrize(
    ("signal", "work", "reason"),
    [
        ("article_generator_finalized", "given[0].articles[0].content", "AttributeError: "),
        ("article_generator_finalized", "given[0].articles[0].readtime = 1", "ValidationError: "),
        ("content_written", "Path(given[0]).read_text('utf-8')", "UnicodeDecodeError: "),
        ("finalized", "open('ikke-her.json')", "FileNotFoundError: "),
        ("initialized", "1 / 0", "ZeroDivisionError: "),
    ],
)
def test_a_plugin_that_fails_is_named(tmp_path: Path, signal: str, work: str, reason: str) -> None:
    """With the line in its file, also when it looks for a file that is missing."""
    messages = refused(with_plugin(tmp_path, signal, work))
    assert list(messages) == ["plugin-failed"]
    start = f"Utvidelsen «guest» stoppet med en feil i {tmp_path / 'guest.py'}:6: {reason}"
    assert messages["plugin-failed"].startswith(start)


def test_files_below_the_output_path_are_taken(tmp_path: Path) -> None:
    """Below `OUTPUT_PATH` of the settings too, where many plugins write."""
    work = (
        "Path(given[0].output_path, 'a.txt').write_text('a')",
        "Path(given[0].settings['OUTPUT_PATH'], 'b.txt').write_text('b')",
    )
    ended = with_plugin(tmp_path, "finalized", *work)
    assert ended.code == 0, ended.err
    assert [(tmp_path / "output" / name).read_text() for name in ("a.txt", "b.txt")] == ["a", "b"]


def test_a_plugin_that_works_in_part_is_used_and_named(tmp_path: Path) -> None:
    """It listens to a signal that fires, and to one that does not."""
    both = "content_object_init.connect(work)\n    signals.finalized"
    ended = with_plugin(tmp_path, both, "Path(given[0].output_path, 'a.txt').write_text('a')")
    assert ended.code == 0, ended.err
    assert (tmp_path / "output/a.txt").is_file()
    message = "plugin-partly: Utvidelsen «guest» virker bare delvis: den venter også på signalene "
    assert f"{message}content_object_init, og" in ended.err


def test_files_that_the_site_does_not_take_are_named(tmp_path: Path) -> None:
    """In OUTPUT itself, in the place of a page, and a link."""
    out = tmp_path / "output"
    assert built(written(tmp_path)).code == 0
    page = (out / "index.html").read_bytes()
    work = (
        f"Path({str(out)!r}, 'rett-i.txt').write_text('x')",
        "beside = Path('.output.next')",
        "(beside / 'om-oss/index.html').unlink(missing_ok=True)",
        "(beside / 'om-oss').mkdir(parents=True, exist_ok=True)",
        "(beside / 'om-oss/index.html').write_text('x')",
        "os.symlink('/etc/hosts', beside / 'lenke')",
    )
    ended = with_plugin(tmp_path, "all_generators_finalized", *work)
    text = refused(ended)["plugin-files"]
    for name in (
        str(out / "rett-i.txt"),
        "om-oss/index.html",
        str(tmp_path / ".output.next/lenke"),
    ):
        assert name in text
    assert (out / "index.html").read_bytes() == page


def test_a_plugin_that_edits_a_page_and_fails_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    """Pages that stay are not one file with those of OUTPUT, where a plugin may write into them."""
    work = (
        'if not Path("edits").exists() or not given[0].endswith("index.html"):',
        "    return",
        'with open(given[0], "a") as page:',
        '    page.write("half")',
        'raise ValueError("broken")',
    )
    for _ in range(2):
        ended = with_plugin(tmp_path, "content_written", *work)
        assert ended.code == 0, ended.err
    before = building.snapshot(tmp_path / "output")
    (tmp_path / "edits").touch()
    assert with_plugin(tmp_path, "content_written", *work).code == 1
    assert building.snapshot(tmp_path / "output") == before


def test_filters_of_the_settings_do_not_reach_our_templates(tmp_path: Path) -> None:
    """The message names the template and its line, not the disk."""
    lines = (
        'JINJA_FILTERS = {"rop": str.upper}',
        'THEME_TEMPLATES_OVERRIDES = ["templates"]',
    )
    folder = written(tmp_path, *lines)
    given.written(folder, {"templates/page.html": "<p>\n{{ page.title | rop }}</p>\n"})
    messages = refused(built(folder))
    assert list(messages) == ["template-failed"]
    assert "(templates/page.html:2): TemplateAssertionError" in messages["template-failed"]
    assert "rop" in messages["template-failed"]


def test_a_template_that_fails_in_another_process_is_named(tmp_path: Path) -> None:
    """A large site is made by several processes; nothing of it is replaced."""
    names = [f"{number:03}" for number in range(150)]
    pages = {f"content/pages/side-{n}.md": f"---\ntitle: Side {n}\n---\nTekst.\n" for n in names}
    folder = given.written(
        written(tmp_path, 'THEME_TEMPLATES_OVERRIDES = ["templates"]'),
        pages | {"templates/page.html": "<h1>{{ page.head.title }}</h1>\n"},
    )
    assert built(folder).code == 0
    before = building.snapshot(folder / "output")
    for number in (20, 70, 120):  # in some other process, whatever the order of the pages is
        fault = f"<h1>\n{{{{ 'Side {number:03}' in page.head.title and page.finnesikke }}}}</h1>\n"
        given.written(folder, {"templates/page.html": fault})
        text = refused(built(folder))["template-failed"]
        assert "(templates/page.html:2): UndefinedError" in text and "finnesikke" in text
        assert building.snapshot(folder / "output") == before


def test_the_page_names_a_test_for_each_line() -> None:
    """The last cell of each row; the test exists."""
    page = (ROOT / "docs" / "pelican.md").read_text(encoding="utf-8")
    rows = [row for row in page.splitlines() if row.startswith("| ") and "---" not in row]
    cells = [row.strip("| ").split(" | ")[-1] for row in rows]
    names = [cell for cell in cells if cell != "test"]
    assert len(names) > 12
    for name in names:
        file, _, test = name.strip("`").partition("::")
        assert f"def {test}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), name
