"""How the rooms are connected to Pelican: by name, once, and with few imports."""

import gc
import inspect
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from types import SimpleNamespace

import pytest
from pelican import signals
from pelican.settings import read_settings
from PIL import Image

from newsroom.addresses import plan
from newsroom.contract.clock import datetime
from newsroom.contract.edition import edition
from newsroom.contract.moment import OSLO
from newsroom.parts.share_cards import KIND
from newsroom.reading.load import load
from newsroom.site.generator import ASSET
from tests import given
from tests.site.building import ROOT, SITES, build, good

THIRD_PARTY = """
from pelican import signals
SIGNALS = []
class Stranger:
    @staticmethod
    def register():
        for name in ("initialized", "get_generators", "generator_init", "article_generator_init",
                     "article_generator_finalized", "page_generator_finalized",
                     "all_generators_finalized", "finalized"):
            getattr(signals, name).connect(LISTENERS[name])
def listener(name):
    def hear(*args, **kwargs):
        SIGNALS.append(name)
        if name == "article_generator_finalized":
            SIGNALS.append("titles=" + "|".join(a.title for a in args[0].articles))
        if name == "finalized":
            print("SIGNALS", *sorted(set(SIGNALS)), sep=";")
    return hear
LISTENERS = {name: listener(name) for name in (
    "initialized", "get_generators", "generator_init", "article_generator_init",
    "article_generator_finalized", "page_generator_finalized", "all_generators_finalized",
    "finalized")}
PLUGINS = [*PLUGINS, Stranger]
"""


@pytest.fixture(scope="module")
def settings() -> dict:
    return read_settings(str(ROOT / "pelicanconf.py"))


def test_plugins_are_modules_of_ours(settings: dict) -> None:
    """Each plugin can be imported, since Pelican hides a failed import."""
    assert all(inspect.ismodule(plugin) for plugin in settings["PLUGINS"])
    assert {plugin.__name__.partition(".")[0] for plugin in settings["PLUGINS"]} == {"newsroom"}


def makes_of(settings: dict) -> list[frozenset[str]]:
    """The kinds of pages that each generator of ours makes, after its plugin was registered."""
    for plugin in settings["PLUGINS"]:
        plugin.register()
    gc.collect()
    receivers = signals.get_generators.receivers_for(None)
    ours = [found for found in receivers if found.__module__.startswith("newsroom.")]
    generators = [give_generator(SimpleNamespace(settings=settings)) for give_generator in ours]
    return [getattr(generator, "makes", frozenset()) for generator in generators]


def test_a_plugin_registered_twice_has_one_generator(settings: dict) -> None:
    """Pelican registers the plugins in each run, and signals keep no function that nobody has."""
    assert len(makes_of(settings)) == len(settings["PLUGINS"])
    assert len(makes_of(settings)) == len(settings["PLUGINS"])


def test_every_kind_of_page_is_made_by_one_room(settings: dict) -> None:
    """Exactly one room makes each kind of page in the plan."""
    makes = [kind for kinds in makes_of(settings) for kind in kinds]
    assert len(makes) == len(set(makes))
    catalog, _ = load(SITES / "full")
    licensed = replace(catalog, site=catalog.site.model_copy(update={"credit": "Foto: Ola"}))
    found = edition(licensed, datetime(2023, 12, 20, tzinfo=OSLO))
    root = plan.Root("")
    # The addresses of a share card and of a style sheet are made from the content: no spots.
    planned = plan.plan(found, root, frozenset(makes), 20, given.SPOTS)
    assert set(planned.by_kind) == set(makes) - {KIND, ASSET}


def test_an_edit_pays_for_no_library_it_has_no_use_for() -> None:
    """The rooms' generators import no icalendar, since most edits change no calendar."""
    asked = """
import sys, pelicanconf, newsroom.site.engine
from types import SimpleNamespace
from pelican import signals
for plugin in pelicanconf.PLUGINS:
    plugin.register()
asking = SimpleNamespace(settings={"SHOW_UNPUBLISHED": True})
made = signals.get_generators.send(asking)
print(len(made), "icalendar" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["13", "False"]


@pytest.mark.parametrize("room", ["articles", "events", "reviews", "pages", "sharing"])
def test_a_kind_of_content_can_be_switched_off(tmp_path: Path, room: str) -> None:
    """Without its room in PLUGINS a kind has no pages, and nothing else breaks."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "news").mkdir()
    text = "---\ntitle: En sak\ndate: 2023-01-01\nsummary: Kort.\n---\n\nTekst.\n"
    (content / "news/sak.md").write_text(text, encoding="utf-8")
    conf = tmp_path / "conf.py"
    without = f"PLUGINS = [p for p in PLUGINS if p.__name__ != 'newsroom.{room}']"
    conf.write_text(_settings(without), encoding="utf-8")
    out = good(content, tmp_path / "out", settings=str(conf))
    gone = {
        "articles": "nyheter", "events": "arrangementer", "reviews": "aret", "pages": "index.html",
        "sharing": "sitemap.xml",
    }  # fmt: skip
    assert not (out / gone[room]).exists()
    assert all((out / other).exists() for name, other in gone.items() if name != room)


def test_the_pictures_of_a_kind_that_is_switched_off_are_not_prepared(tmp_path: Path) -> None:
    """The pictures of a kind that is switched off get no copies, since no page shows them."""
    content = tmp_path / "content"
    for folder in ("news", "images"):
        (content / folder).mkdir(parents=True)
    image = "image: {src: images/a.png, alt: Et bord, credit: Kari Nordmann}"
    text = f"---\ntitle: En sak\ndate: 2023-01-01\nsummary: Kort.\n{image}\n---\n\nTekst.\n"
    (content / "news/sak.md").write_text(text, encoding="utf-8")
    Image.new("RGB", (900, 600)).save(content / "images/a.png")
    conf, cache = tmp_path / "conf.py", tmp_path / "cache"
    for without, is_prepared in (("''", True), ("'newsroom.articles'", False)):
        plugins = f"PLUGINS = [p for p in PLUGINS if p.__name__ != {without}]"
        conf.write_text(_settings(f"{plugins}\nCACHE_PATH = {str(cache)!r}"), encoding="utf-8")
        good(content, tmp_path / "out", settings=str(conf))
        assert any((cache / "pictures").glob("*/*")) == is_prepared
        rmtree(cache)


def test_a_third_party_plugin_gets_every_signal(tmp_path: Path) -> None:
    """Pelican's signals reach a third-party plugin, and its article generator has the articles."""
    conf = tmp_path / "conf.py"
    conf.write_text(_settings(THIRD_PARTY), encoding="utf-8")
    ended = build(SITES / "full", tmp_path / "out", settings=str(conf))
    assert ended.code == 0, ended.err
    fired = next(line for line in ended.out.splitlines() if line.startswith("SIGNALS")).split(";")
    assert len([name for name in fired if "=" not in name]) == 9
    assert any("Ti nye medlemmer" in name for name in fired)


def _settings(more: str) -> str:
    head = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom publishconf import *\n"
    return f"{head}THEME = {str(ROOT / 'theme')!r}\n{more}\n"
