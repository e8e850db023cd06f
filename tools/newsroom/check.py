"""The whole check of the content, without making a page of it."""

from pathlib import Path

from pelican.settings import read_settings

ROOT = Path(__file__).parents[2]


def main(content: Path, lang: str) -> int:
    """Tell every problem, or that there is none. Raises SystemExit(2) when there are errors."""
    given = {"PATH": str(content.resolve()), "REPORT_LANG": lang}
    settings = read_settings(str(ROOT / "publishconf.py"), override=given)
    engine = settings["PELICAN_CLASS"](settings)
    engine.check()
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
