"""A published site that nobody touches: true until the moment it names itself."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from tests.site.building import NOW, SITES, good, snapshot

ITSELF = "next-change.json"
LISTED = ".hosting/manifest.sha256"


def built(folder: Path, now: datetime) -> dict[str, str]:
    """Every file of the site at a time."""
    return snapshot(good(SITES / "full", folder, NOW=now.isoformat()))


def test_no_byte_changes_before_the_time_the_site_names(published: Path, tmp_path: Path) -> None:
    """One second before it every file is the same; at that time one is not."""
    said = json.loads((published / ITSELF).read_text(encoding="utf-8"))
    next_change = datetime.fromisoformat(said["next"])
    now = built(tmp_path / "now", datetime.fromisoformat(NOW))
    assert built(tmp_path / "before", next_change - timedelta(seconds=1)) == now
    then = built(tmp_path / "then", next_change)
    assert {path for path in now if then.get(path) != now[path]} - {ITSELF, LISTED}


def test_the_time_is_named_without_what_is_to_come(published: Path) -> None:
    """The first change of this site is an article that nobody may know of yet."""
    said = json.loads((published / ITSELF).read_text(encoding="utf-8"))
    assert (said["why"], said["url"]) == ("publish", None)
