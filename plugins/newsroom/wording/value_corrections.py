"""Corrects a faulty value that can have only one meaning, by the code of its problem."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import unquote

from newsroom.contract.moment import Moment
from newsroom.contract.plain_repeat import MONTHS
from newsroom.contract.slug import slugify

# The first three letters of the days in Bokmål, Nynorsk and English, from Monday on.
DAYS = ("man mån mon", "tir tys tue", "ons wed", "tor thu", "fre fri", "lør lau sat", "søn sun")
WEEKDAYS = {name: number for number, names in enumerate(DAYS) for name in names.split()}
WEEKDAY = re.compile(rf"({'|'.join(WEEKDAYS)})\w*\.?,?\s+")
SHORT_MONTHS = [month[:3] for month in MONTHS]
# These letters are the same in Norwegian and in English but for three months.
MONTH = {name: n for n, name in enumerate(SHORT_MONTHS, 1)} | {"may": 5, "oct": 10, "dec": 12}
HOUR = r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2})(?:[:.]00)?)?(?:\s*(?P<half>[ap])\.?m\.?)?"
CLOCK = rf"(?:,?\s*(?:kl\.?)?\s*(?<!\d){HOUR})?"
# What a word processor writes in place of a hyphen: ‐, a non-breaking one, – and −.
HYPHENS = re.compile("[\u2010\u2011\u2013\u2212]")
DAY_FIRST = re.compile(rf"(?P<d>\d{{1,2}})[./-](?P<m>\d{{1,2}})[./-](?P<y>\d{{4}}){CLOCK}")
YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})[./-](?P<m>\d{{1,2}})[./-](?P<d>\d{{1,2}})[T ]?{CLOCK}")
IN_WORDS = re.compile(rf"(?P<d>\d{{1,2}})[.\s]\s*(?P<m>[a-z]{{3}})\w*\.?\s+(?P<y>\d{{4}}){CLOCK}")
MONTH_FIRST = re.compile(
    rf"(?P<m>[a-z]{{3}})\w*\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){CLOCK}"
)
FORMS = (DAY_FIRST, YEAR_FIRST, IN_WORDS, MONTH_FIRST)
# 05/06/2023 is a day in May or in June.
AMBIGUOUS = re.compile(r"(?!(\d+)/\1/)(?:0?[1-9]|1[0-2])/(?:0?[1-9]|1[0-2])/")
PHONE = re.compile(r"(\+47 )?(\d\d( \d\d){3}|\d{3} \d\d \d{3})")
AMOUNT = re.compile(r"(?:kr\.?\s*)?(\d[\d\s.]*?)(?:,-|,00)?\s*(?:kr\.?|kroner|stk\.?|personer)?")


def corrected_value(code: str, value: str) -> str:
    """The value as it should be written; "" when the meaning is not certain."""
    corrected = CORRECTIONS[code](value.strip()) if code in CORRECTIONS else ""
    return "" if corrected == value else corrected


def wrong_weekday(value: str) -> str:
    """`2024-03-05` from `onsdag 5. mars 2024`, which is a Tuesday; "" from other texts."""
    weekday, moment = _weekday_and_moment(value)
    day = moment[:10]
    return "" if not day or weekday in (None, date.fromisoformat(day).weekday()) else day


def _date(value: str) -> str:
    """`2023-09-12 09:00` from `tirsdag 12. september 2023 kl. 9`."""
    return "" if wrong_weekday(value) else _weekday_and_moment(value)[1]


def moment_at(time: str, start: str) -> str:
    """`2024-03-05 10:30` from `10:30` and a start with an earlier time; "" from other texts."""
    begin = _weekday_and_moment(start)[1]
    moment = "" if time.isdigit() else _date(f"{begin[:10]} {time}")  # 12 may be a day
    return moment if " " in begin and moment > begin else ""


def _weekday_and_moment(value: str) -> tuple[int | None, str]:
    """The number of the weekday before a date, and the date as YAML has it, or ""."""
    text = HYPHENS.sub("-", value.strip().lower())
    if weekday := WEEKDAY.match(text):
        text = text[weekday.end() :]
    text = text.removeprefix("den ").lstrip()
    forms = () if AMBIGUOUS.match(text) else FORMS
    moments = (_iso_date(match) for form in forms if (match := form.fullmatch(text)))
    return WEEKDAYS[weekday[1]] if weekday else None, next(moments, "")


def _iso_date(match: re.Match[str]) -> str:
    hour = int(match["hour"] or 0)
    if match["half"]:
        hour = hour % 12 + 12 * (hour > 12 or match["half"] == "p")
    clock = f" {hour:02}:{match['minute'] or '00'}" if match["hour"] else ""
    try:
        month = MONTH.get(match["m"]) or int(match["m"])
        return str(Moment.parse(f"{match['y']}-{month:02}-{int(match['d']):02}{clock}"))
    except ValueError:  # the 31st of February, or no month
        return ""


def _number(value: str) -> str:
    if value.lower() in ("gratis", "free"):
        return "0"
    match = AMOUNT.fullmatch(value.lower())
    if not match or not re.fullmatch(r"\d{1,3}([\s.]\d{3})*|\d+", match[1].strip()):
        return ""
    return re.sub(r"\D", "", match[1])


def _decimal(value: str) -> str:
    return value.replace(",", ".") if re.fullmatch(r"-?\d+,\d+", value) else ""


def _url(value: str) -> str:
    # A backslash was before a sign of Markdown, or in place of a slash.
    plain = re.sub(r"\\([!-/:-@[\]-`{-~])", r"\1", value).replace("\\", "/")
    whole = re.sub(r"^<?https?[:/]/+", "https://", plain)
    whole = whole if whole.startswith("https://") else f"https://{whole}"
    return whole if re.fullmatch(r"https://[\w-]+(\.[\w-]+)+(/\S*)?", whole) else ""


def _link(value: str) -> str:
    if PHONE.fullmatch(value):
        return f"tel:{value.replace(' ', '')}"
    email = _email(value)
    return f"mailto:{email}" if email else _url(value)


def _clock(value: str) -> str:
    return _date(f"2000-01-01 {value}")[11:]


def _email(value: str) -> str:
    plain = value.removeprefix("mailto:").strip("<>")
    return plain if re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", plain) else ""


def _address(value: str) -> str:
    inside = unquote(re.sub(r"^https?://[^/]+|[?#].*", "", value)).strip("/")
    return f"/{inside}/" if re.fullmatch(r"[\w/-]+", inside) else ""


def _truth(value: str) -> str:
    return {"yes": "ja", "y": "ja", "no": "nei", "n": "nei"}.get(value.lower(), "")


def _picture(value: str) -> str:
    """`images/2024/a.jpg` from `content/images/2024/a.jpg`, with any kind of slashes."""
    match = re.fullmatch(r"(?:(?:\.\./)*|.*\bcontent/)(images/.+)", value.replace("\\", "/"))
    return match[1] if match and ".." not in match[1] else ""


CORRECTIONS: Mapping[str, Callable[[str], str]] = {
    "date-invalid": _date,
    "number-invalid": _number,
    "decimal-invalid": _decimal,
    "url-invalid": _url,
    "clock-invalid": _clock,
    "email-invalid": _email,
    "address-invalid": _address,
    "truth-invalid": _truth,
    "image-path": _picture,
    "image-local": _picture,
    "key-invalid": slugify,
    "link-scheme": _link,
    "link-http": lambda link: link.replace("http:", "https:", 1),
    "list-folded": lambda folded: folded.replace(">", "|"),
}
