"""The files of the theme, the classes they name, and the macros of its parts."""

import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment
from jinja2.runtime import Macro

from newsroom.site.templates import environment
from newsroom.specimens.pages import example_files, examples

ROOT = Path(__file__).parents[2]
THEME = ROOT / "theme"
TEMPLATES, CSS = THEME / "templates", THEME / "css"
PARTS = sorted(path.stem for path in (TEMPLATES / "parts").glob("*.html"))
SHEETS = sorted(CSS.rglob("*.css"))
PAGES = sorted(TEMPLATES.rglob("*.html"))
# An e-mail has its styles in its own elements: tests/newsletters reads them.
STYLED = [path for path in PAGES if path.stem != "newsletter-mail"]
EXAMPLES = dict(examples(example_files(THEME)))
EACH = [(part, name) for part, named in EXAMPLES.items() for name in named]
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CLASS = re.compile(r"\.(-?[a-z_][\w-]*)", re.IGNORECASE)
RULE = re.compile(r"([^{};]+)\{")
CLASS_ATTRIBUTE = re.compile(r'class=\\?"([^"\\]*)')


@cache
def templates() -> Environment:
    """The theme's templates, with undefined variables as errors, as on the site."""
    return environment((THEME,))


def macro(part: str) -> Macro:
    """The macro of a part."""
    return getattr(templates().get_template(f"parts/{part}.html").module, part.replace("-", "_"))


def rendered(part: str, name: str) -> str:
    """The HTML of an example of a part."""
    return str(macro(part)(**EXAMPLES[part][name]))


def css_of(path: Path) -> str:
    """A style sheet without its comments."""
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def selectors(path: Path) -> list[str]:
    """The selectors of all rules; at-rules are left out."""
    rules = (rule.strip() for rule in RULE.findall(css_of(path)))
    return [rule for rule in rules if rule and not rule.startswith("@")]


def styled_classes() -> dict[str, set[str]]:
    """Each class in a selector, with the names of the style sheets that have it."""
    sheets: dict[str, set[str]] = {}
    for path in SHEETS:
        for selector in selectors(path):
            for name in CLASS.findall(selector):
                sheets.setdefault(name, set()).add(path.stem)
    return sheets


def used_classes() -> set[str]:
    """Every class that a template or our Python gives an element."""
    others = ("pictures/markup.py", "reading/markdown_converter.py", "reviews/chart.svg.jinja")
    texts = [path.read_text(encoding="utf-8") for path in STYLED]
    texts += [(ROOT / "plugins" / "newsroom" / name).read_text(encoding="utf-8") for name in others]
    return {
        name for text in texts for value in CLASS_ATTRIBUTE.findall(text) for name in value.split()
    }


def declarations(block: str) -> dict[str, str]:
    """The custom properties that a block sets."""
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


@cache
def schemes() -> SimpleNamespace:
    """The tokens of the theme's light scheme, and those of the dark scheme."""
    return schemes_of(css_of(CSS / "tokens.css"))


def schemes_of(css: str) -> SimpleNamespace:
    """The tokens of both schemes in the text of a tokens.css."""
    light = declarations(css.partition("[data-colour")[0])
    _, _, rest = css.partition("prefers-color-scheme: dark")
    dark = light | declarations(rest.partition("@media")[0])
    return SimpleNamespace(light=light, dark=dark)
