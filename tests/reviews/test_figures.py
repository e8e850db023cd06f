"""The figures of a year: computed from the events, and compared with the annual letter."""

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.problems import Problem, Report
from newsroom.contract.review import Figure
from newsroom.reviews.figure_checks import check
from newsroom.reviews.figures import amount, text
from newsroom.reviews.proofs import name_of
from newsroom.reviews.sources import MONTHS, SOURCES, SPREADS, EventsKey, proof
from tests import given
from tests.given import quickly

COUNT = {"label": "Arrangementer", "source": "events.count"}
PEOPLE = {"label": "Deltakere", "source": "events.attendance"}
NBSP = "\u00a0"


def held(id: str = "en", attendance: str | None = "10", **fields: object) -> Event:
    return given.event(id, attendance=attendance, **fields)


def number_of(source: str, *entries: Entry, year: int = 2023) -> int | None:
    figure = Figure(label="Tall", source=source)
    return amount(figure, year, given.catalog(*entries))


def count_and_sum(*entries: Entry, year: int = 2023) -> tuple[int | None, int | None]:
    return (
        number_of("events.count", *entries, year=year),
        number_of("events.attendance", *entries, year=year),
    )


def told(*entries: Entry, broken: tuple[str, ...] = ()) -> list[Problem]:
    """The problems of the annual letter's figures."""
    report = Report()
    check(given.catalog(*entries, broken=broken), report)
    return list(report)


def letter(*figures: dict, year: int = 2023, **more: object) -> Entry:
    return given.review(year, figures=list(figures), **more)


def codes(*entries: Entry, **more: object) -> list[str]:
    return [problem.code for problem in told(*entries, **more)]


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({}, True),
        ({"status": "moved_online"}, True),
        ({"status": "rescheduled", "previous_start": "2022-11-01"}, True),
        ({"status": "cancelled"}, False),
        ({"status": "postponed"}, False),
        ({"status": "draft"}, False),
        ({"start": "2022-12-31 23:59"}, False),
        ({"start": "2023-01-01 00:00"}, True),
        ({"start": "2023-12-31 23:59"}, True),
        ({"start": "2024-01-01 00:00"}, False),
        ({"start": "2023-12-31", "end": "2024-01-02"}, True),
        ({"start": "2022-12-31", "end": "2023-01-02"}, False),
        ({"start": "2023-06-01", "end": "2023-06-30"}, True),
    ],
)
def test_which_events_count_in_a_year(fields: dict, counts: bool) -> None:
    """A year counts held events that began in it, in Oslo time, each once."""
    assert count_and_sum(held(**fields)) == ((1, 10) if counts else (0, 0))


def test_a_festival_is_its_parts() -> None:
    """A festival counts as its parts, and is no event more."""
    festival = held("festival", attendance="500")
    parts = [held(f"del-{n}", part_of="festival") for n in range(3)]
    assert count_and_sum(festival, *parts) == (3, 30)


def test_a_draft_part_does_not_turn_an_event_into_a_frame() -> None:
    """An event whose only part is a draft counts as an event itself."""
    assert count_and_sum(held("mote"), held("del", part_of="mote", status="draft")) == (1, 10)


def test_missing_attendance_is_advice_and_never_taken_as_nought() -> None:
    """Missing attendance is advice that lists the held events without it, and is not 0."""
    events = [
        held("a"), held("b", None), held("c", None), held("d", None, status="cancelled")
    ]  # fmt: skip
    (problem,) = told(letter(PEOPLE), *events)
    assert (problem.code, problem.severity) == ("attendance-missing", "advice")
    assert dict(problem.values) == {"count": "2", "ids": "b, c"}


def test_nobody_came_is_a_number() -> None:
    """An attendance of 0 is a number, and not missing."""
    assert told(letter(PEOPLE), held(attendance="0")) == []


def test_networks_are_those_that_met() -> None:
    """Networks with events are counted once each; projects, forums and houses are not."""
    entries = [
        given.network("helse"),
        given.network("batteri", kind="project"),
        given.network("stille"),
        held("a", network="helse"),
        held("b", network="helse"),
        held("c", network="batteri"),
    ]
    assert number_of("events.networks", *entries) == 1


def test_networks_are_those_of_the_first_kind_in_site_yaml() -> None:
    """A network without `kind` is of the first kind."""
    entries = [
        given.site(kinds={"group": "Grupper", "network": "Nettverk"}),
        given.network("helse"),
        given.network("batteri", kind="network"),
        held("a", network="helse"),
        held("b", network="batteri"),
    ]
    assert number_of("events.networks", *entries) == 1


def test_articles_are_counted_by_their_date() -> None:
    """Articles are counted by their date, without drafts."""
    entries = [
        given.article("news/a.md"),
        given.article("news/b.md", status="draft"),
        given.article("news/c.md", date="2022-12-31"),
    ]
    assert number_of("articles.count", *entries) == 1


def test_a_number_that_does_not_agree_is_a_fault_that_names_both() -> None:
    """A wrong number is an error that names the annual letter's number and the computed one."""
    (problem,) = told(letter(COUNT | {"value": "60"}), *(held(f"e{n}") for n in range(59)))
    values = dict(problem.values)
    assert problem.code == "figure-mismatch"
    assert (values["value"], values["found"]) == ("60", "59")


@pytest.mark.parametrize(
    ("bound", "came", "faults"),
    [
        ({"more_than": "2200"}, 2201, []),
        ({"more_than": "2200"}, 2200, ["figure-not-more"]),
        ({"at_least": "2200"}, 2200, []),
        ({"at_least": "2200"}, 2199, ["figure-not-least"]),
        ({"value": "2200", "at_least": "2200"}, 2200, []),
        ({"value": "2200", "more_than": "2200"}, 2200, ["figure-not-more"]),
    ],
)
def test_over_is_strict_and_at_least_is_not(bound: dict, came: int, faults: list[str]) -> None:
    """ "Over 2 200" is wrong for 2 200, and "minst 2 200" is right."""
    assert codes(letter(PEOPLE | bound), held(attendance=str(came))) == faults


def test_a_written_number_must_keep_its_own_bound() -> None:
    """A number must agree with its bound: 60 is not over 60. A bound may be alone."""
    figure = {"label": "Medlemmer", "more_than": "60"}
    assert codes(letter(figure | {"value": "60"})) == ["figure-not-more"]
    assert codes(letter(figure)) == []


@pytest.mark.parametrize(
    ("previous", "last", "faults"),
    [
        ("50", {"label": "Medlemmer", "value": "50"}, []),
        ("50", {"label": "Medlemmer", "value": "49"}, ["figure-previous"]),
        ("50", {"label": "Medlemmer", "more_than": "50"}, []),
        ("50", {"id": "medlemmer", "label": "Bedrifter", "value": "49"}, ["figure-previous"]),
        ("50", {"label": "Noe annet", "value": "49"}, []),
        ("0", {"label": "Medlemmer", "value": "1"}, ["figure-previous"]),
    ],
)
def test_last_years_number_is_that_of_last_years_letter(
    previous: str, last: dict, faults: list[str]
) -> None:
    """`previous` must be the number of last year's figure with the same name."""
    figure = {"label": "Medlemmer", "value": "60", "previous": previous}
    found = told(letter(figure), letter(last, year=2022))
    assert [problem.code for problem in found] == faults


def test_without_a_letter_last_year_there_is_nothing_to_agree_with() -> None:
    """Without an annual letter of last year, `previous` is not checked."""
    figure = {"label": "Medlemmer", "value": "60", "previous": "50"}
    assert codes(letter(figure), letter({"label": "Medlemmer", "value": "1"}, year=2021)) == []


def test_a_figure_that_cannot_be_checked_hides_no_fault_of_the_next() -> None:
    """Every figure is checked, also after one with unreadable events or an unknown source."""
    wrong = {"label": "Medlemmer", "value": "60", "more_than": "60"}
    unknown = {"label": "Tall", "source": "events.antall", "value": "3"}
    assert set(codes(letter(unknown, wrong))) == {"figure-source", "figure-not-more"}
    assert codes(letter(COUNT, wrong), broken=("events/2023.yaml",)) == ["figure-not-more"]


def test_a_source_nobody_knows_is_a_fault_with_the_sources_there_are() -> None:
    """An unknown source is an error that lists the known ones."""
    figure = {"label": "Tall", "source": "events.antall", "value": "3"}
    (problem,) = told(letter(figure))
    assert problem.code == "figure-source"
    assert "events.count" in dict(problem.values)["choices"]


@pytest.mark.parametrize("more", [{"value": "60"}, {"more_than": "60"}, {"previous": "60"}])
def test_a_sum_over_events_that_cannot_be_read_is_not_judged(more: dict) -> None:
    """Sums over events that cannot be read are not checked."""
    last = letter(COUNT, year=2022)
    assert codes(letter(COUNT | more), last, held(), broken=("events/2023.yaml",)) == []


def test_the_letter_may_only_name_figures_that_it_has() -> None:
    """The text may name only figures of the annual letter; the error is at the name's line."""
    review = letter(COUNT, text="\n{{ figures.arrangementer }} og {{ figures.deltakere }}")
    (problem,) = told(review, held())
    assert (problem.code, problem.line) == ("figure-unknown", 7)


def test_two_figures_of_one_name_are_a_fault() -> None:
    """Two figures with one name are an error."""
    figure = {"label": "Tall", "value": "1"}
    assert codes(letter(figure, figure)) == ["figure-twice"]


@pytest.mark.parametrize(
    ("figure", "nb", "en"),
    [
        ({"value": "60"}, "60", "60"),
        ({"value": "0"}, "0", "0"),
        ({"value": "73", "unit": "prosent"}, "73 prosent", "73 prosent"),
        ({"more_than": "2200"}, f"over 2{NBSP}200", "over 2,200"),
        ({"at_least": "1500"}, f"minst 1{NBSP}500", "at least 1,500"),
        ({"source": "events.attendance", "more_than": "2200"}, f"2{NBSP}247", "2,247"),
    ],
)
def test_a_number_as_the_page_prints_it(figure: dict, nb: str, en: str) -> None:
    """A page shows the number, or the bound in words when the number is not known."""
    shown, catalog = Figure(label="Tall", **figure), given.catalog(held(attendance="2247"))
    said = given.review()
    assert (text(shown, said, catalog), text(shown, said, catalog, "en")) == (nb, en)


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["confirmed", "cancelled", "postponed", "moved_online", "draft"]),
        st.sampled_from(["2022-12-31", "2023-01-01 00:00", "2023-06-15", "2024-01-01"]),
        st.none() | st.integers(0, 500),
    ),
    max_size=12,
)


@quickly
@for_any(EVENTS)
def test_whatever_events_there_are_the_letter_that_counts_them_agrees(events: list) -> None:
    """An annual letter with the right number has no error, and one that is off by one has one."""
    entries = [
        given.event(
            f"e{n}",
            status=status,
            start=start,
            attendance=attendance if attendance is None else str(attendance),
        )
        for n, (status, start, attendance) in enumerate(events)
    ]
    mine = [
        attendance or 0
        for status, start, attendance in events
        if status in ("confirmed", "moved_online") and start.startswith("2023")
    ]
    right = letter(COUNT | {"value": str(len(mine))}, PEOPLE | {"value": str(sum(mine))})
    more = (str(len(mine) + 1), str(sum(mine) + 1))
    wrong = letter(COUNT | {"value": more[0]}, PEOPLE | {"value": more[1]})
    assert count_and_sum(*entries) == (len(mine), sum(mine))
    assert "figure-mismatch" not in codes(right, *entries)
    assert codes(wrong, *entries).count("figure-mismatch") == 2


SPREAD = [
    given.network("helse"),
    given.network("batteri", kind="project"),
    held("a", start="2023-01-10", network="helse", speakers=["kari", "Ola"]),
    held("b", start="2023-09-10", network="helse", programme=[{"title": "Om", "speaker": "kari"}]),
    held("c", start="2023-09-20", network="batteri", attendance="7", venue={"name": "Huset"}),
    held("d", start="2023-09-21", attendance="3", status="moved_online", venue="torget"),
    held("e", start="2023-10-01", status="cancelled", network="helse", speakers=["Per"]),
]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("events.by_network", 2),
        ("events.by_network.helse", 2),
        ("attendance.by_network.batteri", 7),
        ("events.by_month", 2),
        ("events.by_month.09", 3),
        ("events.by_month.02", 0),
        ("attendance.by_month.09", 20),
        ("events.series", 0),
        ("speakers.count", 2),
        ("venues.count", 2),
        ("partners.count", 0),
        ("events.by_network.ukjent", None),
        ("events.by_month.13", None),
        ("events.count.helse", None),
    ],
)
def test_a_source_counts_what_its_name_says(source: str, found: int | None) -> None:
    """Each source counts what its name says; a spread alone is its number of parts."""
    assert number_of(source, *SPREAD) == found


def test_partners_are_those_of_the_site() -> None:
    """Partners are those in site.yaml."""
    assert number_of("partners.count", given.site(partners=[{"name": "A"}, {"name": "B"}])) == 2


@quickly
@for_any(EVENTS)
def test_whatever_events_there_are_every_spread_adds_up(events: list) -> None:
    """The parts of each spread, by month and by network, add up to the total."""
    entries = [
        given.event(f"e{n}", status=status, start=start, attendance=str(came or 0), network="helse")
        for n, (status, start, came) in enumerate(events)
    ]
    catalog = given.catalog(given.network("helse"), *entries)
    for what, total in (("events", "events.count"), ("attendance", "events.attendance")):
        for part in ("by_network", "by_month"):
            found = SPREADS[f"{what}.{part}"](catalog, 2023)
            assert sum(found.values()) == SOURCES[total](catalog, 2023)


def test_a_series_counts_once_for_each_date_it_was_held() -> None:
    """Each held occurrence of a series counts, with its attendance; a cancelled one does not."""
    series = given.event(
        "kafe",
        start="2023-12-19 16:00",
        repeat="FREQ=WEEKLY;COUNT=4",
        instances={
            "2023-12-19": {"attendance": "20"},
            "2023-12-26": {"status": "cancelled"},
            "2024-01-02": {"attendance": "7"},
        },
    )
    assert number_of("events.count", series) == 1
    assert number_of("events.attendance", series) == 20
    assert number_of("events.series", series, year=2024) == 1
    assert number_of("events.series.kafe", series, year=2024) == 2
    assert number_of("attendance.by_month.01", series, year=2024) == 7


def test_a_date_of_an_endless_series_counts_in_the_year_it_is_moved_to() -> None:
    """A moved occurrence counts in the year in which it took place."""
    series = given.event(
        "kafe",
        start="2023-12-05 16:00",
        repeat="FREQ=WEEKLY",
        instances={"2024-01-02": {"start": "2023-12-29 16:00"}},
    )
    assert number_of("events.count", series) == 5
    assert number_of("events.count", series, year=2024) == 52


def test_only_keys_of_the_same_tuple_are_equal() -> None:
    """An equal tuple of events, such as that of the next run, is no equal key."""
    first, equal = (held(),), (held(),)
    assert first == equal
    assert EventsKey(first) == EventsKey(first)
    assert EventsKey(first) != EventsKey(equal)


def test_a_proof_is_what_the_number_is_counted_from() -> None:
    """The proof of each kind of source: its sentence, and its entries in order."""
    kari, helse = given.person("kari", name="Kari Nordmann"), given.network("helse", name="Helse")
    entries = [
        *(kari, helse, given.venue("salen", name="Salen")),
        held("a", "30", start="2023-01-10", network="helse", speakers=["kari"], venue="salen"),
        held("b", None, start="2023-02-10", speakers=["kari", "Per Hansen"], venue="salen"),
        held("c", status="cancelled", network="helse"),
    ]
    catalog = given.catalog(*entries)
    listed = {
        source: [name_of(one, "nb") for one in found.entries]
        for source in (*SOURCES, *SPREADS, "events.by_month.02", "attendance.by_network.helse")
        if (found := proof(source, catalog, 2023))
    }
    both = [event.title for event in catalog.events[:2]]
    assert listed["events.count"] == listed["events.attendance"] == both
    assert listed["speakers.count"] == ["Kari Nordmann", "Per Hansen"]
    assert listed["venues.count"] == ["Salen"]
    assert listed["events.by_network"] == ["Helse"]
    assert listed["events.by_month"] == ["januar", "februar"]
    assert listed["events.by_month.02"] == both[1:]
    part = proof("attendance.by_network.helse", catalog, 2023)
    assert part and (part.total, part.is_sum) == (30, True)
    assert (name_of(part.part, "nb"), "{name}" in part.sentence) == ("Helse", True)
    assert name_of(MONTHS["02"], "en") == "February"
    assert proof("events.by_network.ukjent", catalog, 2023) is None


def test_every_source_says_in_a_sentence_how_it_is_counted() -> None:
    """The sentence begins with a capital and ends with a full stop."""
    sentences = [row.sentence for row in (*SOURCES.values(), *SPREADS.values())]
    sentences += [row.sentence_of_part.format(name="Helse") for row in SPREADS.values()]
    assert [s for s in sentences if not (s[:1].isupper() and s.endswith("."))] == []
