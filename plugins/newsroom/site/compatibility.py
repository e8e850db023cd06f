"""Plugins, readers and themes that Pelican could use and this engine cannot (docs/pelican.md)."""

import logging
import traceback
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from blinker import ANY, Signal
from jinja2 import TemplateError

from newsroom.executor.cluster import ClusterFault
from newsroom.places import PACKAGE, THEME, theme_file, theme_folders
from newsroom.site.output_folders import OutputRefused

# Pelican's signals that fire here and whose receivers can do something.
USABLE = {
    *("initialized", "get_generators", "get_writer", "all_generators_finalized", "finalized"),
    *("generator_init", "article_generator_init", "page_generator_init", "static_generator_init"),
    *("article_generator_finalized", "page_generator_finalized", "static_generator_finalized"),
    "content_written",
}
# Those at which a plugin only prepares what it does at others.
EARLY = {name for name in USABLE if name.endswith(("_init", "initialized", "_writer"))}
MANY = 4
TEXTS = {".css", ".html"}


class Refusal(NamedTuple):
    """The code of a message, and its values by name; some messages do not stop the build."""

    code: str
    values: Mapping[str, object]
    stops: bool = True


def refusals(
    settings: Mapping[str, Any], plugins: Iterable[object], signals: Mapping[str, Signal]
) -> Iterator[Refusal]:
    """Everything among the settings and the loaded plugins that cannot work, one by one."""
    for plugin, names in sorted(receivers(foreign_modules(plugins), signals).items()):
        if "readers_init" in names:
            yield Refusal("plugin-reader", {"name": plugin, "value": "readers_init"})
        if useless := sorted(names - USABLE - {"readers_init"}):
            values = {"name": plugin, "value": ", ".join(useless)}
            works_partly = bool(names & (USABLE - EARLY))
            code = "plugin-partly" if works_partly else "plugin-signal"
            yield Refusal(code, values, stops=not works_partly)
    for suffix, reader in settings["READERS"].items():
        if reader:
            yield Refusal("plugin-reader", {"name": owner(reader), "value": f"READERS: {suffix}"})
    if missing := missing_templates(theme_folders(settings)):
        yield Refusal("theme-foreign", {"path": settings["THEME"], "names": few(missing)})


def receivers(foreign: Iterable[str], signals: Mapping[str, Signal]) -> Mapping[str, set[str]]:
    """The names of the signals that each plugin listens to."""
    listened = defaultdict[str, set[str]](set)
    for name, signal in signals.items():
        for receiver in signal.receivers_for(ANY):
            listened[named(owner(receiver), foreign)].add(name)
    return listened


def foreign_modules(plugins: Iterable[object]) -> tuple[str, ...]:
    """The names of the modules of all plugins that are not rooms of the engine."""
    return tuple(
        module_name(plugin)
        for plugin in plugins
        if not (isinstance(plugin, ModuleType) and _is_ours(plugin.__file__))
    )


def module_name(plugin: object) -> str:
    """The name of the module that a plugin is, or is from."""
    if isinstance(plugin, str):
        return plugin
    return plugin.__name__ if isinstance(plugin, ModuleType) else owner(plugin)


def owner(receiver: object) -> str:
    """The name of the module that a function or a class is from."""
    return str(getattr(receiver, "__module__", type(receiver).__module__))


def named(module: str, foreign: Iterable[str]) -> str:
    """The plugin that a module belongs to; the module itself when it belongs to none."""
    return next((name for name in foreign if f"{module}.".startswith(f"{name}.")), module)


def missing_templates(themes: tuple[Path, ...]) -> list[str]:
    """The templates of the engine's theme, by path, that none of the themes has."""
    if any(theme.resolve() == THEME.resolve() for theme in themes):
        return []
    ours = sorted(file.relative_to(THEME).as_posix() for file in THEME.glob("templates/**/*.html"))
    names = [name for name in ours if not theme_file(themes, name).is_file()]
    return [name.removeprefix("templates/") for name in names]


def few(names: list[str]) -> str:
    """The first names of a list, and how many there are besides them."""
    more = len(names) - MANY
    return ", ".join(names[:MANY]) + (f" … (+{more})" if more > 0 else "")


def not_loaded(wanted: Iterable[object], loaded: Collection[object]) -> list[str]:
    """The names of the plugins in PLUGINS that Pelican could not load or register."""
    known = [*loaded, *map(module_name, loaded)]
    missing = [one for one in wanted if one not in known and f"pelican.plugins.{one}" not in known]
    return [*map(module_name, missing)]


def failure(
    error: Exception, plugins: Iterable[object], settings: Mapping[str, Any]
) -> Refusal | None:
    """The message about an error of a plugin, a template or the disk.

    None for any other error: that is a bug in the engine.
    """
    foreign, reason = (
        foreign_modules(plugins),
        " ".join(f"{type(error).__name__}: {error}".split()).rstrip("."),
    )
    frames = [(frame, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    places = [f"{frame.f_code.co_filename}:{line}" for frame, line in frames]
    logging.getLogger(__name__).debug("", exc_info=error)
    for (frame, _), place in zip(frames, places, strict=True):
        if (name := named(frame.f_globals.get("__name__", ""), foreign)) in foreign:
            return Refusal("plugin-failed", {"name": name, "path": place, "reason": reason})
    if isinstance(error, TemplateError):  # before OSError, which TemplateNotFound is too
        # Jinja gives frames of templates their file; the last frame may be of a library.
        in_templates = [place for place in places if ".py:" not in place]
        path = [*places, *in_templates][-1]
        return Refusal("template-failed", {"path": path, "reason": reason})
    if isinstance(error, UnicodeDecodeError) and (path := not_utf8(theme_folders(settings))):
        return Refusal("template-failed", {"path": path, "reason": reason})
    if isinstance(error, ClusterFault):
        return Refusal(error.code, error.values)
    if isinstance(error, OutputRefused):
        return Refusal(error.code, {"path": error.path})
    if isinstance(error, OSError):
        path = error.filename or settings["OUTPUT_PATH"]
        return Refusal("file-system", {"path": path, "reason": error.strerror or error})
    return None


def not_utf8(themes: tuple[Path, ...]) -> str:
    """The first style sheet or template of the themes that is not UTF-8; empty when all are."""
    files = (file for theme in themes for file in sorted(theme.rglob("*")))
    return next((str(file) for file in files if file.suffix in TEXTS and not is_utf8(file)), "")


def is_utf8(file: Path) -> bool:
    try:
        file.read_bytes().decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_ours(file: str | None) -> bool:
    return Path(file or "").is_relative_to(PACKAGE)
