"""The time of a run: read once, so that every build can be repeated."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime

from newsroom.contract.moment import OSLO
from newsroom.contract.site import Site


class NowUnreadable(ValueError):
    """NOW or SOURCE_DATE_EPOCH is not a time."""


def now(settings: Mapping[str, object], site: Site) -> datetime:
    """The setting NOW, else SOURCE_DATE_EPOCH, else the sample's clock, else the real time.

    Aware; a NOW without an offset is Oslo's wall clock.
    """
    if written := settings.get("NOW"):
        return _read(str(written))
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise NowUnreadable(epoch) from None
    return site.sample.now.instant if site.sample else datetime.now(UTC)


def _read(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise NowUnreadable(text) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=OSLO)
