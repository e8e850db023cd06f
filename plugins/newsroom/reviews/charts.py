"""The content of the charts of a year; `chart_layout` decides how they look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from newsroom.contract.catalog import Catalog
from newsroom.contract.review import Review
from newsroom.reviews.figures import amount, one_each_year, text
from newsroom.reviews.sources import MONTHS, SOURCES, SPREADS
from newsroom.wording import dates
from newsroom.wording.numbers import number
from newsroom.wording.texts import listed, our_texts

Numbers = Mapping[int, tuple[int, str]]
MOST_YEARS = 10
# So many numbers are told in a sentence. From `WIDE` on, numbers would touch over narrow columns.
IN_A_SENTENCE, WIDE = 2, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One number of a chart; `text` is the number as it is printed, `previous` last year's number.

    `short` is a label for a narrow column; `colour` is a name of the palette, or "".
    """

    label: str
    value: int
    text: str
    short: str = ""
    previous: int | None = None
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart; `name` is that of its files, `heads` are the headings of its table.

    `title` says what the chart shows, `note` what its numbers are, `footnote` what is left out.
    """

    name: str
    lang: str
    title: str
    form: Literal["columns", "bars"]
    heads: tuple[str, ...]
    bars: tuple[Bar, ...]
    note: str = ""
    footnote: str = ""
    scale: int = 1

    @property
    def is_sentence(self) -> bool:
        """Whether its numbers are so few that the title has all of them."""
        return len(self.bars) <= IN_A_SENTENCE

    @property
    def most(self) -> int:
        """The number of a bar of full length: the largest number, or `scale` if that is larger."""
        numbers = [value for bar in self.bars for value in (bar.value, bar.previous or 0)]
        return max([self.scale, *numbers])


def charts(review: Review, letters: Sequence[Review], catalog: Catalog) -> tuple[Chart, ...]:
    """The charts of a year: events by month, participants by network, and a figure over the years.

    That is the first one that two of the public `letters` have, of members or written by hand.
    """
    lang, until = review.site_lang, [letter for letter in letters if letter.year <= review.year]
    over = (
        over_years(figure.name, until, catalog, lang)
        for figure in review.figures
        if figure.is_manual or figure.source.startswith("members.")
    )
    candidates = (
        per_month(review.year, catalog, lang),
        per_network(review.year, catalog, lang),
        next(filter(None, over), None),
    )
    return tuple(chart for chart in candidates if chart)


def per_month(year: int, catalog: Catalog, lang: str) -> Chart | None:
    """The number of events in each month; None for a year without events."""
    counted = SPREADS["events.by_month"](catalog, year)
    if not counted:
        return None
    t = our_texts(lang)
    bars = tuple(_month(year, name, counted.get(name, 0), lang) for name in MONTHS)
    return Chart(
        name=t("arrangementer-per-maned-{year}").format(year=year),
        lang=lang,
        title=month_finding(bars, lang),
        note=t("Arrangementer per måned i {year}").format(year=year),
        form="columns" if max(bar.value for bar in bars) < WIDE else "bars",
        heads=(t("Måned"), t("Arrangementer")),
        bars=bars,
    )


def month_finding(bars: Sequence[Bar], lang: str) -> str:
    """The month with most events, in a sentence; the months when they are several."""
    t, best = our_texts(lang), _best(bars)
    months = listed((bar.label for bar in best), lang)
    if len(best) > 1:
        text = t("Flest arrangementer i {months}: {count} i hver")
        return text.format(months=months, count=best[0].text)
    one = best[0].value == 1
    text = t("{month}: {count} arrangement på én måned" if one else
             "{month}: {count} arrangementer på én måned")  # fmt: skip
    return text.format(month=months.capitalize(), count=best[0].text)


def _best(bars: Sequence[Bar]) -> list[Bar]:
    """Those with the highest number."""
    highest = max(bar.value for bar in bars)
    return [bar for bar in bars if bar.value == highest]


def _month(year: int, name: str, value: int, lang: str) -> Bar:
    label = dates.month_name(date(year, int(name), 1), lang)
    return Bar(label=label, short=label[:3], value=value, text=number(value, lang))


def per_network(year: int, catalog: Catalog, lang: str) -> Chart | None:
    """The participants of each network, with last year's if there are any; None without any."""
    t, by_network = our_texts(lang), SPREADS["attendance.by_network"]
    now, last = by_network(catalog, year), by_network(catalog, year - 1)
    if not any(now.values()):
        return None
    compares = any(last.values())
    by_size = sorted((dict.fromkeys(last, 0) | dict(now)).items(), key=lambda p: (-p[1], p[0]))
    bars = tuple(
        _network(key, value, last.get(key, 0) if compares else None, catalog, lang)
        for key, value in by_size
    )
    rest = SOURCES["events.attendance"](catalog, year) - sum(now.values())
    topic = t("Deltakere per nettverk i {year}").format(year=year)
    legend = t("Fylt: {year}. Ramme: {last}.").format(year=year, last=year - 1)
    footnote = t("Arrangementer uten nettverk hadde {count} deltakere.")
    return Chart(
        name=t("deltakere-per-nettverk-{year}").format(year=year),
        lang=lang,
        title=_network_finding(bars, lang),
        note=f"{topic}. {legend}" if compares and len(bars) > IN_A_SENTENCE else topic,
        footnote=footnote.format(count=number(rest, lang)) if rest else "",
        form="bars",
        heads=(t("Nettverk"), str(year), *([str(year - 1)] if compares else [])),
        bars=bars,
    )


def _network_finding(bars: Sequence[Bar], lang: str) -> str:
    """The largest network, in a sentence; each network when they are few."""
    t, best = our_texts(lang), _best(bars)
    if len(bars) <= IN_A_SENTENCE:
        each = t("{name}: {count} deltakere")
        return ". ".join(each.format(name=bar.label, count=bar.text) for bar in bars)
    shared = t("Flest deltakere i {name}: {count} i hvert")
    text = shared if len(best) > 1 else t("{name} samlet flest: {count} deltakere")
    return text.format(name=listed((bar.label for bar in best), lang), count=best[0].text)


def _network(key: str, value: int, previous: int | None, catalog: Catalog, lang: str) -> Bar:
    """The bar of a network; one that networks.yaml does not have is named by its key."""
    network = catalog.networks.get(key)
    return Bar(
        label=network.name if network else key,
        value=value,
        text=number(value, lang),
        previous=previous,
        colour=(network.colour or "") if network else "",
    )


def over_years(name: str, reviews: Iterable[Review], catalog: Catalog, lang: str) -> Chart | None:
    """A figure by year, in the words of the last letter in a language; None for fewer than two."""
    by_year: dict[int, tuple[int, str]] = {}
    having = [(r, found) for r in one_each_year(reviews, lang) if (found := r.figure(name))]
    if not having:
        return None
    _, last = max(having, key=lambda pair: pair[0].site_lang == lang)
    for review, figure in having:
        if figure.previous is not None:
            by_year.setdefault(review.year - 1, (figure.previous, number(figure.previous, lang)))
        said = figure.model_copy(update={"unit": last.unit})
        value = amount(figure, review.year, catalog) or 0
        by_year[review.year] = (value, text(said, review, catalog, lang))
    return yearly(name, last.label, by_year, lang)


def yearly(name: str, label: str, by_year: Numbers, lang: str) -> Chart | None:
    """The chart of a number and its text by year: the last years; None for fewer than two."""
    if len(by_year) < 2:
        return None
    t, years = our_texts(lang), sorted(by_year)[-MOST_YEARS:]
    (first, before), (last, now) = ((year, by_year[year][1]) for year in (years[0], years[-1]))
    same = t("{label}: {after} både i {first} og i {last}")
    finding = same if before == now else t("{label}: fra {before} i {first} til {after} i {last}")
    return Chart(
        name=t("{name}-over-arene").format(name=name),
        lang=lang,
        title=finding.format(label=label, before=before, after=now, first=first, last=last),
        note=t("{label} {first}–{last}").format(label=label, first=first, last=last),
        form="bars",
        heads=(t("År"), label),
        bars=tuple(Bar(label=str(y), value=by_year[y][0], text=by_year[y][1]) for y in years),
    )
