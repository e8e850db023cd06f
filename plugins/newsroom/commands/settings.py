"""The site in the current folder, for commands that read it without building it."""

import sys
from pathlib import Path
from typing import Any

from pelican.plugins._utils import load_plugins
from pelican.settings import read_settings

from newsroom.content_kinds import ContentKind, content_kinds, models_of
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.problems import Report
from newsroom.reading.load import load
from newsroom.site.report_language import report_language
from newsroom.wording.problems import notice


def strict_settings(**overrides: object) -> dict[str, Any]:
    """The settings of publishconf.py in the current folder, with these in place of its own."""
    return settings_of("publishconf.py", overrides)


def settings_of(file: str, overrides: dict[str, Any]) -> dict[str, Any]:
    """The settings of a file, with these in place of its own.

    Prints why a file cannot be used, such as a theme that is missing, and raises SystemExit(1).
    """
    try:
        return read_settings(file, override=overrides)
    except Exception as error:  # a file of settings is code: it can fail in any way
        reason = f"{type(error).__name__}: {error}".removeprefix("Exception: ").rstrip(".")
        lang = report_language({"PATH": "content", **overrides})
        print(notice("settings-unreadable", lang, path=file, reason=reason), file=sys.stderr)
        raise SystemExit(1) from None


def site_kinds() -> tuple[ContentKind, ...]:
    """The kinds of content of the site in the current folder."""
    return kinds_of(strict_settings())


def kinds_of(settings: dict[str, Any]) -> tuple[ContentKind, ...]:
    """The kinds of content of the plugins in these settings."""
    plugins: list[object] = load_plugins(settings)
    return content_kinds(plugins)


def site_models() -> tuple[type[Entry], ...]:
    """The models of the entries of the site."""
    return models_of(site_kinds())


def load_site(content: Path) -> tuple[Catalog, Report]:
    """All valid entries in the folder `content`, and all problems of its files."""
    return load(content, models=site_models())
