"""The records of the pages with texts, in a file of SQLite: read and written in parts.

For an edit of texts alone (`text_edit`), whose cost must not grow with the site: a whole cache file
takes as long to read as the site is large.
"""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from newsroom.site.recorded_pages import ALL, RecordedPage, RecordedText, text_of

TABLES = """
CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, value BLOB);
CREATE TABLE IF NOT EXISTS page (address TEXT PRIMARY KEY, record BLOB);
CREATE TABLE IF NOT EXISTS text (ref TEXT PRIMARY KEY, record BLOB);
CREATE TABLE IF NOT EXISTS shows
    (ref TEXT, field TEXT, address TEXT, PRIMARY KEY (ref, field, address)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shown_on ON shows (address);
"""


class PageRecords:
    """The open file; it counts as empty when it was written with another `key`."""

    def __init__(self, connection: sqlite3.Connection, key: str) -> None:
        self.connection = connection
        connection.executescript(TABLES)
        if self.value("key") != key:
            for table in ("run", "page", "shows", "text"):
                connection.execute(f"DELETE FROM {table}")
            self.put_values({"key": key})

    def value(self, name: str) -> Any:
        """What is known of the last run by a name; None for nothing."""
        rows = self.connection.execute("SELECT value FROM run WHERE name = ?", (name,))
        return next((pickle.loads(value) for (value,) in rows), None)

    def put_values(self, values: Mapping[str, Any]) -> None:
        rows = [(name, pickle.dumps(value)) for name, value in values.items()]
        self.connection.executemany("INSERT OR REPLACE INTO run VALUES (?, ?)", rows)

    def pages_with(self, shown: Iterable[tuple[str, str]]) -> Iterator[RecordedPage | None]:
        """Each page with one of these fields of texts, once; None for one that is too large.

        A field is the ref of a document and a name among SHOWN.
        """
        query = "SELECT address FROM shows WHERE (ref = ? AND field = ?) OR ref = ?"
        found = {a for one in shown for (a,) in self.connection.execute(query, (*one, ALL))}
        for address in sorted(found):
            query = "SELECT record FROM page WHERE address = ?"
            for (record,) in self.connection.execute(query, (address,)):
                yield RecordedPage.unpacked(record) if record else None

    def text(self, ref: str) -> RecordedText | None:
        rows = self.connection.execute("SELECT record FROM text WHERE ref = ?", (ref,))
        return next((RecordedText(*pickle.loads(record)) for (record,) in rows), None)

    def put_text(self, ref: str, text: RecordedText) -> None:
        row = ref, pickle.dumps(tuple(text))
        self.connection.execute("INSERT OR REPLACE INTO text VALUES (?, ?)", row)

    def put_page(self, page: RecordedPage) -> None:
        """Record a page in the place of its earlier record."""
        address = page.output.address
        row = address, page.packed()
        self.connection.execute("INSERT OR REPLACE INTO page VALUES (?, ?)", row)
        rows = [(text_of(lookup), str(lookup[-1]), address) for lookup in page.shown]
        self.connection.executemany("INSERT OR IGNORE INTO shows VALUES (?, ?, ?)", rows)

    def forget(self, addresses: Iterable[str]) -> None:
        rows = [(address,) for address in addresses]
        self.connection.executemany("DELETE FROM page WHERE address = ?", rows)
        self.connection.executemany("DELETE FROM shows WHERE address = ?", rows)

    def forget_texts_not_shown(self) -> None:
        """Forget texts that no page shows any more, so that nobody takes them for known."""
        self.connection.execute("DELETE FROM text WHERE ref NOT IN (SELECT ref FROM shows)")

    @property
    def addresses(self) -> set[str]:
        return {address for (address,) in self.connection.execute("SELECT address FROM page")}


@contextmanager
def opened(file: Path, key: str) -> Iterator[PageRecords]:
    """The records in a file, committed as a whole at the end.

    A file that is damaged is removed. Raises sqlite3.Error, after which nothing has changed.
    """
    with suppress(OSError):
        file.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(file)) as connection, connection:
            yield PageRecords(connection, key)
    except sqlite3.DatabaseError:
        with suppress(OSError):
            file.unlink()
        raise
