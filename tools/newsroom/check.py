"""The whole check of the content, without making a page of it."""

from pathlib import Path

from pelican.settings import read_settings

from plugins.contract.catalog import Catalog
from tools.newsroom.seriesdates import series_lines

ROOT = Path(__file__).parents[2]


def main(content: Path, lang: str) -> int:
    """Tell every problem, or that there is none, and the dates of every series.

    Raises SystemExit(2) when there are errors.
    """
    given = {"PATH": str(content.resolve()), "REPORT_LANG": lang}
    settings = read_settings(str(ROOT / "publishconf.py"), override=given)
    engine = settings["PELICAN_CLASS"](settings)
    try:
        engine.check()
    finally:
        for line in series_lines(engine.settings.get("catalog", Catalog()), content.name, lang):
            print(line)
    catalog = engine.settings["catalog"]
    kinds = {
        "artikler": catalog.articles,
        "arrangementer": catalog.events,
        "sider": catalog.pages,
        "årsbrev": catalog.reviews,
    }
    counted = ", ".join(f"{len(entries)} {name}" for name, entries in kinds.items())
    print(f"Alt er i orden: {counted}.")
    return 0
