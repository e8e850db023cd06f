"""Checks whether the file of a picture tells where it was taken, or with whose camera."""

from newsroom.contract.problems import Report
from newsroom.contract.source import Source
from newsroom.pictures.inspect import Facts

# A format whose metadata cannot be read without a further package.
CLOSED = "image-heic"


def check_privacy(path: str, facts: Facts, report: Report, *, is_public: bool) -> None:
    """Report a place or a serial number in the metadata of the file at `path` (from content/).

    A place is an error when everybody can get the file itself (`is_public`), else advice.
    """
    source, values = Source(path), {"src": path}
    if facts.has_place:
        report.add(source, (), "image-place", values, "error" if is_public else "advice")
    if facts.has_serial and is_public:
        report.add(source, (), "image-serial", values)
    if facts.code == CLOSED and is_public:
        report.add(source, (), CLOSED, values)
