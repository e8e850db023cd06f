"""Weekdays in texts that do not fit their dates."""

from pathlib import Path

import pytest

from newsroom.contract.problems import Problem
from newsroom.wording.problems import message
from tests import given

ARTICLE = "---\ntitle: En sak\ndate: {date}\nsummary: Kort.\n{more}---\n{text}\n"


def problems(tmp_path: Path, text: str, date: str = "2024-05-02", more: str = "") -> list[Problem]:
    """The problems of an article with this text."""
    files = {"news/sak.md": ARTICLE.format(text=text, date=date, more=more)}
    return list(given.loaded(tmp_path, files)[1])


# 13 May 2024 was a Monday.
@pytest.mark.parametrize(
    "text",
    [
        "Vi møtes tirsdag 13. mai 2024.",
        "Vi møtes tirsdag den 13. mai 2024.",
        "Tirsdag 13. mai 2024 møtes vi.",
        "Vi møtes (tirsdag, 13. mai 2024).",
        "Vi møtes **tirsdag 13. mai 2024**.",
        "Vi møtes tirsdag 13.05.2024.",
        "Vi møtes tirsdag 13.5.2024 kl. 9.",
        "Vi møtes tirsdag 13.–14. mai 2024.",
        "Vi møtes tirsdagen\n13. mai 2024.",
        "Vi møttes skjærtirsdag 13. mai 2024.",
        "Vi møtes tysdag 13. mai 2024.",
    ],
)
def test_a_wrong_weekday_with_a_year_is_an_error(tmp_path: Path, text: str) -> None:
    """A wrong weekday at a date with a year is an error."""
    (problem,) = problems(tmp_path, text)
    assert (problem.code, problem.severity) == ("weekday-wrong", "error")
    words = message(problem, "nb")
    assert "13. mai 2024 er en mandag" in words
    assert "Skriv mandag, eller rett datoen" in words


@pytest.mark.parametrize(
    "text",
    [
        "Vi møtes mandag 13. mai 2024.",
        "Vi møtes mandag 13.05.2024.",
        "Vi møtes mandag 13.–14. mai 2024.",
        "Vi møttes skjærtorsdag 28. mars 2024.",
        "Vi møtes hver tirsdag. 13. mai 2024 er siste gang.",
        "Koden er `tirsdag 13. mai 2024`.",
        "```\ntirsdag 13. mai 2024\n```",
        "<!-- tirsdag 13. mai 2024 -->",
        "Se [programmet](https://example.org/tirsdag-13.mai-2024).",
        "Se <https://example.org/?q=tirsdag%2013.%20mai%202024>.",
        "Vi møtes tirsdag 13.30 i salen.",
        "Vi ventet fra tirsdag 31. april 2024.",
        "Tuesday 13 May 2024",
    ],
)
def test_what_is_right_or_no_date_is_not_told_of(tmp_path: Path, text: str) -> None:
    """Right weekdays, code, comments and addresses give no problem."""
    assert problems(tmp_path, text) == []


@pytest.mark.parametrize(
    ("date", "text", "right"),
    [
        ("2024-05-02", "tirsdag 13. mai", "mandag"),
        ("2024-05-02", "mandag 13. mai", ""),
        ("2023-12-20", "fredag 12. januar", ""),
        ("2023-12-20", "torsdag 12. januar", "fredag"),
        ("2024-01-03", "onsdag 20. desember", ""),
        ("2024-01-03", "fredag 20. desember", "onsdag"),
        ("2025-03-01", "torsdag 29. februar", ""),
    ],
)
def test_without_a_year_it_is_that_nearest_the_entrys_own_date(
    tmp_path: Path, date: str, text: str, right: str
) -> None:
    """A date without a year is taken in the year nearest the entry's date, and gives advice."""
    found = problems(tmp_path, f"Vi møtes {text}.", date)
    assert [problem.severity for problem in found] == (["advice"] if right else [])
    assert not right or f"er en {right}" in message(found[0], "nb")


@pytest.mark.parametrize(
    "text",
    [
        "See you Tuesday 13 May 2024.",
        "See you Tuesday, 13 May 2024.",
        "See you Tuesday the 13th of May 2024.",
        "See you on Tuesday, May 13, 2024.",
        "See you on Tuesday May 13th 2024.",
    ],
)
def test_english_is_read_in_english_entries(tmp_path: Path, text: str) -> None:
    """English weekdays are read in English entries; the message is in the report's language."""
    (problem,) = problems(tmp_path, text, more="lang: en\n")
    assert "13 May 2024 is a Monday" in message(problem, "en")
    assert problems(tmp_path, text.replace("Tuesday", "Monday"), more="lang: en\n") == []


def test_nynorsk_is_read_in_nynorsk_entries(tmp_path: Path) -> None:
    """Nynorsk has «tysdag» and «laurdag», and else the forms of Bokmål."""
    (problem,) = problems(tmp_path, "laurdag 12. september 2023", more="lang: nn\n")
    assert problem.code == "weekday-wrong"
    assert problems(tmp_path, "tysdag 12. september 2023", more="lang: nn\n") == []


def test_the_line_is_that_of_the_weekday(tmp_path: Path) -> None:
    """The problem is at the line of the weekday, also when the date is on the next line."""
    found = problems(tmp_path, "Velkommen.\n\nVi møtes\nden første tirsdag\n13. mai 2024.")
    assert [problem.line for problem in found] == [9]


EVENT = """
- id: mote
  title: Møte tirsdag 13. mai 2024
  summary: Møte onsdag 13. mai 2024
  description: |
    Velkommen.
    Møte torsdag 13. mai 2024
  start: 2024-05-13 09:00
  online: https://example.org/mote
  programme:
    - title: Oppstart
      text: Møte fredag 13. mai 2024
  en:
    title: Meeting Saturday 13 May 2024
"""
SERIES = """
- id: mote
  title: Møte
  start: 2024-05-13 09:00
  online: https://example.org/mote
  repeat: hver mandag, 2 ganger
  instances:
    2024-05-20:
      title: Møte tirsdag 20. mai
      programme: [{title: Møte mandag 20. mai}]
"""
REVIEW = """
---
title: Året
year: 2023
date: 2023-12-15
highlights:
  - title: Festivalen mandag 7. februar
---
Det begynte tirsdag 7. februar, og vi ses torsdag 15. februar. Det var lørdag 8. mars.
"""
PEOPLE = """
kari:
  name: Kari
  bio: |
    Holdt kurs tirsdag 13. mai 2024.
"""
PAGE = "---\ntitle: Om oss\n{more}---\nVi åpner tirsdag 13. mai, stiftet onsdag 13. mai 2024.\n"


@pytest.mark.parametrize(
    ("path", "text", "lines"),
    [
        ("events/2024.yaml", EVENT, [2, 3, 6, 11, 13]),
        ("events/2024.yaml", SERIES, [8]),
        ("reviews/2023.md", REVIEW, [6, 8]),
        ("people.yaml", PEOPLE, [4]),
        ("pages/om-oss.md", PAGE.format(more=""), [4]),
        ("pages/om-oss.md", PAGE.format(more="modified: 2024-05-02\n"), [5, 5]),
    ],
)
def test_every_text_of_every_entry_is_looked_at(
    tmp_path: Path, path: str, text: str, lines: list[int]
) -> None:
    """The texts of all entries are checked; a page without a date has no year."""
    _, report = given.loaded(tmp_path, {path: text})
    found = [problem.line for problem in report if problem.code == "weekday-wrong"]
    assert found == lines


def test_a_year_that_is_a_stand_in_is_not_taken_for_the_entrys_own(tmp_path: Path) -> None:
    """An article with a date that cannot be read has no problem with weekdays."""
    found = problems(tmp_path, "Vi møtes tirsdag 13. mai.", date="i mai")
    assert [problem.code for problem in found] == ["date-invalid"]
    found = problems(tmp_path, "Vi møtes tirsdag 13. mai.", more="slag: x\n")
    assert [problem.code for problem in found] == ["field-unknown", "weekday-wrong"]
