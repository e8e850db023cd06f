"""How often a series takes place, in the words of each language."""

import pytest

from newsroom.contract.repeat import Repeat
from newsroom.wording.rule_words import repeat_text, rule_text
from tests.table import check_each

RULES = [
    ("hver dag", "hver dag", "kvar dag", "every day"),
    ("annenhver uke", "annenhver uke", "annankvar veke", "every other week"),
    ("hver tredje måned", "hver 3. måned", "kvar 3. månad", "every 3 months"),
    ("hvert år", "hvert år", "kvart år", "every year"),
    ("hver tirsdag", "hver tirsdag", "kvar tysdag", "every Tuesday"),
    (
        "hver andre lørdag og søndag",
        "annenhver lørdag og søndag",
        "annankvar laurdag og søndag",
        "every other Saturday and Sunday",
    ),
    (
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=WE",
        "onsdag hver 3. uke",
        "onsdag kvar 3. veke",
        "Wednesday every 3 weeks",
    ),
    ("hver hverdag", "hver hverdag", "kvar kvardag", "every weekday"),
    (
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR",
        "hverdager hver 3. uke",
        "kvardagar kvar 3. veke",
        "weekdays every 3 weeks",
    ),
    (
        "første torsdag i måneden",
        "første torsdag i måneden",
        "første torsdag i månaden",
        "first Thursday of the month",
    ),
    (
        "FREQ=MONTHLY;BYDAY=+2MO,-1MO",
        "andre mandag og siste mandag i måneden",
        "andre måndag og siste måndag i månaden",
        "second Monday and last Monday of the month",
    ),
    ("den 15. i måneden", "den 15. i måneden", "den 15. i månaden", "day 15 of the month"),
    ("hver uke, 6 ganger", "hver uke, 6 ganger", "kvar veke, 6 gonger", "every week, 6 times"),
    (
        "hver uke til 1. juni 2024",
        "hver uke, til 1. juni 2024",
        "kvar veke, til 1. juni 2024",
        "every week, until 1 June 2024",
    ),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "", "", ""),
    ("FREQ=MONTHLY;BYDAY=1TU,TH", "", "", ""),
    ("FREQ=MONTHLY;BYDAY=-3TU", "", "", ""),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "", "", ""),
    ("FREQ=YEARLY;BYMONTH=5;BYDAY=3MO;COUNT=4", "", "", ""),
]


def test_a_rule_has_words_in_each_language() -> None:
    """Also one that is written as an RRULE; a rule without words has none in any language."""

    def check(case: tuple[str, ...]) -> None:
        written, *words = case
        repeat = Repeat.parse(written)
        assert tuple(repeat_text(repeat, lang) for lang in ("nb", "nn", "en")) == (*words,)

    check_each(RULES, check)


@pytest.mark.parametrize("written", ["hver 3. uke", "siste fredag i måneden", "annethvert år"])
def test_words_in_bokmal_can_be_written_as_a_rule(written: str) -> None:
    assert rule_text(Repeat.parse(written), "nb") == written
