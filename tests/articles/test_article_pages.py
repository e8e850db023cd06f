"""The page of an article, and the lists of articles."""

import json

from newsroom.articles.pages import feed, pages
from newsroom.articles.related import MOST, NearbyArticles, RelatedArticles
from newsroom.articles.views import ArticleView, NewsView
from newsroom.contract.article import Article
from newsroom.contract.entry import Entry
from newsroom.sharing.jsonld import news_article
from tests import given


def views(*entries: Entry, **more: object) -> dict[str, ArticleView | NewsView]:
    """The view of each page, by its address."""
    site_data = given.site_data_of(*entries, **more)
    return given.shown(pages(site_data), site_data)


def shown(article: Article, *others: Entry, **more: object) -> ArticleView:
    """The view of the page of one article."""
    site_data = given.site_data_of(article, *others, **more)
    return given.shown(pages(site_data), site_data)[site_data.plan.by_ref[article.ref]]


def test_an_article_shows_its_facts() -> None:
    """An article shows its author's name, and its dates in words and in machine form."""
    article = given.article(
        author="kari", date="2023-05-01 08:00", modified="2023-05-03",
        corrections=[{"date": "2023-05-02", "text": "Navnet var feil."}],
    )  # fmt: skip
    view = shown(article, given.person())
    assert (view.author, view.date.text) == ("Kari Nordmann", "1. mai 2023")
    assert view.date.machine == "2023-05-01T08:00:00+02:00"
    assert view.changed.text == "3. mai 2023"
    assert [f"{c.word} {c.date.text}: {c.text}" for c in view.corrections] == [
        "Rettet 2. mai 2023: Navnet var feil."
    ]


def test_an_article_of_several_names_them_all() -> None:
    """The byline, the markup and the page of each person have an article of several authors."""
    article = given.article(
        author=["kari", "Ola Hansen", "Redaksjonen", "Helsenettverket", "Ås vel"]
    )
    names = "Kari Nordmann, Ola Hansen, Redaksjonen, Helsenettverket og Ås vel"
    entries = given.person(), given.network(), given.site(name="Ås vel")
    assert shown(article, *entries).author == names
    assert given.article(author="kari, ola").author == ("kari", "ola")
    site_data = given.site_data_of(article, *entries)
    thing = news_article(article, site_data)
    assert [(author["@type"], author["name"]) for author in thing["author"]] == [
        ("Person", "Kari Nordmann"),
        ("Person", "Ola Hansen"),
        ("Organization", "Redaksjonen"),
        ("Organization", "Helsenettverket"),
        ("Organization", "Ås vel"),
    ]
    assert site_data.edition.by_author["kari"] == (article,)


def test_an_article_does_not_claim_to_be_changed_in_the_future() -> None:
    """A date of change in the future is not shown."""
    assert shown(given.article(modified="2030-01-01")).changed is None


def test_an_article_leads_to_its_category_tags_and_event() -> None:
    """An article links to its category, tags and event, with the path of the site."""
    article = given.article(category="Medlem", tags=["Grønn vekst"], event="2023-frokost")
    view = shown(article, given.event(), siteurl="https://a.no/sti")
    assert (view.category.text, view.category.href) == ("Medlem", "/sti/kategori/medlem/")
    assert [tag.href for tag in view.tags] == ["/sti/tema/gronn-vekst/"]
    assert view.event.href == "/sti/arrangementer/2023/frokost/"


def test_an_expired_article_says_so_and_leads_to_no_list_it_has_left() -> None:
    """An expired article says so, has noindex, and links to no list."""
    article = given.article(expires="2023-06-01", tags=["KI"])
    site_data = given.site_data_of(article)
    (page,) = (page for page in pages(site_data) if page.template == "article.html")
    assert not page.indexed
    view = page.shown(site_data)
    assert view.head.mark == "Denne siden er ikke lenger aktuell"
    assert [tag.href for tag in view.tags] == ["/nyheter/"]


def test_an_article_about_a_draft_event_tells_nothing_of_it() -> None:
    """An article about a draft event has no title and no address of it."""
    article = given.article(event="2023-frokost")
    assert shown(article, given.event(status="draft")).event is None


def test_a_list_says_where_it_goes_on() -> None:
    """The pages of a list link to older and newer news."""
    made = views(*(given.article(f"news/{n}.md") for n in range(21)))
    first, middle, last = (
        made[f"/nyheter/{n}"].pager for n in ("", "side/2/", "side/3/")
    )  # fmt: skip
    assert (first.newer, first.older.href, first.position) == (
        None, "/nyheter/side/2/", "Side 1 av 3"
    )  # fmt: skip
    assert (middle.newer.href, middle.older.href) == ("/nyheter/", "/nyheter/side/3/")
    assert (last.newer.href, last.older) == ("/nyheter/side/2/", None)


def test_a_list_of_one_page_has_no_way_on() -> None:
    """A list of one page has no links to other pages."""
    assert views(given.article())["/nyheter/"].pager is None


def test_pages_of_a_list_have_titles_of_their_own() -> None:
    """Each page of a list has its own title."""
    made = views(*(given.article(f"news/{n}.md") for n in range(11)))
    titles = [made[address].head.title for address in ("/nyheter/", "/nyheter/side/2/")]
    assert titles == ["Nyheter", "Nyheter (Side 2 av 2)"]


def test_a_lists_last_change_is_that_of_what_it_shows() -> None:
    """The last change of a list is that of its entries, and unknown for an empty list."""
    entries = (given.article("news/a.md"), given.article("news/b.md", modified="2023-07-01"))
    made = {page.address: page.lastmod for page in pages(given.site_data_of(*entries))}
    assert made["/nyheter/"] == given.at("2023-07-01")
    assert [page.lastmod for page in pages(given.site_data_of())] == [None]


def test_related_articles_are_of_the_same_event_then_of_the_most_tags() -> None:
    """Related articles share the event, then the most tags; few, and never the article itself."""
    entries = [
        given.article("news/a.md", event="x", tags=["KI", "Helse"]),
        given.article("news/b.md", tags=["ki"]),
        given.article("news/c.md", tags=["KI", "helse"]),
        given.article("news/d.md", event="x"),
        given.article("news/e.md", tags=["Annet"]),
        given.article("news/f.md", tags=["KI"]),
    ]
    related = RelatedArticles(entries)
    kin = [article.ref for article in related.near(entries[0]).related]
    assert kin == ["news/d.md", "news/c.md", "news/b.md"]
    assert len(kin) == MOST
    assert related.near(entries[4]).related == ()


def test_an_article_leads_to_the_one_before_and_the_one_after() -> None:
    """An article links to its neighbours in the list; an unlisted article has no such links."""
    entries = [given.article(f"news/{n}.md") for n in "abc"]
    related = RelatedArticles(entries)
    middle = related.near(entries[1])
    assert (middle.newer, middle.older) == (entries[0], entries[2])
    assert related.near(entries[0]).newer is related.near(entries[2]).older is None
    assert related.near(given.article("news/x.md")) == NearbyArticles()


def test_the_feed_is_of_the_newest_and_only_where_it_has_a_place() -> None:
    """The feed has the newest articles, as many as the setting says, when the plan has a feed."""
    entries = [given.article(f"news/{n}.md", date=f"2023-05-0{n}") for n in range(1, 6)]
    site_data = given.site_data_of(*entries)
    atom, json_feed = feed(2, site_data)
    assert (atom.address, atom.made(site_data).count(b"<entry>")) == ("/feed.xml", 2)
    assert json_feed.address == "/feed.json"
    assert len(json.loads(json_feed.made(site_data))["items"]) == 2
    assert feed(2, given.site_data_of(*entries, kinds=given.EVERY_KIND - {"feed"})) == []
