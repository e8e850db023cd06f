"""docs/extending.md: its examples work, and a forgotten step is reported."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from blinker import Signal
from pelican import signals

from newsroom.desk.rebuilding import watched
from newsroom.site.compatibility import USABLE
from tests import given
from tests.installed import HALF_WRITTEN, ROOT, InstalledSite, install_locked, pip_for
from tests.site import building
from tests.small_site import CONTENT, SETTINGS
from tests.wording.texts_in_code import TextsInCode
from tests.wording.texts_in_code import untranslated as no_translation

PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
STEP = re.compile(r"^`(plugins/[^`]+)`, below `([^`]+)`:.*?^```\w+\n(.*?)^```$", re.M | re.S)
FILES = CONTENT | {"publishconf.py": SETTINGS}
EVENTS = """\
- id: 2023-frokost
  title: Frokost
  start: 2023-12-24 09:00
  online: https://eksempel.no/mote
  sponsor: Sparebanken
"""
PELICAN = ("pelican", "content", "-o", "output", "-s", "publishconf.py")


def section(heading: str) -> str:
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def steps() -> list[tuple[str, str, str]]:
    """The steps of the section "A field": the file, a text in the line above, and the new lines."""
    return STEP.findall(section("A field"))


def started(
    folder: Path, *words: str, plugins: Path = ROOT / "plugins"
) -> subprocess.CompletedProcess[str]:
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, (plugins, folder, ROOT))),
        "GITHUB_ACTIONS": "",
    }
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=env, capture_output=True, encoding="utf-8",
        timeout=120, check=False,
    )  # fmt: skip


def build(folder: Path, **places: Path) -> Path:
    """The OUTPUT of Pelican's own command."""
    if places:
        done = started(folder, *PELICAN, **places)
        assert done.returncode == 0, done.stdout + done.stderr
    else:
        ended = forked(folder)
        assert ended.code == 0, ended.out + ended.err
    return folder / "output"


def forked(folder: Path) -> building.Ended:
    """Pelican's own command, with the engine of this repository."""
    return building.ended([sys.executable, "-m", *PELICAN], folder, modules=[folder])


def engine(folder: Path, *, without: str = "") -> Path:
    """A copy of the engine with the steps of "A field", except the one in the file `without`.

    Steps that somebody has taken in the repository itself are undone first.
    """
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=HALF_WRITTEN)
    for path, above, text in steps():
        file = folder / path
        lines = file.read_text(encoding="utf-8").replace(text, "").splitlines(keepends=True)
        (at,) = [number for number, line in enumerate(lines, 1) if above in line]
        more = [] if path == without else [text]
        file.write_text("".join([*lines[:at], *more, *lines[at:]]), encoding="utf-8")
    return folder


def fields(top: Path) -> Iterator[tuple[str, str]]:
    """Each field of the models in contract/, with the name of its class."""
    for file in sorted((top / "plugins/newsroom/contract").glob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for of in (node for node in tree.body if isinstance(node, ast.ClassDef)):
            for node in of.body:
                if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                    yield of.name, node.target.id


def words_used(top: Path) -> set[str]:
    """All attribute names and texts in the code, and all words in the templates."""
    files = (top / "plugins" / "newsroom").rglob("*.py")
    used = set().union(*(words_in(file.read_text(encoding="utf-8")) for file in files))
    for file in (top / "theme" / "templates").rglob("*.html"):
        used |= set(re.findall(r"\w+", file.read_text(encoding="utf-8")))
    return used


@cache
def words_in(code: str) -> frozenset[str]:
    """The attribute names and texts in a module, of which most are the same in each engine."""
    nodes = list(ast.walk(ast.parse(code)))
    names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return frozenset(names | {str(n.value) for n in nodes if isinstance(n, ast.Constant)})


def unused_fields(top: Path) -> list[str]:
    used = words_used(top)
    return [
        f"{model}.{name} is shown nowhere: read it in a view (views.py, facts.py), or remove it"
        for model, name in fields(top)
        if name not in used
    ]


def untranslated(texts: set[str], top: Path) -> list[str]:
    """Those of the texts that have no English or no Nynorsk in an engine."""
    catalogues = top / "plugins/newsroom/wording/translations"
    return [line for lang in ("en", "nn") for line in no_translation(texts, catalogues, lang)]


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An engine with all the steps, beside a site with an event that has the field."""
    top = tmp_path_factory.mktemp("motor")
    return engine(given.written(top, FILES | {"content/events/2023.yaml": EVENTS}))


@pytest.fixture(scope="module")
def its_texts(extended: Path) -> set[str]:
    """The texts for visitors in its code."""
    return TextsInCode(extended / "plugins/newsroom").for_visitors()


def test_every_field_is_used_in_a_view_or_template() -> None:
    """A field that content accepts and nothing shows is a mistake."""
    assert unused_fields(ROOT) == []


def test_the_five_steps_of_the_page_add_a_field(extended: Path, its_texts: set[str]) -> None:
    """The field is read and shown, and is in the schema and in the handbook."""
    assert len({path for path, _, _ in steps()}) == len(steps()) == 5
    top = extended
    page = build(top, plugins=top / "plugins") / "arrangementer/2023/frokost/index.html"
    assert re.search(r"<dt>Betalt av</dt>\s*<dd>Sparebanken</dd>", page.read_text("utf-8"))
    (top / "docs" / "handbok").mkdir(parents=True)
    ended = started(top, "tests.documentation.field_tables", plugins=top / "plugins")
    assert ended.returncode == 0, ended.stderr
    assert '"sponsor"' in (top / ".vscode/schemas/events.json").read_text(encoding="utf-8")
    assert "| `sponsor` | Sponsor. Hvem som" in (top / "docs/handbok/felt.md").read_text("utf-8")
    assert (unused_fields(top), untranslated(its_texts, top)) == ([], [])


@pytest.mark.parametrize(
    ("forgotten", "message"),
    [
        (
            "fields.yaml",
            "Event.sponsor has no words. Write this line in contract/fields.yaml, below `Event:`\n"
            '  sponsor: {label: …, help: "….", example: …}\n',
        ),
        (
            "event.py",
            "Event.sponsor has words, but is no field. Write it in the class Event in contract/, "
            'such as `sponsor: Text = ""`, or delete its line in contract/fields.yaml.\n',
        ),
    ],
)
def test_a_forgotten_file_is_reported_with_the_line_to_write(
    tmp_path: Path, forgotten: str, message: str
) -> None:
    """`field_tables` stops, and names the file and the class or the group in it."""
    without = f"plugins/newsroom/contract/{forgotten}"
    top = engine(given.written(tmp_path, FILES), without=without)
    ended = started(top, "tests.documentation.field_tables", plugins=top / "plugins")
    assert (ended.returncode, ended.stderr) == (1, message)


def test_a_field_without_use_is_reported(tmp_path: Path) -> None:
    """The step in events/facts.py is left out."""
    top = engine(tmp_path, without="plugins/newsroom/events/facts.py")
    assert unused_fields(top) == [
        "Event.sponsor is shown nowhere: read it in a view (views.py, facts.py), or remove it"
    ]


@pytest.mark.parametrize("catalogue", ["en.po", "nn.po"])
def test_a_text_without_a_translation_is_reported(
    tmp_path: Path, its_texts: set[str], catalogue: str
) -> None:
    """The step in that catalogue is left out."""
    top = engine(tmp_path, without=f"plugins/newsroom/wording/translations/{catalogue}")
    assert untranslated(its_texts, top) == [
        '"Betalt av" is not translated: '
        f'write msgid "Betalt av" and its msgstr in translations/{catalogue}'
    ]


def test_every_file_that_the_page_names_exists() -> None:
    """In the repository, in the package, in tests/kinds/jobs or in the theme."""
    tops = (ROOT, ROOT / "plugins/newsroom", ROOT / "tests/kinds/jobs", ROOT / "theme")
    named = set(re.findall(r"`([\w/-]+(?:\.(?:py|md|html|css|yaml|po))?)`", PAGE))
    paths = {name for name in named if "/" in name.strip("/") or "." in name}
    made = {"templates/parts/page-head.html", "views.py", "pages.py", "spots.py", "css/tokens.css"}
    made |= {"css/local.css"}
    assert len(paths) > 15
    assert [p for p in sorted(paths - made) if not any((top / p).exists() for top in tops)] == []


def test_a_template_of_the_site_replaces_the_themes(tmp_path: Path) -> None:
    """The page has the setting for it; the next build shows a change of the file."""
    (setting,) = re.findall(r"^THEME_TEMPLATES_OVERRIDES = .*$", PAGE, re.MULTILINE)
    folder = given.written(tmp_path, FILES | {"publishconf.py": f"{SETTINGS}\n{setting}\n"})
    part = folder / "templates" / "parts" / "page-head.html"
    part.parent.mkdir(parents=True)
    ours = (ROOT / "theme/templates/parts/page-head.html").read_text(encoding="utf-8")
    for label in ("første", "andre"):
        part.write_text(ours.replace('<div class="page-head"', f'<div title="{label}"'), "utf-8")
        html = (build(folder) / "om-oss/index.html").read_text(encoding="utf-8")
        assert f'<div title="{label}"' in html
        assert '<div class="page-head"' not in html


def test_the_preview_watches_the_theme_and_the_templates_of_the_site(tmp_path: Path) -> None:
    """They are watched only if they exist."""
    assert tmp_path / "templates" not in watched(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "theme").mkdir()
    assert watched(tmp_path)[-2:] == (tmp_path / "theme", tmp_path / "templates")


def test_a_site_can_have_its_own_theme(tmp_path: Path) -> None:
    """Its colour is in the published style sheet."""
    folder = given.written(tmp_path, FILES | {"publishconf.py": f'{SETTINGS}\nTHEME = "theme"\n'})
    shutil.copytree(ROOT / "theme", folder / "theme")
    tokens = folder / "theme/css/tokens.css"
    text = tokens.read_text(encoding="utf-8")
    tokens.write_text(text.replace("--colour-fjord: #00708f", "--colour-fjord: #123456"), "utf-8")
    (sheet,) = (build(folder) / "assets").glob("site.*.css")
    assert "--colour-fjord:#123456" in sheet.read_text(encoding="utf-8").replace(": #", ":#")


LISTENER = """
import atexit
from blinker import Signal
from newsroom.site.compatibility import USABLE
from pelican import signals

FIRED, RECEIVERS = set(), []

def receiver(name):
    def fired(*args, **kwargs):
        FIRED.add(name)
    return fired

def listen(usable):
    for name, signal in vars(signals).items():
        if isinstance(signal, Signal) and (name in USABLE) == usable:
            RECEIVERS.append(receiver(name))
            signal.connect(RECEIVERS[-1])

def listen_to_the_others(pelican):
    FIRED.add("get_generators")
    listen(False)

def register():
    listen(True)
    signals.get_generators.connect(listen_to_the_others)

atexit.register(lambda: print("FIRED", *sorted(FIRED)))
"""


def documented_signals() -> dict[str, bool]:
    """Pelican's signals, and whether each fires, by the table on the page.

    The table has full names, and last words such as `…_writer_finalized`.
    """
    lines = section("A Pelican plugin from elsewhere").splitlines()
    rows = [line.split("|")[1:3] for line in lines if line.startswith("| `")]
    table = {word: when for names, when in rows for word in re.findall(r"`([\w…]+)`", names)}
    fires = {}
    for name in (name for name, signal in vars(signals).items() if isinstance(signal, Signal)):
        word = next(w for w in table if name == w or (w[0] == "…" and name.endswith(w[1:])))
        fires[name] = not table[word].startswith(" never")
    return fires


def test_the_signals_fire_that_the_page_names(tmp_path: Path) -> None:
    """These fire and no others, except that readers look for readers; the table has them all.

    The engine refuses a plugin that listens to the others, so this one does so after its check.
    """
    more = f'{SETTINGS}\nPLUGINS = [*PLUGINS, "listener"]\n'
    folder = given.written(tmp_path, FILES | {"publishconf.py": more, "listener.py": LISTENER})
    ended = started(folder, *PELICAN)
    (fired,) = [line.split()[1:] for line in ended.stdout.splitlines() if line.startswith("FIRED")]
    usable = {name for name, fires in documented_signals().items() if fires}
    assert set(fired) - {"readers_init"} == usable == USABLE


PLUGIN_SETTINGS = f"""\
{SETTINGS}
PLUGINS = [*PLUGINS, "pelican.plugins.sitemap", "pelican.plugins.pybtex"]
SITEMAP = {{"format": "txt"}}
PYBTEX_SOURCES = ["kilder.bib"]
THEME_TEMPLATES_OVERRIDES = ["templates"]
"""
BOOK = "@book{n, title={Fram over Polhavet}, author={Nansen, Fridtjof}, year={1897}, publisher={A}}"
TEMPLATE = (
    "<!doctype html>\n<title>Kilder</title>\n"
    "{% for item in publications %}<p>{{ item.html }}</p>\n{% endfor %}"
)


def test_two_plugins_from_pypi_work(environment: Path, tmp_path: Path) -> None:
    """They work in a first run, in two without a change, and after a page and a plugin are gone."""
    install_locked(pip_for(environment), ROOT / "tests/plugins.txt", "--no-deps")
    files = {
        "publishconf.py": PLUGIN_SETTINGS,
        "kilder.bib": BOOK,
        "templates/publications.html": TEMPLATE,
    }
    site = InstalledSite(given.written(tmp_path, FILES | files), environment)
    command = (site.pelican, "content", "-o", "output", "-s", "publishconf.py")
    output = site.folder / "output"
    for _ in range(3):
        site.run(*command)
        listed = (output / "sitemap.txt").read_text(encoding="utf-8").splitlines()
        assert {
            "https://eksempel.no/",
            "https://eksempel.no/om-oss/",
            "https://eksempel.no/nyheter/2023/hei/",
            "https://eksempel.no/publications.html",
        } < set(listed)
        assert "<em>Fram over Polhavet</em>" in (output / "publications.html").read_text("utf-8")
        assert "om-oss" in (output / "sitemap.xml").read_text(encoding="utf-8")
    (site.folder / "content/pages/om-oss.md").unlink()
    without = PLUGIN_SETTINGS.replace(', "pelican.plugins.pybtex"', "")
    (site.folder / "publishconf.py").write_text(without, encoding="utf-8")
    site.run(*command)
    assert "om-oss" not in (output / "sitemap.txt").read_text(encoding="utf-8")
    assert not (output / "publications.html").exists()


EDITOR = """
from pathlib import Path
from pelican import signals

def edit(path, context):
    if path.endswith("om-oss/index.html"):
        html, note = Path(path).read_text("utf-8"), Path(context["NOTE"]).read_text()
        Path(path).write_text(html.replace("</main>", note + "</main>"), "utf-8")

def register():
    signals.content_written.connect(edit)
"""
SECRET = "Hemmelighetskremmeri"
DRAFT = f"---\ntitle: {SECRET}\ndate: 2023-12-02\nstatus: draft\n---\nTekst.\n"


def edited(folder: Path, note: str) -> building.Ended:
    """A build with a plugin that adds a note to a page."""
    more = 'PLUGINS = [*PLUGINS, "editor"]\nNOTE = "note.txt"\n'
    files = {"editor.py": EDITOR, "publishconf.py": f"{SETTINGS}\n{more}", "note.txt": note}
    given.written(folder, files)
    return forked(folder)


def test_a_plugin_may_edit_a_page(tmp_path: Path) -> None:
    """Each build makes the page again before the plugin edits it, so the note is there once."""
    folder = given.written(tmp_path, FILES)
    for _ in range(3):
        ended = edited(folder, "Rettet.")
        assert ended.code == 0, ended.err
        html = (folder / "output/om-oss/index.html").read_text(encoding="utf-8")
        assert html.count("Rettet.") == 1


def test_a_page_edited_by_a_plugin_is_scanned(tmp_path: Path) -> None:
    """A leaked draft ends the build with exit code 3, and the old site stays."""
    folder = given.written(tmp_path, FILES | {"content/news/2023/ny.md": DRAFT})
    assert edited(folder, "Rettet.").code == 0
    page = folder / "output/om-oss/index.html"
    before = page.read_bytes()
    ended = edited(folder, SECRET)
    assert ended.code == 3, ended.err
    assert "om-oss/index.html" in ended.err
    assert page.read_bytes() == before


def test_a_file_written_by_a_plugin_is_scanned(tmp_path: Path) -> None:
    """A leaked draft ends the build with exit code 3."""
    plugin = f"""
        from pathlib import Path
        from pelican import signals

        def write(pelican):
            Path(pelican.output_path, "ut.txt").write_text("{SECRET}")

        def register():
            signals.finalized.connect(write)
        """
    files = {"content/news/2023/ny.md": DRAFT, "letter.py": plugin}
    files["publishconf.py"] = f'{SETTINGS}\nPLUGINS = [*PLUGINS, "letter"]\n'
    folder = given.written(tmp_path, FILES | files)
    ended = forked(folder)
    assert ended.code == 3, ended.err
    assert "ut.txt" in ended.err
    assert not (folder / "output").exists()


def test_the_tests_that_the_page_names_exist() -> None:
    """In the table of what the engine uses in Pelican."""
    rows = section("A new Pelican version").split("\n| ")[2:]
    matches = [re.search(r"`(tests/[\w/]+\.py)::(\w+)` \|$", row.strip()) for row in rows]
    assert len(rows) > 10
    assert all(matches), rows
    for match in matches:
        assert match
        assert f"\ndef {match[2]}(" in (ROOT / match[1]).read_text(encoding="utf-8")
