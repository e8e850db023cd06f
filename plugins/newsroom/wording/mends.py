"""What somebody meant to write, where a value can only mean one thing."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from newsroom.contract.moment import Moment
from newsroom.contract.slug import slugify

MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
CLOCK = r"(?:,?\s*(?:kl\.?)?\s*(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?)?"
DAY_FIRST = re.compile(rf"(?P<d>\d{{1,2}})[./-](?P<m>\d{{1,2}})[./-](?P<y>\d{{4}}){CLOCK}")
YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})[./-](?P<m>\d{{1,2}})[./-](?P<d>\d{{1,2}})[T ]?{CLOCK}")
IN_WORDS = re.compile(
    rf"(?:\w+dag,?\s+)?(?P<d>\d{{1,2}})\.?\s+(?P<m>[a-z]{{3}})\w*\.?\s+(?P<y>\d{{4}}){CLOCK}"
)
AMOUNT = re.compile(r"(?:kr\.?\s*)?(\d[\d\s.]*?)(?:,-|,00)?\s*(?:kr\.?|kroner|stk\.?|personer)?")


def mended(code: str, value: str) -> str:
    """The value as it should be written; "" when nobody can know."""
    found = MENDS[code](value.strip()) if code in MENDS else ""
    return "" if found == value else found


def _date(value: str) -> str:
    """`2023-09-12 09:00` from `12. september 2023 kl. 9`."""
    text = value.lower()
    for pattern in (DAY_FIRST, YEAR_FIRST, IN_WORDS):
        if found := pattern.fullmatch(text):
            return _spelled(found)
    return ""


def _spelled(found: re.Match[str]) -> str:
    month = found["m"]
    if not month.isdigit():
        if month not in MONTHS:
            return ""
        month = MONTHS.index(month) + 1
    clock = f" {int(found['hour']):02}:{found['minute'] or '00'}" if found["hour"] else ""
    return _checked(f"{found['y']}-{int(month):02}-{int(found['d']):02}{clock}")


def _checked(text: str) -> str:
    """The text when it is a moment; "" for the 31st of February."""
    try:
        return str(Moment.parse(text))
    except ValueError:
        return ""


def _number(value: str) -> str:
    found = AMOUNT.fullmatch(value.lower())
    digits = re.sub(r"\D", "", found[1]) if found else ""
    is_grouped = bool(found) and re.fullmatch(r"\d{1,3}([\s.]\d{3})*|\d+", found[1].strip())
    return digits if is_grouped else ""


def _decimal(value: str) -> str:
    return value.replace(",", ".") if re.fullmatch(r"-?\d+,\d+", value) else ""


def _url(value: str) -> str:
    whole = re.sub(r"^http://", "https://", value)
    whole = whole if whole.startswith("https://") else f"https://{whole}"
    return whole if re.fullmatch(r"https://[\w-]+(\.[\w-]+)+(/\S*)?", whole) else ""


def _clock(value: str) -> str:
    found = re.fullmatch(r"(?:kl\.?\s*)?(\d{1,2})(?:[:.]?(\d{2}))?", value.lower())
    is_time = found and int(found[1]) < 24 and int(found[2] or 0) < 60
    return f"{int(found[1]):02}:{found[2] or '00'}" if is_time else ""


def _email(value: str) -> str:
    plain = value.removeprefix("mailto:").strip("<>")
    return plain if re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", plain) else ""


def _address(value: str) -> str:
    inside = unquote(re.sub(r"^https?://[^/]+|[?#].*", "", value)).strip("/")
    return f"/{inside}/" if re.fullmatch(r"[\w/-]+", inside) else ""


def _truth(value: str) -> str:
    return {"yes": "ja", "y": "ja", "no": "nei", "n": "nei"}.get(value.lower(), "")


MENDS: Mapping[str, Callable[[str], str]] = {
    "date-invalid": _date,
    "number-invalid": _number,
    "decimal-invalid": _decimal,
    "url-invalid": _url,
    "clock-invalid": _clock,
    "email-invalid": _email,
    "address-invalid": _address,
    "truth-invalid": _truth,
    "key-invalid": slugify,
    "link-scheme": _url,
}
