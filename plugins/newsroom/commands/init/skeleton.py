"""The files of a new site, made of the skeleton in the engine's wheel.

`newsroom/skeleton/` in the wheel has the files of all sites in `all/`, and others for each
language. A name that ends with `.j2` is a Jinja template; one that starts with `_` is only included
by others.
"""

import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from jinja2 import DictLoader, Environment, StrictUndefined

from newsroom.commands.init.wheel import locked, version_of
from newsroom.commands.new import field_line

# Our pictures of the handbook show our site.
PICTURE = re.compile(rb"^!\[.*\]\(bilder/.*\)\n\n?", re.MULTILINE)
FOLDER = "newsroom/skeleton/"
TEMPLATE = ".j2"
# The values of the templates: `run.py upgrade` makes the files of another version with them.
ANSWERS = ".newsroom.json"
LANGUAGES = ("nb", "nn", "en")


def site_files(wheel: Path, values: Mapping[str, object]) -> dict[str, bytes]:
    """The bytes of each file by its path; `values` are those of the templates, `lang` among them.

    A template that renders to nothing makes no file.
    """
    skeleton = _skeleton(wheel)
    folders = ("all", str(values["lang"]))
    given = {**values, "version": version_of(wheel)}
    environment = _environment({k: v.decode() for k, v in skeleton.items() if _is_text(k)})
    answers = json.dumps(values, indent=1, ensure_ascii=False) + "\n"
    files = {f"wheels/{wheel.name}": wheel.read_bytes(), ANSWERS: answers.encode()}
    for name, content in skeleton.items():
        folder, _, path = name.partition("/")
        if folder not in folders or PurePosixPath(path).name.startswith("_"):
            continue
        if path.endswith(TEMPLATE):
            path = path.removesuffix(TEMPLATE)
            content = environment.get_template(name).render(given, get=given.get).encode()
        if PurePosixPath(path).match("requirements*.txt"):
            content = locked(content, wheel)
        if path.startswith("docs/handbok/"):
            content = PICTURE.sub(b"", content)
        if content.strip():
            files[path] = content
    return files


def _skeleton(wheel: Path) -> dict[str, bytes]:
    """The files of the skeleton by their path below it."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.startswith(FOLDER)]
        return {name.removeprefix(FOLDER): archive.read(name) for name in sorted(names)}


def _is_text(name: str) -> bool:
    return name.endswith(TEMPLATE) or PurePosixPath(name).name.startswith("_")


def _environment(templates: Mapping[str, str]) -> Environment:
    """Jinja, with `line(field, value)` for a line of YAML."""
    environment = Environment(
        loader=DictLoader(templates),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["line"] = field_line
    return environment
