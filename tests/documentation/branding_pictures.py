"""Takes the picture of docs/branding.md: a site in two brandings, light and dark.

Run `PYTHONPATH=plugins python -m tests.documentation.branding_pictures`; it needs Chromium and the
packages of the tests.
"""

import io
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize

from newsroom.commands.building import pelican_command, run_build
from tests.documentation.handbook_pictures import ROOT
from tests.documentation.readme_pictures import FOLDER, pages_of
from tests.site.building import SITES

SIZE = ViewportSize(width=620, height=400)
GAP = 12
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 80">{}</svg>'
WAVES = (
    '<g fill="none" stroke-width="12" stroke="{}"><path d="M8 30q18-24 36 0t36 0 36 0 36 0"/>'
    '<path d="M8 62q18-24 36 0t36 0 36 0 36 0"/></g>'
    '<path fill="{}" d="M190 14h200v18H190zM190 48h130v18H190z"/>'
)
LEAF = (
    '<circle cx="40" cy="40" r="38" fill="#14532d"/>'
    '<path fill="#f2b705" d="M20 58Q20 22 60 20 58 60 20 58z"/>'
)
# The files and the lines in site.yaml of each branding.
BRANDINGS: tuple[Mapping[str, str], ...] = (
    {
        "images/logo.svg": SVG.format(400, WAVES.format("#096454", "#7a0f3c")),
        "images/logo-dark.svg": SVG.format(400, WAVES.format("#7fd1c0", "#ffffff")),
        "site.yaml": 'colours: {brand: "#7a0f3c", accent: "#096454"}\n'
        "logo: {src: images/logo.svg, dark: images/logo-dark.svg}\n",
    },
    {
        "images/logo.svg": SVG.format(80, LEAF),
        "site.yaml": 'colours: {brand: "#14532d", accent: "#f2b705"}\nlogo: images/logo.svg\n',
    },
)


def main() -> None:
    """Builds the site in each branding, and puts the four pictures into one."""
    shown = [picture for branding in BRANDINGS for picture in pictures(branding)]
    wide, high = SIZE["width"], SIZE["height"]
    whole = Image.new("RGB", (2 * wide + GAP, 2 * high + GAP), "white")
    for number, picture in enumerate(shown):
        row, column = divmod(number, 2)
        whole.paste(picture, (column * (wide + GAP), row * (high + GAP)))
    whole.quantize(64).save(FOLDER / "branding.png", optimize=True)


def pictures(branding: Mapping[str, str]) -> list[Image.Image]:
    """The list of events in the light and in the dark scheme."""
    with tempfile.TemporaryDirectory() as name:
        content, out = Path(name) / "content", Path(name) / "site"
        shutil.copytree(SITES / "full", content)
        for path, text in branding.items():
            (content / path).parent.mkdir(exist_ok=True)
            with (content / path).open("a", encoding="utf-8") as file:
                file.write(text)
        command = pelican_command("publishconf.py", out, now="2023-12-20T12:00")
        command[command.index("content")] = str(content)
        built = run_build(command, cwd=ROOT)
        assert built.is_good, built.report
        with pages_of(out, SIZE) as (page, address):
            return [taken(page, address, scheme) for scheme in ("light", "dark")]


def taken(page: Page, address: str, scheme: str) -> Image.Image:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}/arrangementer/", wait_until="load")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


if __name__ == "__main__":
    main()
