"""The records of the pages with texts, in a file of SQLite: read and written in parts.

For an edit of texts alone (`text_edit`): a whole cache file takes the longer to read, the more
entries the site has.
"""

import hashlib
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
HASH_BYTES = 16


class PageRecords:
    """The open file: values of the last run by name, pages by address, texts by ref."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def value(self, name: str) -> Any:
        """What is known of the last run by a name; None for nothing."""
        return self._one("SELECT value FROM run WHERE name = ?", name)

    def text(self, ref: str) -> RecordedText | None:
        record = self._one("SELECT record FROM text WHERE ref = ?", ref)
        return RecordedText(*record) if record else None

    def pages_with(self, shown: Iterable[tuple[str, str]]) -> Iterator[RecordedPage | None]:
        """Each page with one of these fields of texts, once; None for one that is too large.

        A field is the ref of a document and a name among SHOWN.
        """
        query = "SELECT address FROM shows WHERE (ref = ? AND field = ?) OR ref = ?"
        found = {a for one in shown for (a,) in self.connection.execute(query, (*one, ALL))}
        for address in sorted(found):
            record = self._one("SELECT record FROM page WHERE address = ?", address)
            yield RecordedPage.unpacked(record) if record else None

    @property
    def addresses(self) -> set[str]:
        return {address for (address,) in self.connection.execute("SELECT address FROM page")}

    def put_values(self, values: Mapping[str, Any]) -> None:
        rows = [(name, _checked(value)) for name, value in values.items()]
        self.connection.executemany("INSERT OR REPLACE INTO run VALUES (?, ?)", rows)

    def put_text(self, ref: str, text: RecordedText) -> None:
        row = ref, _checked(tuple(text))
        self.connection.execute("INSERT OR REPLACE INTO text VALUES (?, ?)", row)

    def put_edit(self, texts: Mapping[str, RecordedText]) -> None:
        """Record texts that were edited alone, and that they were."""
        for ref, text in texts.items():
            self.put_text(ref, text)
        self.put_values({"edited": self.value("edited") | texts.keys()})

    def put_page(self, page: RecordedPage) -> None:
        """Record a page in the place of its earlier record."""
        address = page.output.address
        row = address, _checked(page.packed())
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

    def _one(self, query: str, key: str) -> Any:
        """The one value of a query; None without a row. Raises sqlite3.DatabaseError."""
        row: tuple[bytes] | None = self.connection.execute(query, (key,)).fetchone()
        if not row:
            return None
        digest, data = row[0][:HASH_BYTES], row[0][HASH_BYTES:]
        if digest != _digest(data):
            raise sqlite3.DatabaseError(key)
        return pickle.loads(data)


def _checked(value: Any) -> bytes:
    """The pickled value behind a hash of it: SQLite has none."""
    data = pickle.dumps(value)
    return _digest(data) + data


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=HASH_BYTES).digest()


@contextmanager
def opened(file: Path, key: str) -> Iterator[PageRecords]:
    """The records in a file, committed as a whole at the end; those of another `key` are deleted.

    A file that is damaged is removed. Raises sqlite3.Error, after which nothing has changed.
    """
    with suppress(OSError):
        file.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(file, timeout=0)) as connection, connection:
            connection.executescript(TABLES)
            records = PageRecords(connection)
            if records.value("key") != key:
                for table in ("run", "page", "shows", "text"):
                    connection.execute(f"DELETE FROM {table}")
                records.put_values({"key": key})
            yield records
    except sqlite3.OperationalError:  # another build has it, or the disk is full
        raise
    except sqlite3.DatabaseError:
        with suppress(OSError):
            file.unlink()
        raise
