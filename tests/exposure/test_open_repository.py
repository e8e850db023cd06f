"""Problems of a public repository: entries and files that everybody can read."""

from pathlib import Path

import pytest
from hypothesis import given as fuzzed
from hypothesis import strategies as st

from newsroom.contract.identity_numbers import identity_numbers, masked
from newsroom.contract.problems import Report
from newsroom.exposure.checks import check_entries, check_files
from tests import given
from tests.checking import checked
from tests.site.building import build

# Test numbers: 80 is added to the month (Skatteetaten, Tenor).
NUMBER = "01819010001"


def advised(*entries) -> list[str]:
    report = Report()
    check_entries(given.catalog(*entries), given.NOW, report)
    assert not report.errors()
    return given.codes(report)


@pytest.mark.parametrize(
    "entry",
    [
        given.article(status="draft"),
        given.article(publish="2024-06-01"),
        given.event(status="draft"),
        given.page(status="draft"),
        given.review(date="2024-06-01"),
    ],
)
def test_what_waits_can_be_read_already(entry) -> None:
    """A scheduled entry gives advice, since its writer may think that it is secret."""
    assert advised(entry) == ["repository-open"]


def test_what_is_public_is_not_spoken_of() -> None:
    """Public entries give no advice, and expired ones neither."""
    assert advised(given.article(), given.article("news/2023/b.md", expires="2023-12-01")) == []


@pytest.mark.parametrize(
    "name",
    ["liste.csv", "Liste.XLSX", "documents/2023/navn.docx", "a.xlsm", "a.ods", "record/a.numbers"],
)
def test_a_table_of_participants_is_a_problem(tmp_path: Path, name: str) -> None:
    """A list of participants is a problem anywhere in content/."""
    report = Report()
    check_files(given.written(tmp_path, {name: "Kari;Hansen\n"}), (), report)
    assert given.places(report) == [f"{name}:0: repository-table"]


@pytest.mark.parametrize("name", ["news/2023/a.md", "people.yaml", "documents/a.txt"])
@pytest.mark.parametrize("written", [NUMBER, f"{NUMBER[:6]} {NUMBER[6:]}", f"nr. {NUMBER}."])
def test_an_identity_number_is_found_in_any_text(tmp_path: Path, name: str, written: str) -> None:
    """An identity number is reported by its line, without its second half: logs are public."""
    report = Report()
    check_files(given.written(tmp_path, {name: f"a: x\nb: {written}\n"}), (), report)
    assert given.places(report) == [f"{name}:2: identity-number"]
    assert dict(next(iter(report)).values)["value"].replace(" ", "") == "018190*****"


@pytest.mark.parametrize(
    "written",
    ["018190\t10001", "018190 100 01", "01.81.1990 10001", "018190 - 10001", "018190  10001",
     "018190\u200910001", "018190\u221210001", "**018190**10001", "**018190** 10001",
     "_018190_ 10001", "018190&nbsp;10001", "018190&#160;10001", "018 190 100 01", "018 190 10001",
     "018\xa0190\xa0100\xa001", "018&nbsp;190&nbsp;100&nbsp;01"],
)  # fmt: skip
def test_an_identity_number_is_found_however_it_is_grouped(written: str) -> None:
    """An identity number is found in any grouping, and its second half is never printed."""
    ((_, told),) = identity_numbers(f"Nr. {written}, takk")
    assert told.endswith("*****")
    assert not told.rstrip("*").endswith(("1", "100"))


def test_what_we_write_ourselves_has_none(tmp_path: Path) -> None:
    """Generated fingerprints are not searched, and text beside them is."""
    report = Report()
    line = f"frokost - abc{NUMBER}de 0 2023-01-01T00:00:00Z\n"
    ours = {"record/calendar.txt": line, "record/addresses.txt": f"/{NUMBER}/ x.md\n"}
    check_files(given.written(tmp_path, ours | {"record/gone.txt": f"# {line}"}), (), report)
    assert given.places(report) == ["record/gone.txt:1: identity-number"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["bygg.log", "a.txt", ".kladd", "notat.org"])
def test_any_text_is_read(tmp_path: Path, name: str, encoding: str) -> None:
    """Text files are searched whatever their suffix and encoding."""
    report = Report()
    (tmp_path / name).write_bytes(f"Blåbær\n{NUMBER}\n".encode(encoding))
    check_files(tmp_path, (), report)
    assert given.places(report) == [f"{name}:2: identity-number"]


def test_what_is_no_text_is_not_read(tmp_path: Path) -> None:
    """Pictures and documents are not searched."""
    report = Report()
    for name in ("a.pdf", "a.bin"):
        (tmp_path / name).write_bytes(b"\0 " + NUMBER.encode())
    (tmp_path / "b.pdf").write_bytes(b"%PDF " + NUMBER.encode())
    check_files(tmp_path, (), report)
    assert given.codes(report) == []


def test_one_in_the_name_of_a_file_is_found_too(tmp_path: Path) -> None:
    """A number in a file name is found, whatever the file has."""
    report = Report()
    check_files(given.written(tmp_path, {f"images/{NUMBER}.jpg": ""}), (), report)
    assert given.codes(report) == ["identity-number"]


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("settings", ["publishconf.py", "pelicanconf.py"])
def test_nothing_that_is_told_holds_one(tmp_path: Path, lang: str, settings: str) -> None:
    """No output has the number: no excerpt, other problem of the line, or GitHub annotation."""
    number = "01.81.90-10001"
    head = f"title: Sak\ndate: 2023-05-01\nsummary: {'Lang tekst. ' * 9}{number}, og mer {NUMBER}\n"
    content = given.written(tmp_path / "content", {
        "site.yaml": "identity: example.org,2023\nrepository: public\n",
        "news/2023/sak.md": f"---\n{head}nr: {NUMBER}\nlang: {NUMBER}\n---\n[x]({NUMBER}.md)\n",
        f"documents/{NUMBER}.csv": f"Kari;{number}\n",
    })  # fmt: skip
    ended = build(content, tmp_path / "out", settings=settings, REPORT_LANG=lang,
                  env={"GITHUB_ACTIONS": "true"})  # fmt: skip
    assert ended.code == 2
    assert "identity-number" in ended.err
    assert "01.81.90-*****, og mer 018190*****" in ended.err
    for secret in (NUMBER[6:], NUMBER):
        assert secret not in ended.err + ended.out


@pytest.mark.parametrize(
    "text",
    ["01819010002", "41819010001", "01999010001", "10181901000100", "2.01819010001", "99999999999",
     "81819010001", "5 018 190 100 01", "018 190 100 01 5", "018\t190\t100\t01", "018 190-100 01",
     "01.81.1990\t10001"],
)  # fmt: skip
def test_other_numbers_are_left_alone(text: str) -> None:
    """Numbers with a wrong check digit, date or length are ignored."""
    assert list(identity_numbers(text)) == []
    assert masked(text) == text


def checked_number(day: int, month: int, year: int, individual: int) -> str:
    """A number with its check digits, or "" when no valid digits exist."""
    digits = f"{day:02}{month:02}{year:02}{individual:03}"
    for weights in ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)):
        check = -sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11
        if check == 10:
            return ""
        digits += str(check)
    return digits


DAYS = st.integers(1, 31) | st.integers(41, 71)
MONTHS = st.integers(1, 12) | st.integers(41, 52) | st.integers(81, 92)
NUMBERS = st.builds(
    checked_number, DAYS, MONTHS, st.integers(0, 99), st.integers(0, 999)
).filter(bool)  # fmt: skip
GAPS = ("", " ", ".", "-", "/", "\xa0", "–")


@fuzzed(NUMBERS, st.sampled_from(GAPS), st.sampled_from(GAPS),
        st.sampled_from(("", "tlf-", "fnr:", "fnr. ", "Kari,2,", "(", "«", "nr ", "12 ")),
        st.sampled_from(("", ",", ";Kari", ".", "-", ")", " og 12", ", 3", ".5")))  # fmt: skip
@given.quickly
def test_each_number_is_found_however_it_is_written(
    number: str, inner: str, gap: str, before: str, after: str
) -> None:
    """Each number is found, in one or several groups, with any text around it."""
    date = inner.join((number[:2], number[2:4], number[4:6]))
    text = f"{before}{date}{gap}{number[6:]}{after}"
    hidden = f"{date}{gap}*****"
    assert list(identity_numbers(text)) == [(len(before), hidden)]
    assert masked(text) == f"{before}{hidden}{after}"


TWO, THREE, FOUR, FIVE = (st.integers(10 ** (n - 1), 10**n - 1) for n in (2, 3, 4, 5))


@fuzzed(st.one_of(
    st.builds("+47 {} {} {} {}".format, TWO, TWO, TWO, TWO),
    st.builds("{} {} {} / {} {} {}".format, THREE, TWO, THREE, THREE, TWO, THREE),
    st.builds("NO {} {} {} MVA".format, THREE, THREE, THREE),
    st.builds("Org.nr. 9{} {} {} {} ansatte".format, TWO, THREE, THREE, TWO),
    st.builds("{} {} {}".format, FOUR, TWO, FIVE),
    st.builds("kr {} {} {},50".format, TWO, THREE, THREE),
    st.builds("{:%Y-%m-%dT%H:%M:%S}+0100".format, st.datetimes()),
    st.builds("{:%d.%m.%Y} {}".format, st.dates(), FIVE),
    st.builds("{:,}.00 {}".format, st.integers(10**9, 10**12), TWO),
    st.builds("{:.11f}".format, st.floats(0, 90)),
    st.builds("{0:02}{1:02}.{1:02}.{2}".format, TWO, TWO, FIVE),
))  # fmt: skip
@given.quickly
def test_nothing_else_is_taken_for_one(text: str) -> None:
    """Telephone and account numbers, dates, prices and coordinates are no identity numbers."""
    assert masked(text) == text


@fuzzed(st.text(alphabet="0123456789 .,-\n", max_size=60))
@given.quickly
def test_every_number_that_is_found_has_both_its_check_digits(text: str) -> None:
    """Each number found has valid check digits: both weighted sums are multiples of 11."""
    for at, _ in identity_numbers(text):
        digits = [int(sign) for sign in text[at:] if sign.isdigit()][:11]
        sums = [
            sum(w * d for w, d in zip(weights, digits, strict=False))
            for weights in ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
        ]
        assert [total % 11 for total in sums] == [0, 0]


def test_a_closed_repository_is_its_owners_own(tmp_path: Path) -> None:
    """A repository that site.yaml does not call public gives no problems."""
    files = {"site.yaml": "identity: example.org,2023\n", "documents/liste.csv": NUMBER}
    run, code = checked(given.written(tmp_path / "content", files), tmp_path)
    assert (given.codes(run.report), code) == ([], 0)


def test_only_to_say_that_it_is_public_leads_to_no_page(tmp_path: Path) -> None:
    """`repository: public` alone gives no edit links."""
    site = given.site(repository="public")
    assert (site.is_open, site.repository_url) == (True, "")
    there = given.site(repository="https://code.example/nettsted")
    assert (there.is_open, there.repository_url) == (True, "https://code.example/nettsted")
