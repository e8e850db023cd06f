"""A published site stays correct until the time in its next-change.json."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from tests.site.building import NOW, SITES, good, snapshot

NEXT_CHANGE = "next-change.json"
LISTED = ".hosting/manifest.sha256"


def built(folder: Path, now: datetime) -> dict[str, str]:
    """The hash of every file of the site, built at this time."""
    return snapshot(good(SITES / "full", folder, NOW=now.isoformat()))


def test_no_byte_changes_before_the_time_the_site_names(published: Path, tmp_path: Path) -> None:
    """A build one second before that time changes no file; a build at that time does."""
    announced = json.loads((published / NEXT_CHANGE).read_text(encoding="utf-8"))
    next_change = datetime.fromisoformat(announced["next"])
    now = built(tmp_path / "now", datetime.fromisoformat(NOW))
    assert built(tmp_path / "before", next_change - timedelta(seconds=1)) == now
    then = built(tmp_path / "then", next_change)
    assert {path for path in now if then.get(path) != now[path]} - {NEXT_CHANGE, LISTED}


def test_the_time_is_named_without_what_is_to_come(published: Path) -> None:
    """next-change.json gives the time of a future article, and nothing else of it."""
    announced = json.loads((published / NEXT_CHANGE).read_text(encoding="utf-8"))
    assert (announced["why"], announced["url"]) == ("publish", None)
