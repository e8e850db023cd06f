"""The cache of compiled templates, which other processes use."""

from pathlib import Path

import pytest
from jinja2 import Environment

from newsroom.site.store import Store
from newsroom.site.templates import CACHE_FILE, CompiledTemplates, environment


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme with one template."""
    (tmp_path / "theme/templates").mkdir(parents=True)
    write(tmp_path / "theme", "Hei, {{ name }}!")
    return tmp_path / "theme"


def write(theme: Path, text: str) -> None:
    (theme / "templates/hei.html").write_text(text, encoding="utf-8")


def shown(theme: Path, store: Store) -> str:
    """What a separate process renders; it saves its cache for the next."""
    compiled = CompiledTemplates(store)
    html = environment((theme,), (), compiled).get_template("hei.html").render(name="du")
    compiled.save()
    return html


def test_a_template_is_compiled_once(
    theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Jinja compiles a template once, also when the theme is moved to another folder."""
    store = Store(tmp_path / "store", "kode")
    assert shown(theme, store) == "Hei, du!"
    moved = theme.rename(tmp_path / "flyttet")
    monkeypatch.setattr(Environment, "compile", None)
    assert shown(moved, store) == "Hei, du!"


def test_a_changed_template_is_compiled_anew(theme: Path, tmp_path: Path) -> None:
    """A changed template is compiled again, and a damaged cache file is treated as empty."""
    store = Store(tmp_path / "store", "kode")
    shown(theme, store)
    write(theme, "Hallo, {{ name }}!")
    assert shown(theme, store) == "Hallo, du!"
    cache_file = store.folder / CACHE_FILE
    cache_file.write_bytes(cache_file.read_bytes()[:-1] + b"x")
    assert shown(theme, store) == "Hallo, du!"
