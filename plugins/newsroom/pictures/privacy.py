"""What the file of a picture gives away of whoever took it."""

from newsroom.contract.problems import Report
from newsroom.contract.source import Source
from newsroom.pictures.inspect import Facts

# What may hold everything and cannot be looked into.
CLOSED = "image-heic"


def check_privacy(path: str, facts: Facts, report: Report, *, is_public: bool) -> None:
    """Where it was taken, and with whose camera; errors when everybody can get the file itself.

    `path` is from content/.
    """
    source, values = Source(path), {"src": path}
    if facts.has_place:
        report.add(source, (), "image-place", values, "error" if is_public else "advice")
    if facts.has_serial and is_public:
        report.add(source, (), "image-serial", values)
    if facts.code == CLOSED and is_public:
        report.add(source, (), CLOSED, values)
