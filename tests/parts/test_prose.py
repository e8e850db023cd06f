"""Texts with their slots filled in, and the parts that pages share."""

import re

import pytest

from newsroom.contract.entry import Entry
from newsroom.parts.cards import card, list_cards
from newsroom.parts.figures import figure, gallery, picture
from newsroom.parts.prose import inline, plain, prose
from newsroom.parts.site_data import SiteData
from newsroom.sharing.head import head
from tests import given

BELOW = "https://example.org/sti"
IMAGE = {"src": "images/x.jpg", "alt": "Et bord"}


def filled(text: str, *others: Entry, siteurl: str = BELOW) -> str:
    """The HTML of the text of an article with one picture."""
    article = given.article("news/a.md", text)
    site_data = given.site_data_of(article, *others, siteurl=siteurl, variants=given.variants())
    return str(prose(article, site_data))


def head_of(entry: Entry, **more: object) -> object:
    site_data = given.site_data_of(entry, **more)
    spot = next(spot for spot in site_data.plan.spots.values() if entry in spot.items)
    return head(spot, site_data, entry.title, entry=entry)


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("../pages/om-oss.md", "/sti/om-oss/"),
        ("../pages/om-oss.md#styret", "/sti/om-oss/#styret"),
        ("{filename}/pages/om-oss.md", "/sti/om-oss/"),
        ("event:2023-frokost", "/sti/arrangementer/2023/frokost/"),
        ("/nyheter/", "/sti/nyheter/"),
        ("/nyheter/?a=1&b=2#c", "/sti/nyheter/?a=1&amp;b=2#c"),
        ("#del", "/sti/nyheter/2023/a/#del"),
        ("../documents/Årets tall.pdf", "/sti/dokumenter/arets-tall.pdf"),
        ("https://a.no/?a=1&b=2", "https://a.no/?a=1&amp;b=2"),
        (r"https://a.no/a\_b\\c", "https://a.no/a_b%5Cc"),
        ("mailto:post@a.no", "mailto:post@a.no"),
        ('https://a.no/"onclick="x', "https://a.no/&#34;onclick=&#34;x"),
    ],
)
def test_each_kind_of_link_leads_where_it_should(link: str, href: str) -> None:
    """Each kind of link has its address, escaped and with the path of the site."""
    html = filled(f"[her](<{link}>)", given.page(), given.event())
    assert html == f'<p><a href="{href}">her</a></p>'


def test_a_picture_in_a_text_field_stays_in_its_paragraph() -> None:
    """A summary that is a picture alone is no figure, and has no words."""
    article = given.article(summary="![Et bord](images/x.jpg)")
    site_data = given.site_data_of(article, variants=given.variants())
    html = inline(article.summary, article, site_data)
    assert html.startswith("<picture>")
    assert html.endswith("</picture>")
    assert plain(article.summary, article, site_data) == ""


def test_a_picture_of_its_own_is_a_figure() -> None:
    """A picture alone in a paragraph is a figure, with its title as caption."""
    html = filled('![Et bord](images/x.jpg "Fra møtet")')
    assert re.fullmatch(
        r'<figure class="figure"><picture><source [^>]+>'
        r'<img src="/sti/bilder/a/60\.jpg" width="60" height="40" alt="Et bord" loading="lazy"'
        r' decoding="async" data-tone="4"></picture><figcaption><span>Fra møtet</span> '
        r'<span class="credit">Fotografen</span></figcaption></figure>',
        html,
    )


def test_a_feed_has_the_picture_and_nothing_to_choose_from() -> None:
    """In a feed a picture is one img with an absolute address."""
    article = given.article(text="![Et bord](images/x.jpg)")
    site_data = given.site_data_of(article, siteurl=BELOW, variants=given.variants())
    html = str(prose(article, site_data, is_absolute=True))
    assert f'<img src="{BELOW}/bilder/a/60.jpg" width="60"' in html
    assert "<source" not in html and "srcset" not in html and "data-tone" not in html


@pytest.mark.parametrize(
    "text",
    [
        "Se ![Et bord](images/x.jpg) her",
        "[![Et bord](images/x.jpg)](https://a.no)",
        "![Et bord](images/x.jpg)\n![Et bord](images/x.jpg)",
        "## ![Et bord](images/x.jpg)",
    ],
)
def test_a_figure_never_stands_where_html_would_not_have_it(text: str) -> None:
    """A picture within a paragraph or a heading is no figure, since HTML does not allow it."""
    assert not re.search(r"<(p|h2)\b[^>]*>((?!</\1>).)*<figure", filled(text), re.DOTALL)


def test_a_picture_that_failed_leaves_no_hole() -> None:
    """A picture that could not be made is left out."""
    article = given.article(text="![Et bord](images/x.jpg)")
    assert prose(article, given.site_data_of(article)) == ""


def test_a_picture_has_the_credit_of_each_place_it_is_shown() -> None:
    """A picture has the credit of its use; in a text that of the front matter."""
    other = IMAGE | {"credit": "Kari", "caption": "Bord"}
    article = given.article(image=IMAGE, gallery=[other])
    site_data = given.site_data_of(article, variants=given.variants() | given.variants(line="Kari"))
    assert figure(article.image, article, site_data).credit == "Fotografen"
    (shown,) = gallery(article.gallery, article, site_data)
    assert (shown.credit, shown.caption) == ("Kari", "Bord")
    within = given.article(text="![Et bord](images/x.jpg)", image=other)
    html = prose(within, given.site_data_of(within, variants=given.variants(line="Kari")))
    assert '<span class="credit">Kari</span>' in html


def test_a_picture_of_a_gallery_leads_to_the_large_one() -> None:
    """A picture of a gallery links to the large copy, unless it is decorative."""
    plain = {"src": "images/x.jpg", "decorative": "true"}
    article = given.article(gallery=[IMAGE, plain])
    site_data = given.site_data_of(
        article, siteurl=BELOW, variants=given.variants(size=(3000, 2000))
    )
    shown, silent = gallery(article.gallery, article, site_data)
    assert (shown.large, silent.large) == ("/sti/bilder/a/800.jpg", "")


def test_an_entry_without_a_picture_has_none() -> None:
    """An entry without a picture, or with one that could not be made, shows none."""
    article = given.article(image=IMAGE)
    site_data = given.site_data_of(article)
    assert picture(None, site_data, "card") is picture(article.image, site_data, "card") is None
    assert figure(None, article, site_data) is None


def test_a_card_shows_the_summary_or_the_first_paragraph() -> None:
    """A card has the summary or the first paragraph, and a mark when the article is not public."""
    article = given.article(summary="", text="En *fin* dag.\n\nTo.", status="draft")
    shown = card(article, given.site_data_of(article, unpublished=True))
    assert (shown.summary, shown.date.text) == ("En fin dag.", "1. mai 2023")
    assert shown.mark.startswith("Utkast")


@pytest.mark.parametrize(
    ("siteurl", "canonical"),
    [("", ""), (BELOW, f"{BELOW}/om-oss/"), ("https://a.no", "https://a.no/om-oss/")],
)
def test_a_page_names_its_one_address(siteurl: str, canonical: str) -> None:
    """A page has a canonical address when the site has SITEURL."""
    assert head_of(given.page(), siteurl=siteurl).canonical == canonical


def test_a_page_that_is_not_public_is_marked_and_not_indexed() -> None:
    """A page that is not public is marked, with noindex, in the preview."""
    shown = head_of(given.page(status="draft"), unpublished=True)
    assert (shown.indexed, bool(shown.mark)) == (False, True)
    assert head_of(given.page()).indexed


def test_a_page_knows_the_way_back_and_the_feed() -> None:
    """A page has breadcrumbs and the feed, except the front page and a site without news."""
    shown = head_of(given.page(), siteurl=BELOW)
    assert [(link.text, link.href) for link in shown.crumbs] == [
        ("Forsiden", "/sti/"),
        ("Om oss", "/sti/om-oss/"),
    ]
    assert [link.href for link in shown.feeds] == ["/sti/feed.xml", "/sti/feed.json"]
    assert head_of(given.page(), kinds=given.EVERY_KIND - {"feed"}).feeds == ()
    site_data = given.site_data_of()
    assert head(site_data.plan.spots["/"], site_data, "Forsiden").crumbs == ()


def test_nothing_in_a_text_is_printed_unescaped() -> None:
    """Titles and descriptions of pictures are escaped."""
    html = filled('![A "x" <y>](images/x.jpg "B & \'C\'")')
    assert 'alt="A &#34;x&#34;' in html
    assert "<y>" not in html
    assert isinstance(given.site_data_of(), SiteData)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nb", ("Tabell", "Fotnote", "Tilbake til teksten fra fotnote")),
        ("en", ("Table", "Footnote", "Back to the text from footnote")),
    ],
)
def test_tables_and_notes_have_names(lang: str, words: tuple[str, str, str]) -> None:
    """Each that may scroll has a name of its own, and so has each link to a footnote and back."""
    wide = "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |"
    narrow = "| a | b |\n|---|---|\n| 1 | 2 |"
    text = f"En[^x] og to[^y] og[^x].\n\n[^x]: X.\n\n[^y]: Y.\n\n{wide}\n\n{narrow}\n\n{wide}"
    article = given.article(text=text, lang=lang)
    html = str(prose(article, given.site_data_of(article)))
    table, note, back = words
    regions = re.findall(r'<div class="table"([^>]*)>', html)
    named = ' role="region" aria-label="{} {}" tabindex="0"'
    assert regions == [named.format(table, 1), "", named.format(table, 2)]
    assert re.findall(r'footnote-ref"[^>]* aria-label="([^"]*)"', html) == [
        f"{note} {number}" for number in (1, 2, 1)
    ]
    assert re.findall(r'footnote-backref"[^>]* aria-label="([^"]*)"', html) == [
        f"{back} {number}" for number in (1, 1, 2)
    ]
    assert "title=" not in html
    long = given.article(text=narrow.replace("1", "Næringseiendomsutvikling"))
    assert "tabindex" in prose(long, given.site_data_of(long))


def test_a_wide_picture_of_a_text_opens_large() -> None:
    """Neither a picture that is narrow, or in a line of text, does so, nor one in a feed."""
    article = given.article(text="![Et bord](images/x.jpg)\n\nOrd ![Et bord](images/x.jpg) ord.")
    shown = given.variants(size=(1600, 900), ladder=(480, 1600))
    wide = given.site_data_of(article, variants=shown)
    narrow = given.site_data_of(article, variants=given.variants(size=(800, 900)))
    html = str(prose(article, wide))
    assert html.count('id="bilde:1"') == 1 and "bilde:2" not in html
    assert html.count('srcset="/bilder/a/1600.webp"') == 1
    assert html.count('<img src="/bilder/a/1600.jpg"') == 1
    assert "bilde:" not in str(prose(article, narrow))
    assert "bilde:" not in str(prose(article, wide, is_absolute=True))


def test_the_first_row_of_a_list_is_not_lazy() -> None:
    """Of a list at the top of a page, the first picture has priority."""
    image = {"src": "images/x.jpg", "alt": "Et bord"}
    articles = [given.article(f"news/2023/{name}.md", image=image) for name in "abcd"]
    articles.insert(1, given.article("news/2023/uten.md"))
    site_data = given.site_data_of(*articles, variants=given.variants())

    def loading(*, is_top: bool) -> list[str]:
        cards = list_cards(articles, site_data, is_top=is_top)
        return [
            " ".join(re.findall(r'(?:loading|fetchpriority)="(\w+)"', str(card.picture.html)))
            if card.picture
            else ""
            for card in cards
        ]

    assert loading(is_top=True) == ["eager high", "", "eager", "lazy", "lazy"]
    assert loading(is_top=False) == ["eager", "", "eager", "lazy", "lazy"]
