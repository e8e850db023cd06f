"""Every field of the contract has an effect that somebody sees.

One build has, for each group of fields, an entry without the field and one with its example of
fields.yaml. What the site says of the two differs. A field with an effect elsewhere names its test.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pydantic import BaseModel

from newsroom.reading.yaml_file import parse
from newsroom.wording.fields import words_of
from tests import given
from tests.documentation.field_tables import headings, names_of
from tests.machine import need
from tests.site.building import Ended, build
from tests.site.test_pdf import has_weasyprint
from tests.table import check_each

ROOT = Path(__file__).parents[2]
PICTURE_PAGE = "nyheter/2023/prove-article-image/index.html"
SITE_YAML = """\
name: Prøvebyen næringsforening
identity: "example.org,2023"
organisation_number: "123 456 785"
email: post@example.org
address: Prøveveien 1
credit: Prøvefoto
event_types: [Frokost]
kinds: {network: Nettverkene, forum: Møteplasser}
summary: Prøvebyens møteplass.
join: https://example.org/bli-med
menu: [{title: Menyordet, link: /nyheter/}]
social: [{title: Profilen, url: "https://example.org/profil"}]
partners: [{name: Partner AS, url: "https://example.org/partner"}]
members_title: Medlemsbedriftene
repository: https://example.org/kilde
data_license: https://example.org/lisens
feedback: https://example.org/skjema?form=1
email_list: https://example.org/epost
"""
# What the build shows of a field of site.yaml: a file of it, and a text in that file.
SITE_TEXTS = {
    "Site.name": ("index.html", "Prøvebyen næringsforening"),
    "Site.identity": ("feed.xml", "tag:example.org,2023:"),
    "Site.organisation_number": ("index.html", "123 456 785"),
    "Site.email": ("index.html", "mailto:post@example.org"),
    "Site.address": ("index.html", "Prøveveien 1"),
    "Site.credit": (PICTURE_PAGE, "Prøvefoto"),
    "Site.event_types": ("arrangementer/frokost/index.html", "<h1"),
    "Site.kinds": ("nettverk/index.html", "Nettverkene"),
    "Site.summary": ("index.html", 'page-head__summary">Prøvebyens møteplass.'),
    "Site.join": ("index.html", 'href="https://example.org/bli-med">Bli medlem'),
    "Site.menu": ("index.html", "Menyordet"),
    "MenuItem.title": ("index.html", "Menyordet"),
    "MenuItem.link": ("index.html", 'href="/nyheter/">Menyordet'),
    "Site.social": ("index.html", "https://example.org/profil"),
    "Profile.title": ("index.html", "Profilen"),
    "Profile.url": ("index.html", "https://example.org/profil"),
    "Site.partners": ("index.html", "Partner AS"),
    "Partner.name": ("index.html", "Partner AS"),
    "Partner.url": ("index.html", "https://example.org/partner"),
    "Site.members_title": ("medlemmer/index.html", "Medlemsbedriftene</h1>"),
    "Site.repository": (
        PICTURE_PAGE,
        "https://example.org/kilde/",
    ),
    "Site.feedback": ("index.html", ">Fant du det du lette etter?</a>"),
    "Site.email_list": ("abonner/index.html", 'class="button" href="https://example.org/epost"'),
    "Site.data_license": ("data/events.json", "https://example.org/lisens"),
}
# The same, of fields that change a list, the menu or a text; NAME is the name in the address.
LIST_TEXTS = {
    "Article.lead": (
        "index.html",
        'lead-story__title"><a class="cover" href="/nyheter/2023/prove-article-lead/',
    ),
    "Page.menu": ("index.html", 'href="/prove-page-menu/"'),
    "Figure.id": ("aret/NAME/index.html", '/tall/timer/">7</a> timer.</p>'),
}
PLACES = "tests/addresses/test_urls.py::test_every_kind_has_its_place"
TODO = "tests/reading/test_todo.py::test_an_entry_to_review_is_told_with_its_owner"
TODAY = "tests/reading/test_todo.py::test_a_past_event_wants_its_attendance_and_a_recap"
DATES = "tests/reading/test_todo.py::test_each_past_date_of_a_series_wants_its_attendance"
KINDS = (
    "tests/parts/test_registry_pages.py"
    "::test_own_kinds_have_their_headings_in_the_order_of_site_yaml"
)
PARTNERS = "tests/members/test_member_pages.py::test_a_partner_has_its_logo_in_the_letter"
RIGHTS = "tests/reading/test_rights.py::test_people_who_have_agreed_or_are_news_may_be_shown"
BRAND = "tests/site/test_brand.py::test_a_wide_drawing_stands_for_the_name_and_has_a_dark_variant"
PUBLISHED = "tests/publishing/test_undo.py::test_a_published_mistake_is_taken_back_and_mended"
LISTMONK = "tests/newsletters/test_listmonk.py::test_a_draft_is_created_by_the_documented_schema"
COLOURS = (
    "tests/theme/test_brand_colours.py"
    "::test_a_brand_is_the_header_and_the_links_and_an_accent_the_mark"
)
# The tests of fields whose effect is elsewhere, by `Model.field` or by the field of every model.
EDITIONS = "tests/site/test_editions.py::test_each_edition_has_its_pages"
WORDS = "tests/site/test_editions.py::test_every_word_of_a_translation_is_shown"
OUTDATED = "tests/site/test_editions.py::test_a_page_says_that_its_original_has_changed"
# The fields of the words in another language.
TRANSLATED = {
    "Event": ("title", "summary", "description", "status_note", "accessibility", "slug"),
    "Person": ("role", "bio"),
    "Venue": ("name", "directions", "accessibility"),
    "Network": ("name", "summary", "about"),
    "Site": ("name", "summary", "menu", "join", "members_title", "kinds"),
}
ELSEWHERE = {
    **dict.fromkeys(
        ("Review.lang", "translation_of", "nb", "nn", "en", "Site.languages", "Site.fallback"),
        EDITIONS,
    ),
    **{f"{group}Text.{name}": WORDS for group, names in TRANSLATED.items() for name in names},
    "Site.fallback": WORDS,
    "Site.outdated_note": OUTDATED,
    "Event.id": PLACES,
    "Review.year": PLACES,
    "owner": TODO,
    "review_by": TODO,
    "Image.shows": "tests/reading/test_rights.py::test_people_who_have_not_been_asked_are_told_of",
    "Image.consent": RIGHTS,
    "Consent.given": "tests/reading/test_rights.py::test_half_a_consent_is_none",
    "Consent.ref": "tests/reading/test_rights.py::test_half_a_consent_is_none",
    "Event.attendance": TODAY,
    "Instance.attendance": DATES,
    "Network.kind": KINDS,
    "Review.pdf": "tests/site/test_pdf.py::test_the_page_leads_to_the_pdf_and_says_how_large_it_is",
    "Voice.consent": "tests/contract/test_fields.py::test_nobody_is_quoted_without_consent",
    "Partner.logo": PARTNERS,
    "Partner.member": PARTNERS,
    "Site.consent_required": RIGHTS,
    "Site.logo": BRAND,
    "Site.icon": "tests/site/test_brand.py::test_a_square_picture_stands_beside_the_name",
    "Logo.src": BRAND,
    "Logo.dark": BRAND,
    "Logo.alt": BRAND,
    "Site.publish": PUBLISHED,
    "Site.newsletter": LISTMONK,
    "Mailing.listmonk": LISTMONK,
    "Mailing.lists": LISTMONK,
    "Mailing.template": LISTMONK,
    "Site.review": "tests/desk/test_desk_publishing.py::test_changes_that_others_look_at_first",
    "PublishTarget.to": PUBLISHED,
    "PublishTarget.endpoint": "tests/publishing/test_bucket.py::"
    "test_a_release_is_built_again_from_its_commit",
    "PublishTarget.siteurl": "tests/publishing/test_publish_task.py::"
    "test_a_place_has_an_address_of_its_own",
    "Site.colours": COLOURS,
    "BrandColours.brand": COLOURS,
    "BrandColours.accent": COLOURS,
    "Site.sample": "tests/sharing/test_next_change.py::test_the_clock_of_a_sample_stands_still",
    "Sample.now": "tests/sharing/test_next_change.py::test_the_clock_of_a_sample_stands_still",
    "Site.format": "tests/kinds/test_effects.py::test_content_of_another_format_is_refused",
}

SETTINGS = {
    "SITEURL": "",
    "NOW": "2024-03-01T12:00",
    "PICTURE_FORMATS": ["jpeg"],
    "PICTURE_WIDTHS": [240, 480],
    "DEFAULT_PAGINATION": 3,
    "FEED_MAX_ITEMS": 500,
    "EXPLAIN": True,
}
# What the build shows of its settings, and the tests of the others.
SETTING_TEXTS = {
    "NOW": ("next-change.json", '"next": "2024-03-02T'),
    "PICTURE_FORMATS": (PICTURE_PAGE, "<picture><img"),
    "PICTURE_WIDTHS": (PICTURE_PAGE, '/480.jpg" width="480"'),
    "DEFAULT_PAGINATION": ("nyheter/side/9/index.html", "Side 9 av "),
    "EXPLAIN": ("stdout", "/nyheter/2023/prove-article-base/"),
}
HERE = "tests/kinds/test_effects.py::"
OUTPUT = "tests/site/test_output.py::"
CLUSTER = "tests/executor/test_cluster.py::"
UP_TO_DATE = "tests/site/test_up_to_date.py::test_after_a_setback_the_site_is_built"
SETTING_TESTS = {
    "SHOW_UNPUBLISHED": f"{OUTPUT}test_the_newsroom_sees_unpublished_entries_marked",
    "PICTURE_SHARD": "tests/test_pictures_task.py::test_the_parts_together_are_all_pictures",
    "EXECUTOR": f"{CLUSTER}test_a_site_made_by_workers_has_the_same_bytes",
    "EXECUTOR_TLS": f"{CLUSTER}test_a_cluster_with_tls_wants_its_files",
    "EXECUTOR_FALLBACK": f"{CLUSTER}test_a_scheduler_that_goes_away_ends_in_words_or_here",
    "FEED_MAX_ITEMS": f"{HERE}test_each_feed_has_so_many_items",
    "REPORT_LANG": "tests/site/test_gate.py::test_english_is_a_setting",
    "PDF_YEARS": f"{HERE}test_the_letter_of_a_year_has_a_pdf",
    "PDF_REQUIRED": "tests/site/test_pdf.py::test_without_the_library_the_build_says_so",
    "SEARCH_REQUIRED": "tests/search/test_index.py::"
    "test_a_machine_without_the_program_builds_without_search",
    "SEARCH_SPLIT_FROM": "tests/search/test_index.py::"
    "test_an_edit_makes_only_its_part_of_a_large_index_again",
    "PRECOMPRESSED": "tests/hosting/test_servers.py::test_compressed_files_are_sent_as_they_are",
    "SITEURL": f"{OUTPUT}test_every_link_and_resource_leads_somewhere",
    "SITENAME": f"{OUTPUT}test_an_empty_content_folder_makes_a_site",
    "PLUGINS": "tests/site/test_wiring.py::test_a_kind_of_content_can_be_switched_off",
    "THEME": "tests/test_extending.py::test_a_site_can_have_its_own_theme",
    "THEME_TEMPLATES_OVERRIDES": (
        "tests/test_extending.py::test_a_template_of_the_site_replaces_the_themes"
    ),
    "CACHE_PATH": "tests/pictures/test_variants.py::test_builds_may_share_a_cache",
    "LOAD_CONTENT_CACHE": UP_TO_DATE,
    "DELETE_OUTPUT_DIRECTORY": UP_TO_DATE,
}

ROOM = "https://example.org/rom"
EVENT = {"title": "Samling", "start": "2024-03-05 08:00", "online": ROOM}
SERIES = EVENT | {"repeat": "hver tirsdag, 4 ganger"}
PLACE = {"title": "Samling", "start": "2024-03-05 08:00", "venue": {"name": "Huset"}}
NEWS = {"title": "En sak", "date": "2023-03-05"}
LETTER = {"title": "Året"}
FIGURE = {"label": "Timer i SLUG", "value": "7"}
MEETING = "start: 2024-03-05\nend: 2024-03-06\nonline: https://example.org/mote\n"
PICTURE = {"src": "images/2024/salen.jpg", "alt": "Et rom"}
# The folder in content/ and the fields of an entry without the field, by the group of fields. The
# last is the field that has the group.
BASES: Mapping[str, tuple[str, Mapping[str, Any], str]] = {
    "Article": ("news/2023", NEWS, ""),
    "Page": ("pages", {"title": "En side"}, ""),
    "Newsletter": ("newsletters", {"title": "Nytt", "date": "2023-03-31"}, ""),
    "Person": ("people", {"name": "Siv Berg"}, ""),
    "Venue": ("venues", {"name": "Salen"}, ""),
    "Network": ("networks", {"name": "Gruppen"}, ""),
    "Member": ("members", {"name": "Bakeriet", "about": "Brød."}, ""),
    "Event": ("events", EVENT, ""),
    "Series": ("events", SERIES, ""),
    "Place": ("events", PLACE, ""),
    "Off": ("events", EVENT | {"status": "cancelled"}, ""),
    "Registration": ("events", EVENT | {"registration": {"url": ROOM}}, "registration"),
    "ProgrammeItem": ("events", EVENT | {"programme": [{"title": "Start"}]}, "programme"),
    "WebLink": ("events", EVENT | {"links": [{"title": "Mer om", "url": ROOM}]}, "links"),
    "NamedSeries": ("events", EVENT | {"series": {"name": "Rekken"}}, "series"),
    "Attachment": (
        "events",
        EVENT | {"documents": [{"title": "Plan", "src": "documents/plan.txt"}]},
        "documents",
    ),
    "Instance": ("events", SERIES | {"instances": {"2024-03-12": {}}}, "instances"),
    "Image": ("news/2023", NEWS | {"image": PICTURE}, "image"),
    "Correction": (
        "news/2023",
        NEWS | {"corrections": [{"date": "2023-03-07", "text": "Et tall."}]},
        "corrections",
    ),
    "Review": ("reviews", LETTER, ""),
    "Signed": ("reviews", LETTER | {"author": "Eli"}, ""),
    "Figure": (
        "reviews",
        LETTER | {"figures": [{"label": "Timer i SLUG", "value": "7"}]},
        "figures",
    ),
    "Highlight": ("reviews", LETTER | {"highlights": [{"title": "Turen"}]}, "highlights"),
    "Voice": (
        "reviews",
        LETTER | {"voices": [{"quote": "Ja.", "name": "Eli", "consent": "ja"}]},
        "voices",
    ),
}
# Fields whose examples hide the entry: a draft, and a time to come.
HIDING = {"Article.status", "Article.publish", "Page.status", "Review.status", "Newsletter.status"}
# The fields in place of the example of fields.yaml, where that needs others; SLUG is the own name.
# The base of the field comes first.
VALUES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "Event.except": ("Series", {"except": ["2024-03-26"]}),
    "Event.instances": ("Series", {"instances": {"2024-03-12": {"status": "cancelled"}}}),
    "Event.venue": ("Event", {"venue": "biblioteket"}),
    "Event.place": ("Event", {"place": "kommer"}),
    "Event.previous_start": (
        "Event",
        {"previous_start": "2024-02-06 09:00", "status": "rescheduled"},
    ),
    "Event.status_note": ("Off", {"status_note": "Innlederen er syk."}),
    "Instance.status_note": (
        "Instance",
        {"status": "cancelled", "status_note": "Innlederen er syk."},
    ),
    "Article.expires": ("Article", {"expires": "2023-12-01"}),
    "Article.date": ("Article", {"date": "2023-03-06"}),
    "Newsletter.date": ("Newsletter", {"date": "2023-04-01"}),
    "Newsletter.stories": ("Newsletter", {"stories": ["news/2023/prove-article-base.md"]}),
    "Review.date": ("Review", {"date": "2024-01-05"}),
    "Review.signature": (
        "Signed",
        {"signature": {"src": "images/2024/underskrift.jpg", "alt": "Eli"}},
    ),
    "Review.modified": ("Review", {"modified": "2024-01-05"}),
    "Article.modified": ("Article", {"modified": "2023-03-08"}),
    "Venue.lat": ("Place", {"venue": {"name": "Huset", "lat": "59.9", "lon": "11.0"}}),
    "Venue.lon": ("Place", {"venue": {"name": "Huset", "lat": "59.9", "lon": "11.0"}}),
    "Instance.end": ("Instance", {"end": "2024-03-12 10:30"}),
    "Image.decorative": ("Image", {"decorative": "ja", "alt": None}),
    "Figure.id": ("Figure", {"id": "timer"}),
    "Figure.source": ("Figure", {"source": "events.count", "value": None}),
    "Figure.more_than": ("Figure", {"more_than": "5", "value": None}),
    "Figure.at_least": ("Figure", {"at_least": "5", "value": None}),
    "Highlight.link": ("Highlight", {"link": "/nyheter/"}),
}
# The same, of a field that several models have.
SHARED = {"aliases": ["/gammel/SLUG/"], "slug": "SLUG-ny"}


def group_rows() -> Iterator[tuple[str, str, type[BaseModel], type[BaseModel]]]:
    """The group and the name of each field, but those of site.yaml, and their models."""
    for of, model, _ in headings(given.KINDS):
        for name, _ in names_of(model):
            yield model.__name__, name, of, model


FIELDS = [row for row in group_rows() if f"{row[0]}.{row[1]}" not in SITE_TEXTS]


def elsewhere(group: str, name: str) -> str:
    return ELSEWHERE.get(f"{group}.{name}", ELSEWHERE.get(name, ""))


TRIED = [
    row for row in FIELDS
    if row[0] in BASES and not elsewhere(*row[:2])
]  # fmt: skip


def slug_of(group: str, name: str) -> str:
    return f"prove-{group}-{name}".lower().replace("_", "-")


# The text of an entry in place of `Tekst.`, by its slug.
TEXTS = {slug_of("Figure", "id"): "I år ble det {{ figures.timer }} timer."}


def example(of: type[BaseModel], model: type[BaseModel], name: str) -> Any:
    """The example of a field in fields.yaml, as an editor would write it."""
    data, _ = parse(f"{name}: {words_of(of, name, model.__name__).example}")
    return data[name]


def with_field(row: tuple[str, str, type[BaseModel], type[BaseModel]]) -> tuple[str, dict]:
    """The group whose base is tried, and the fields of the entry with the field."""
    group, name, of, model = row
    key = f"{group}.{name}"
    shared = {name: SHARED[name]} if name in SHARED else None
    family, added = VALUES.get(key, (group, shared))
    _, base, field = BASES[family]
    added = {name: example(of, model, name)} if added is None else added
    if not field or family != group:
        return family, {**base, **added}
    return family, {**base, field: nested(base[field], added)}


def nested(written: Any, added: Mapping[str, Any]) -> Any:
    """A group of fields, alone or first in a list or a mapping of days, with another field."""
    if isinstance(written, list):
        return [{**written[0], **added}]
    if "2024-03-12" in written:
        return {"2024-03-12": {**written["2024-03-12"], **added}}
    return {**written, **added}


def entries() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The group, the name and the fields of each entry: two of each base, and one for each row."""
    for group, (_, base, _) in BASES.items():
        yield group, slug_of(group, "base"), dict(base)
        yield group, slug_of(group, "control"), dict(base)
    for row in TRIED:
        group, fields = with_field(row)
        yield group, slug_of(*row[:2]), fields


def write(content: Path) -> dict[str, str]:
    """Writes the site; returns the name in addresses of each entry: its slug, or its year."""
    names, year = {}, 1900  # all letters are public
    for group, slug, fields in entries():
        folder, name = BASES[group][0], slug
        data = json.loads(json.dumps(fields).replace("SLUG", slug))
        if folder == "reviews":
            year += 3
            name = str(year)
            data = {"year": name, "date": f"{name}-12-15", **data}
        if folder == "events":
            data["id"] = slug
        text = json.dumps(data, ensure_ascii=False)
        is_text = folder in ("news/2023", "newsletters", "pages", "reviews")
        file = content / folder / f"{name}{'.md' if is_text else '.yaml'}"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = document(data, TEXTS.get(slug, "Tekst.")) if is_text else text
        file.write_text(text, encoding="utf-8")
        names[slug] = name
    return names


def document(data: Mapping[str, Any], text: str = "Tekst.") -> str:
    """A text after front matter with each field on a line of its own."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in data.items())
    return f"---\n{''.join(lines)}---\n{text}\n"


AROUND = re.compile(r"<nav.*?</nav>", re.DOTALL)
PARTS = re.compile(r"<entry>.*?</entry>|<url>.*?</url>|BEGIN:VEVENT.*?END:VEVENT", re.DOTALL)


def said_of(slug: str, name: str, out: Mapping[str, str]) -> set[tuple[str, str]]:
    """What the site says of an entry: its pages and files, and its parts of feeds and calendars."""
    own = re.compile(rf"(^|/)({name}|{slug})(-ny)?(/|\.)")
    said = set()
    for path, text in out.items():
        if own.search(path):
            said.add((path, AROUND.sub("", text)))
        elif not path.endswith(".html"):
            parts = PARTS.findall(text) if not path.endswith(".json") else items_of(text)
            said |= {(path, part) for part in parts if own.search(part) or f"/{name}/" in part}
    return {tuple(re.sub(f"{slug}|{name}", "NAME", part) for part in pair) for pair in said}


def items_of(text: str) -> list[str]:
    """The items of a JSON feed or of the open data."""
    data = json.loads(text)
    lists = [value for value in data.values() if isinstance(value, list)]
    return [json.dumps(item, ensure_ascii=False) for items in lists for item in items]


def unfolded(text: str) -> str:
    """The text of a calendar without its line folding (RFC 5545, 3.1)."""
    return text.replace("\n ", "") if text.startswith("BEGIN:VCALENDAR") else text


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    """The name of each entry, and the text of each file of the site."""
    base = tmp_path_factory.mktemp("effects")
    content = base / "content"
    given.written(content, {
        "site.yaml": SITE_YAML, "documents/plan.txt": "Plan\n", "documents/2024/lysark.pdf": "%PDF",
        "people/kari-nordmann.yaml": "name: Kari Nordmann\n",
        "networks/grunderskap.yaml": "name: Gründere\n",
        "venues/biblioteket.yaml": "name: Biblioteket\n",
        "events/2024-frokost.yaml": f"id: 2024-frokost\ntitle: Frokost\n{MEETING}",
        "events/2024-festival.yaml": f"id: 2024-festival\ntitle: Festival\n{MEETING}",
    })  # fmt: skip
    for folder in ("2024", "logoer"):
        (content / "images" / folder).mkdir(parents=True)
    Image.new("RGB", (300, 80), "navy").save(content / "images/logoer/bakeriet.png")
    for number, name in enumerate(("frokost", "salen", "kari", "underskrift")):
        picture = Image.linear_gradient("L").resize((900, 600 + number))
        picture.save(content / f"images/2024/{name}.jpg")
    names = write(content)
    out = base / "out"
    ended = build(content, out, **SETTINGS)
    assert ended.code == 0, ended.err
    kinds = {".html", ".xml", ".json", ".ics", ".txt"}
    texts = {
        file.relative_to(out).as_posix(): unfolded(file.read_text(encoding="utf-8"))
        for file in out.rglob("*")
        if file.suffix in kinds
    }
    return names, {**texts, "stdout": ended.out + ended.err}


def test_two_entries_with_the_same_fields_are_told_alike(built) -> None:
    """So a difference comes from a field."""
    names, out = built

    def check(group: str) -> None:
        slugs = slug_of(group, "base"), slug_of(group, "control")
        base, control = (said_of(slug, names[slug], out) for slug in slugs)
        assert base, "The site says nothing of it."
        assert not base ^ control, sorted(base ^ control)

    check_each(BASES, check)


def test_every_field_changes_what_the_site_says(built) -> None:
    """A new field is tried with its example; give it an effect, or a row in ELSEWHERE."""
    names, out = built
    base = {group: said_of(s, names[s], out) for group in BASES for s in [slug_of(group, "base")]}

    def check(row: tuple[str, str, type[BaseModel], type[BaseModel]]) -> None:
        group, _ = with_field(row)
        slug = slug_of(*row[:2])
        if shown := LIST_TEXTS.get(f"{row[0]}.{row[1]}"):
            return _has(out, shown[0].replace("NAME", names[slug]), shown[1])
        said = said_of(slug, names[slug], out)
        assert bool(said) is (f"{row[0]}.{row[1]}" not in HIDING), "The site says nothing of it."
        assert said != base[group], "No page, feed, calendar or data shows the field."

    check_each(TRIED, check, lambda row: f"{row[0]}.{row[1]}")


def test_every_field_of_the_site_is_shown(built) -> None:
    _, out = built
    check_each(SITE_TEXTS, lambda field: _has(out, *SITE_TEXTS[field]))


def test_every_setting_has_an_effect(built) -> None:
    """The table of docs/settings.md; a new setting needs a row here."""
    page = (ROOT / "docs/settings.md").read_text(encoding="utf-8")

    def check(setting: str) -> None:
        assert setting in SETTING_TEXTS.keys() | SETTING_TESTS, "Nothing shows what it does."
        if setting in SETTING_TEXTS:
            _has(built[1], *SETTING_TEXTS[setting])

    check_each(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE), check)


def small_site(folder: Path, settings: str) -> tuple[Path, Ended]:
    """The folder of a small site with other settings, and how its build ended."""
    news = {f"content/news/2023/{name}-sak.md": document(NEWS) for name in "abc"}
    letter = LETTER | {"year": 2023, "date": "2023-12-15"}
    picture = folder / "content/images/2024/salen.jpg"
    given.written(folder, {
        **news,
        "content/news/2023/d-sak.md": document(NEWS | {"image": PICTURE | {"credit": "Ola"}}),
        "content/reviews/2023.md": document(letter),
        "conf.py": f'from newsroom.settings import *\nPICTURE_FORMATS = ["jpeg"]\n{settings}\n',
    })  # fmt: skip
    picture.parent.mkdir(parents=True)
    Image.linear_gradient("L").resize((900, 600)).save(picture)
    out, cache = folder / "out", str(folder / "cache")
    ended = build(folder / "content", out, settings=str(folder / "conf.py"), CACHE_PATH=cache)
    assert ended.code == 0, ended.err
    return out, ended


def test_each_feed_has_so_many_items(tmp_path: Path) -> None:
    out, _ = small_site(tmp_path, "FEED_MAX_ITEMS = 3")
    assert (out / "feed.xml").read_text(encoding="utf-8").count("<entry>") == 3
    assert len(json.loads((out / "feed.json").read_bytes())["items"]) == 3


def test_the_letter_of_a_year_has_a_pdf(tmp_path: Path) -> None:
    """Without `pdf: ja` in it; the page leads to the file."""
    need("WeasyPrint, med Pango", has_weasyprint())
    out, _ = small_site(tmp_path, "PDF_YEARS = [2023]")
    page = (out / "aret/2023/index.html").read_text(encoding="utf-8")
    (address,) = re.findall(r'href="/([^"]+)">Last ned årsbrevet \(PDF', page)
    assert (out / address).read_bytes().startswith(b"%PDF-")


def _has(out: Mapping[str, str], path: str, text: str) -> None:
    assert text in out[path], f"{path} has no {text!r}"


def test_every_field_has_a_row() -> None:
    """A field is tried, or is in one of the tables."""
    rows = {row[:2] for row in TRIED}

    def check(row: tuple[str, str, type[BaseModel], type[BaseModel]]) -> None:
        group, name = row[:2]
        is_known = row[:2] in rows
        assert is_known or elsewhere(group, name), "Nothing tries it: write it in BASES."

    check_each(FIELDS, check, lambda row: f"{row[0]}.{row[1]}")


def test_the_tests_of_other_effects_exist() -> None:
    def check(test: str) -> None:
        path, _, name = test.partition("::")
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")

    check_each({*ELSEWHERE.values(), *SETTING_TESTS.values()}, check)


def test_content_of_another_format_is_refused(tmp_path: Path) -> None:
    _, report = given.loaded(tmp_path, {"site.yaml": "format: 2\n"})
    assert "site.yaml:1: choice-invalid" in given.places(report)
