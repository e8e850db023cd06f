"""How often a series takes place, in the words of a language, made of its recurrence rule."""

import re

from newsroom.contract.repeat import Repeat
from newsroom.wording.dates import PATTERNS, day, weekday_names
from newsroom.wording.numbers import number
from newsroom.wording.texts import listed, our_texts

# By `Repeat.shape`; 2 stands for an INTERVAL of two. Other shapes have no words.
RULES = {
    "DAILY": "hver dag", "DAILY 2": "annenhver dag", "DAILY INTERVAL": "hver {interval}. dag",
    "WEEKLY": "hver uke", "WEEKLY 2": "annenhver uke", "WEEKLY INTERVAL": "hver {interval}. uke",
    "WEEKLY BYDAY": "hver {days}", "WEEKLY 2 BYDAY": "annenhver {days}",
    "WEEKLY INTERVAL BYDAY": "{days} hver {interval}. uke", "MONTHLY": "hver måned",
    "MONTHLY 2": "annenhver måned", "MONTHLY INTERVAL": "hver {interval}. måned",
    "MONTHLY NTH": "{days} i måneden", "MONTHLY BYMONTHDAY": "den {days} i måneden",
    "YEARLY": "hvert år", "YEARLY 2": "annethvert år", "YEARLY INTERVAL": "hvert {interval}. år",
}  # fmt: skip
NTH = {
    "1": "første {day}", "2": "andre {day}", "3": "tredje {day}", "4": "fjerde {day}",
    "5": "femte {day}", "-1": "siste {day}", "-2": "nest siste {day}",
}  # fmt: skip
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def repeat_text(repeat: Repeat, lang: str) -> str:
    """hver tirsdag, 6 ganger; første torsdag i måneden, til 1. juni 2024; "" without words"""
    t, until = our_texts(lang), repeat.until
    end = t("til {date}").format(date=day(until.day, lang)) if until else ""
    end = t("{count} ganger").format(count=number(repeat.count, lang)) if repeat.count else end
    text = rule_text(repeat, lang)
    return f"{text}, {end}" if text and end else text


def rule_text(repeat: Repeat, lang: str) -> str:
    """annenhver tirsdag; første torsdag i måneden; "" without words"""
    days, interval = _days(repeat, lang), int(repeat.parts.get("INTERVAL", 1))
    shape = repeat.shape.replace("INTERVAL", "2") if interval == 2 else repeat.shape
    text = our_texts(lang)(RULES.get(shape, ""))
    return "" if "" in days else text.format(interval=interval, days=listed(days, lang))


def _days(repeat: Repeat, lang: str) -> list[str]:
    """The days of a rule in words; "" for one that has none."""
    t, by_day = our_texts(lang), repeat.parts.get("BYDAY", "")
    if by_day == ",".join(CODES[:5]):
        return [t("hverdager") if int(repeat.parts.get("INTERVAL", 1)) > 2 else t("hverdag")]
    if numbers := repeat.parts.get("BYMONTHDAY"):
        return [f"{number}{PATTERNS[lang].dot}" for number in numbers.split(",")]
    names = dict(zip(CODES, (name for _, name in weekday_names(lang)), strict=True))
    return [
        t(NTH.get(nth, "")).format(day=names[code]) if "NTH" in repeat.shape else names[code]
        for nth, code in re.findall(r"\+?(-?\d*)(\w\w)", by_day)
    ]
