"""Writes exports of WordPress (WXR 1.2), as its own exporter does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

BASE = "https://gammel.example.org"
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Foreningen</title><link>{base}</link><language>nb-NO</language>
<pubDate>Mon, 06 Jan 2020 10:00:00 +0000</pubDate>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>{base}</wp:base_site_url><wp:base_blog_url>{base}</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[kari]]></wp:author_login>
<wp:author_display_name><![CDATA[Kari Nordmann]]></wp:author_display_name></wp:author>
"""


@dataclass(frozen=True)
class Post:
    """One `<item>`. `link` is a path, or the query of a draft; `terms` are (domain, name)."""

    id: int
    title: str = ""
    text: str = ""
    type: str = "post"
    status: str = "publish"
    name: str = ""
    link: str = ""
    date: str = "2019-05-03 09:15:00"
    excerpt: str = ""
    password: str = ""
    creator: str = "kari"
    url: str = ""
    parent: int = 0
    comments: int = 0
    terms: Sequence[tuple[str, str]] = ()
    meta: Mapping[str, str | Sequence[str]] = field(default_factory=dict)


def cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def element(post: Post) -> str:
    """The `<item>` of a post."""
    fields = {
        "title": cdata(post.title),
        "link": escape(BASE + (post.link or f"/?p={post.id}")),
        "dc:creator": cdata(post.creator),
        "guid": f"{BASE}/?p={post.id}",
        "content:encoded": cdata(post.text),
        "excerpt:encoded": cdata(post.excerpt),
        "wp:post_id": str(post.id),
        "wp:post_date": cdata(post.date),
        "wp:post_name": cdata(post.name),
        "wp:status": cdata(post.status),
        "wp:post_parent": str(post.parent),
        "wp:post_type": cdata(post.type),
        "wp:post_password": cdata(post.password),
        **({"wp:attachment_url": cdata(BASE + post.url)} if post.url else {}),
    }
    parts = [f"<{name}>{value}</{name}>" for name, value in fields.items()]
    parts += [f'<category domain="{d}" nicename="x">{cdata(n)}</category>' for d, n in post.terms]
    for key, values in post.meta.items():
        for value in (values,) if isinstance(values, str) else values:
            names = f"<wp:meta_key>{cdata(key)}</wp:meta_key>"
            values_of = f"<wp:meta_value>{cdata(value)}</wp:meta_value>"
            parts.append(f"<wp:postmeta>{names}{values_of}</wp:postmeta>")
    parts += ["<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>"] * post.comments
    return "<item>" + "\n".join(parts) + "</item>\n"


def export(posts: Iterable[Post]) -> str:
    """The whole file."""
    return HEAD.format(base=BASE) + "".join(map(element, posts)) + "</channel></rss>\n"
