"""Addresses that go through another service."""

from newsroom.contract.problems import Report, Source
from newsroom.reading.tracked_links import add_tracked, untracked
from tests import given
from tests.table import check_each

GOOGLE = "https://www.google.com/url?"
OUTLOOK = "https://eur01.safelinks.protection.outlook.com/?"

# An address, where it leads, and the code of what is wrong with it.
CASES = [
    (f"{GOOGLE}q=https://unpkg.com/react@18", "https://unpkg.com/react@18", "link-tracked"),
    (f"{GOOGLE}q=https://a.no/%3Fm%3Dkari@a.no", "https://a.no/?m=kari@a.no", "link-tracked"),
    (f"{GOOGLE}q=https://a.no/&from=@kari", "https://a.no/", "link-tracked"),
    (f"{GOOGLE}q=https://a.no/&from=kari%40a.no", "https://a.no/", "link-personal"),
    (f"{OUTLOOK}url=https%3A%2F%2Fa.no&data=05%7C01%7Ckari%2540a.no%7C", "https://a.no",
     "link-personal"),
    (f"{GOOGLE}q={OUTLOOK}url=https%253A%252F%252Fa.no%26data=kari@b.a.no", "https://a.no",
     "link-personal"),
    (f"{GOOGLE}q=httpd.no", "", ""),
    (f"{GOOGLE}q=http://a.no/a%20b", "http://a.no/a%20b", "link-tracked"),
    (f"{GOOGLE}sa=D", "", ""),
    ("https://a.no/?url=https://b.no/kari@a.no", "", ""),
    (f"{GOOGLE}q=" * 1600 + "https://x.no", "https://x.no", "link-tracked"),
]  # fmt: skip


def test_where_a_tracked_address_leads() -> None:
    """An e-mail address is that of a reader only beside the address that the link leads to."""

    def check(case: tuple[str, str, str]) -> None:
        address, target, code = case
        report = Report()
        add_tracked(address, Source("a.md"), report)
        assert untracked(address) == target
        assert given.codes(report) == ([code] if code else [])

    check_each(CASES, check, lambda case: case[0][:80])
