"""The pages of annual letters and of years."""

import pytest

from newsroom.addresses.outputs import OutputFile, OutputPage
from newsroom.reviews.pages import pages
from newsroom.reviews.views import ReviewsView, ReviewView
from tests import given

FIGURES = [
    {"label": "Arrangementer", "source": "events.count"},
    {"label": "Medlemmer", "more_than": "160", "note": "30 flere enn i fjor"},
]
MORE = [*FIGURES, *({"label": f"Tall {n}", "value": "1"} for n in range(3))]
TEXT = "Vi holdt {{ figures.arrangementer }} møter i fjor."


def made(*entries: object, **given_too: object) -> tuple[dict[str, object], list[OutputFile]]:
    """The view of each page, by its address, and the addresses of the files."""
    site_data = given.site_data_of(*entries, **given_too)
    outputs = pages(given.catalog(*entries), {}, site_data)
    found = [output for output in outputs if isinstance(output, OutputPage)]
    files = [output for output in outputs if isinstance(output, OutputFile)]
    return given.shown(found, site_data), files


def views(*entries: object, **given_too: object) -> tuple[ReviewsView, ReviewView]:
    """The views of the list of years and of the year 2023."""
    shown, _ = made(*entries, **given_too)
    return shown["/aret/"], shown.get("/aret/2023/")


def test_a_years_numbers_are_tiles() -> None:
    """Figures have a text and a plain number; the first three are on the cover."""
    _, view = views(given.review(figures=MORE), given.event())
    shown = [(stat.label, stat.value, stat.machine, stat.note) for stat in view.cover.stats]
    assert shown == [
        ("Arrangementer", "1", "1", ""),
        ("Medlemmer", "over 160", "160", "30 flere enn i fjor"),
        ("Tall 0", "1", "1", ""),
    ]
    assert [stat.label for stat in view.stats] == ["Tall 1", "Tall 2"]


def test_a_tile_tells_the_change_from_a_letter_that_is_public() -> None:
    """A figure is compared only with a public annual letter of last year."""
    now = given.review(figures=[{"label": "Medlemmer", "value": "60"}])
    fields = {"figures": [{"label": "Medlemmer", "value": "48"}]}
    public, draft = (given.review(2022, status=s, **fields) for s in ("published", "draft"))
    assert views(now, public)[1].cover.stats[0].change == "+12 fra 2022"
    assert views(now, draft)[1].cover.stats[0].change == ""


@pytest.mark.parametrize(
    ("title", "year"), [("Et godt år", "2023"), ("2023: et godt år", ""), ("Året 2023", "")]
)
def test_the_cover_says_the_year_once(title: str, year: str) -> None:
    """The cover shows the year once: large, unless the title has it."""
    assert views(given.review(title=title))[1].cover.year == year


def test_the_letter_says_its_numbers_also_to_search_engines() -> None:
    """The figures are filled in, in the text and in the description from its first paragraph."""
    _, view = views(given.review(text=TEXT, figures=FIGURES), given.event())
    link = '<a href="/aret/2023/tall/arrangementer/">1</a>'
    assert "".join(part.html for part in view.letter) == f"<p>Vi holdt {link} møter i fjor.</p>"
    assert view.head.description == "Vi holdt 1 møter i fjor."


def test_a_letter_that_begins_with_a_greeting_is_described_by_its_figures() -> None:
    """An annual letter that begins with "Kjære medlemmer" is described by its figures instead."""
    _, view = views(given.review(text="Kjære medlemmer", figures=FIGURES), given.event())
    assert view.head.description == "1 arrangementer, over 160 medlemmer"


def test_numbers_count_the_whole_year_whatever_now_is() -> None:
    """Figures count the whole year, also events after NOW."""
    entries = (given.review(figures=FIGURES), given.event(start="2023-12-30 10:00"))
    _, view = views(*entries, now="2023-12-15 12:00")
    assert view.cover.stats[0].value == "1"


def test_a_letter_is_signed_by_a_person_or_a_name() -> None:
    """An annual letter is signed by a person with a role, by a name, or not at all."""
    kari = given.person(role="Daglig leder", company="Kunnskapsbyen")
    signed = views(given.review(author="kari"), kari)[1].signature
    assert (signed.name, signed.role) == ("Kari Nordmann", "Daglig leder, Kunnskapsbyen")
    assert (signed.portrait, signed.initials) == (None, "KN")
    board = views(given.review(author="Styret"))[1].signature
    assert (board.name, board.initials) == ("Styret", "S")
    assert views(given.review())[1].signature is None


def test_a_figure_stands_beside_the_first_paragraph_that_names_it() -> None:
    """In the order of the text; not beside paragraphs in a list or in a quotation."""
    text = """\
> Sitat med {{ figures.medlemmer }}.

- Punkt med {{ figures.medlemmer }}

- To

## Tall

Vi er {{ figures.medlemmer }}, og vi holdt {{ figures.arrangementer }} møter.

Ja, {{ figures.arrangementer }}.
"""
    _, view = views(given.review(text=text, figures=FIGURES), given.event())
    beside = [(part.html.striptags(), [one.label for one in part.stats]) for part in view.letter]
    assert [pair for pair in beside if pair[1]] == [
        ("Vi er over 160, og vi holdt 1 møter.", ["Medlemmer", "Arrangementer"])
    ]
    assert beside[-2] == ("Ja, 1.", [])


def test_a_figure_of_the_cover_does_not_stand_beside_the_opening_too() -> None:
    """Nor later; one that is first named after a heading does, and so do the others."""
    figures = [*MORE[:-1], {"id": "tall-2", "label": "Tall 2", "value": "7"}]
    text = """\
Først {{ figures.arrangementer }} og {{ figures.tall-2 }}.

## Så

Så {{ figures.arrangementer }} og {{ figures.medlemmer }}.
"""
    _, view = views(given.review(text=text, figures=figures), given.event())
    beside = [[one.label for one in part.stats] for part in view.letter if part.stats]
    assert beside == [["Tall 2"], ["Medlemmer"]]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(1, ["large"]), (2, ["large"] * 2), (3, ["large", "", ""]), (4, ["large", "", "", "large"])],
)
def test_the_first_highlight_is_large_and_none_is_alone_in_its_row(
    count: int, sizes: list[str]
) -> None:
    """The others stand in pairs; a last one without a neighbour is large too."""
    highlights = [{"title": f"Tur {n}"} for n in range(count)]
    assert [one.size for one in views(given.review(highlights=highlights))[1].highlights] == sizes


def test_people_who_have_agreed_are_quoted() -> None:
    """In the order of the front matter; the company may be missing."""
    voices = [
        {"quote": "Her møtes vi.", "name": "Kari", "company": "Byen", "consent": "ja"},
        {"quote": "Ja.", "name": "Ola", "consent": "ja"},
    ]
    _, view = views(given.review(voices=voices))
    shown = [(voice.quote, voice.name, voice.company) for voice in view.voices]
    assert shown == [("Her møtes vi.", "Kari", "Byen"), ("Ja.", "Ola", "")]


def test_a_highlight_leads_there_by_its_own_title() -> None:
    """A highlight links by its title, with the site's path for internal addresses."""
    links = ["/om-oss/", "https://example.org/x"]
    highlights = [{"title": "Messen", "link": link} for link in links]
    _, view = views(given.review(highlights=highlights), siteurl="https://a.no/sti")
    assert [one.links[0].text for one in view.highlights] == ["Messen", "Messen"]
    assert [one.links[0].href for one in view.highlights] == ["/sti/om-oss/", links[1]]


def test_a_highlight_leads_on_to_what_was_written_about_it() -> None:
    """A highlight links to the event and to its recap, each by its title."""
    event, recap = (
        given.event(title="Frokost"),
        given.article(title="Slik var frokosten", event="2023-frokost"),
    )
    highlights = [{"title": "Morgenen", "link": "/arrangementer/2023/frokost/"}]
    _, view = views(given.review(highlights=highlights), event, recap)
    assert [(link.text, link.href) for link in view.highlights[0].links] == [
        ("Frokost", "/arrangementer/2023/frokost/"),
        ("Slik var frokosten", "/nyheter/2023/sak/"),
    ]


def test_the_timeline_has_each_month_with_what_was_told_of_or_best_attended() -> None:
    """The timeline has at most two event groups for each month, in order of time."""
    came = {"a": "10", "b": "90", "c": "50", "d": "40"}
    events = [
        given.event(id, title=id, start=f"2023-03-0{day}", attendance=came[id])
        for day, id in enumerate(came, 1)
    ]
    festival = [
        given.event("fest", title="fest", start="2023-05-01"),
        given.event("del-1", part_of="fest", start="2023-05-01", attendance="7"),
        given.event("del-2", part_of="fest", start="2023-05-02", attendance="8"),
    ]
    entries = (*events, *festival, given.article(event="a"))
    _, view = views(given.review(), *entries)
    shown = [
        (m.time.machine, m.count, [(one.link.text, one.facts) for one in m.moments])
        for m in view.timeline
    ]
    assert shown == [
        ("2023-03", "4 arrangementer", [("a", "10 deltakere"), ("b", "90 deltakere")]),
        ("2023-05", "2 arrangementer", [("fest", "15 deltakere")]),
    ]


def test_the_year_ends_with_what_comes_next() -> None:
    """The annual letter ends with the first four upcoming events of next year, or nothing."""
    events = [given.event(f"2024-{n}", start=f"2024-01-0{n}", title=str(n)) for n in range(1, 8)]
    off = given.event("2024-av", start="2024-01-04", status="cancelled", title="av")
    _, view = views(given.review(), *events, off, now="2024-01-03 12:00")
    assert [row.title for row in view.coming.rows] == ["3", "4", "5", "6"]
    assert view.all_coming.href == "/arrangementer/2024/"
    assert views(given.review(), *events, now="2024-02-01 12:00")[1].coming is None


def test_partners_are_thanked() -> None:
    """The partners of site.yaml are listed, with their links."""
    partners = [{"name": "Banken", "url": "https://bank.example"}, {"name": "Kommunen"}]
    _, view = views(given.review(), given.site(partners=partners))
    shown = [(partner.text, partner.href) for partner in view.partners]
    assert shown == [("Banken", "https://bank.example"), ("Kommunen", "")]


def test_a_correction_is_said_aloud_and_counts_as_a_change() -> None:
    """A correction is shown, and is the last change in JSON-LD and in the sitemap."""
    fields = {"corrections": [{"date": "2024-01-03", "text": "Det var 60, ikke 61."}]}
    review, now = given.review(**fields), "2024-02-01 12:00"
    _, view = views(review, now=now)
    said = view.corrections[0]
    assert (
        f"{said.word} {said.date.text}: {said.text}"
        == "Rettet 3. januar 2024: Det var 60, ikke 61."
    )
    assert '"dateModified":"2024-01-03' in view.head.data
    page, *_ = pages(given.catalog(review), {}, given.site_data_of(review, now=now))
    assert f"{page.lastmod:%Y-%m-%d}" == "2024-01-03"


def test_a_letter_can_be_passed_on_by_a_plain_link() -> None:
    """An annual letter has its absolute address to share, and nothing without SITEURL."""
    _, view = views(given.review(), siteurl="https://a.no/sti")
    copy, mail, linkedin, facebook = view.share
    assert (copy.href, copy.copied) == ("https://a.no/sti/aret/2023/", "Kopiert")
    assert mail.href.startswith("mailto:?subject=")
    assert mail.href.endswith("&body=https%3A%2F%2Fa.no%2Fsti%2Faret%2F2023%2F")
    assert linkedin.href.endswith("?url=https%3A%2F%2Fa.no%2Fsti%2Faret%2F2023%2F")
    assert facebook.href.endswith("?u=https%3A%2F%2Fa.no%2Fsti%2Faret%2F2023%2F")
    assert views(given.review())[1].share == ()


def test_every_file_that_a_chart_leads_to_is_made_and_no_other() -> None:
    """The linked files of all charts are made, and no others."""
    figures = [{"label": "Medlemmer", "value": "1"}]
    letters = [given.review(year, figures=figures) for year in (2021, 2022, 2023)]
    shown, files = made(*letters, given.event(attendance="5"), siteurl="https://a.no/sti")
    led_to = {
        link.href.removeprefix("/sti")
        for view in shown.values()
        for chart in getattr(view, "charts", ())
        for link in chart.files
    }
    assert led_to == {file.address for file in files}
    assert len(led_to) == 2 * 3


def test_years_come_newest_first() -> None:
    """Years are in descending order."""
    listed, _ = views(given.review(2022), given.review(2023))
    assert [year.link.text for year in listed.years] == ["2023", "2022"]
    assert views()[0].years == ()


def test_a_year_nobody_has_written_about_stands_there_when_it_is_over() -> None:
    """A past year without an annual letter has computed figures; the current year is left out."""
    events = [
        given.event("2022-a", start="2022-03-01", attendance="20"),
        given.event("2024-b", start="2024-03-01", attendance="20"),
        given.event("2024-c", start="2024-09-01"),
    ]
    listed, _ = views(*events, now="2024-05-01 12:00")
    (year,) = listed.years
    assert (year.link.text, year.link.href) == ("2022", "/arrangementer/2022/")
    assert [(stat.label, stat.value) for stat in year.stats] == [
        ("Arrangementer", "1"),
        ("Deltakere", "20"),
    ]


def test_what_is_counted_stands_over_the_years() -> None:
    """Computed figures are shown over all years with events."""
    events = [
        given.event(f"{year}-a", start=f"{year}-03-01", attendance="5") for year in (2022, 2023)
    ]
    letters = [given.review(year, figures=FIGURES) for year in (2023, 2024)]
    listed, _ = views(*letters, *events, now="2025-01-01 12:00")
    shown = {chart.title: [row[0] for row in chart.rows] for chart in listed.charts}
    assert shown == {
        "Arrangementer: 1 både i 2022 og i 2023": ["2022", "2023"],
        "Deltakere: 5 både i 2022 og i 2023": ["2022", "2023"],
        "Medlemmer: over 160 både i 2023 og i 2024": ["2023", "2024"],
    }


def test_a_letter_that_is_not_public_is_marked_where_it_is_shown() -> None:
    """An annual letter that is not public is marked in the preview, with noindex."""
    draft = given.review(status="draft")
    site_data = given.site_data_of(draft, unpublished=True)
    outputs = pages(given.catalog(draft), {}, site_data)
    found = [output for output in outputs if isinstance(output, OutputPage)]
    (page,) = (page for page in found if page.template == "review.html")
    assert not page.indexed
    assert page.shown(site_data).head.mark.startswith("Utkast")


def test_each_date_of_a_series_stands_in_the_timeline_by_itself() -> None:
    """Each occurrence of a series is in the timeline, with a link to its page."""
    days = ("2023-03-01", "2023-03-08")
    instances = {day: {"attendance": str(9 + at)} for at, day in enumerate(days)}
    series = given.event(
        "kafe", start=f"{days[0]} 16:00", repeat="FREQ=WEEKLY;COUNT=2", instances=instances
    )
    _, view = views(given.review(), series)
    shown = [(one.link.href, one.facts) for one in view.timeline[0].moments]
    assert shown == [
        (f"/arrangementer/2023/kafe/{day}/", f"{9 + at} deltakere") for at, day in enumerate(days)
    ]
