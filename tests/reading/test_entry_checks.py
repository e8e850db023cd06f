"""HTML in plain text fields, and times with an offset."""

from itertools import product
from pathlib import Path

import pytest

from newsroom.contract.moment import Moment
from newsroom.contract.problems import Report
from newsroom.reading.entry_checks import check_offsets
from tests import given
from tests.table import check_each

EVENT = """\
id: 2023-frokost
title: Frokost
start: 2023-09-12 09:00
online: https://prove.example/?a=1&b=2
summary: "Vi møtes <b>tidlig</b>"
description: "Se `<b>` og &amp; og **fet**."
programme:
- {title: "Kaffe<br/>", text: "Rosa &nbsp; te"}
documents: [{title: "<i class='x'>Kart</i>", src: documents/x.pdf}]
"""


def told(tmp_path: Path, files: dict[str, str]) -> list[tuple[int, str, str]]:
    _, report = given.loaded(tmp_path, files | {"documents/x.pdf": "%PDF"})
    assert set(given.codes(report)) <= {"html-in-field"}
    known = [(problem.line, dict(problem.values)) for problem in report]
    return [(line, values["field"], values["value"]) for line, values in known]


def test_each_is_told_with_its_field_and_line(tmp_path: Path) -> None:
    """Each element is reported once, with field and line; Markdown and addresses are excepted."""
    assert told(tmp_path, {"events/x.yaml": EVENT}) == [
        (5, "summary", "<b>"),
        (8, "programme.title", "<br/>"),
        (8, "programme.text", "&nbsp;"),
        (9, "documents.title", "<i class='x'>"),
    ]


ENTRIES = [
    ("news/x.md", '---\ntitle: "{}"\ndate: 2023-01-01\nsummary: x\n---\nHei.\n'),
    ("news/x.md", '---\ntitle: X\ndate: 2023-01-01\nsummary: x\ntags: [a, "{}x"]\n---\nHei.\n'),
    ("pages/x.md", '---\ntitle: X\nsummary: "{}"\n---\nHei.\n'),
    ("reviews/2023.md", '---\ntitle: X\nyear: 2023\ndate: 2024-01-01\nfigures: '
     '[{{label: "{}x", value: 1}}]\n---\nHei.\n'),
    ("people.yaml", 'kari: {{name: Kari, role: "{}"}}\n'),
    ("venues.yaml", 'x: {{name: X, accessibility: "{}"}}\n'),
    ("networks.yaml", 'x: {{name: X, summary: "{}"}}\n'),
    ("site.yaml", 'identity: example.org,2023\nname: "{}"\n'),
]  # fmt: skip
CODES = ["<script src=x>", "</p>", "<!-- husk -->", "&copy;", "&#8212;"]


def test_whatever_kind_of_entry_it_is_in(tmp_path: Path) -> None:
    """HTML is reported in each kind of entry, with the field's written name."""

    def check(case: tuple[int, tuple[tuple[str, str], str]]) -> None:
        number, ((file, text), code) = case
        found = told(tmp_path / str(number), {file: text.format(code)})
        assert [value for _, _, value in found] == [code]

    check_each(enumerate(product(ENTRIES, CODES)), check)


@pytest.mark.parametrize(
    "text", ["K&I", "AT&T; og mer", "a < b og c > d", "1 <2> 3", "<3", "<post@prove.example>",
             "<https://prove.example>"],
)  # fmt: skip
def test_what_only_looks_like_it_is_left_alone(tmp_path: Path, text: str) -> None:
    """Ampersands, comparisons and hearts are no HTML."""
    assert told(tmp_path, {"people.yaml": f"kari: {{name: Kari, role: '{text}'}}\n"}) == []


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-03-05T11:00:00Z", "2024-03-05 12:00"),
        ("2024-06-04 10:00 Z", "2024-06-04 12:00"),
        ("2024-06-04T10:00z", "2024-06-04 12:00"),
        ("2024-10-27T00:30Z", "2024-10-27 02:30"),
        ("2024-06-03T23:30-0700", "2024-06-04 08:30"),
        ("2024-01-01 00:30+05:30", "2023-12-31 20:00"),
        ("2024-03-31T01:30:00+00:00", "2024-03-31 03:30"),
    ],
)
def test_a_time_with_an_offset_is_shown_as_norwegian_time(written: str, moment: str) -> None:
    """A time with an offset is converted to Oslo time, and the advice shows the result."""
    event = given.event(start=written)
    assert event.start == Moment.parse(moment)
    report = Report()
    check_offsets(event, report)
    values = {"value": written, "moment": moment, "city": "Oslo"}
    assert [(problem.code, dict(problem.values)) for problem in report] == [
        ("date-converted", values)
    ]


@pytest.mark.parametrize("written", ["2024-03-05 12:00", "2024-10-27T01:30Z"])
def test_a_time_that_says_what_it_means_has_no_advice(written: str) -> None:
    """A time as everybody writes it, and the second of two, which only an offset can name."""
    report = Report()
    check_offsets(given.event(start=written), report)
    assert list(report) == []
