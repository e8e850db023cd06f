"""The target of a written link."""

import pytest

from newsroom.contract.body import Target
from newsroom.reading.links import picture_path, resolved

HERE = "news/2023/sak.md"
OWNERS = {
    HERE: (HERE,),
    "news/2024/annen sak.md": ("news/2024/annen sak.md",),
    "pages/om-oss.md": ("pages/om-oss.md",),
    "events/2023.yaml": ("event:frokost", "event:konferanse"),
    "events/tur.yaml": ("event:tur",),
}


def understood(written: str, here: str = HERE) -> tuple[str, str, str, str | None]:
    """The kind, name and fragment of a link's target, and the code of its problem."""
    target, code = resolved(Target("address", written, 1, written=written), here, OWNERS)
    return target.kind, target.name, target.fragment, code


@pytest.mark.parametrize(
    ("written", "name", "fragment"),
    [
        ("../2024/annen sak.md", "news/2024/annen sak.md", ""),
        ("../2024/annen%20sak.md", "news/2024/annen sak.md", ""),
        ("../../pages/om-oss.md#styret", "pages/om-oss.md", "styret"),
        ("./../2023/sak.md", HERE, ""),
        ("{filename}../../pages/om-oss.md", "pages/om-oss.md", ""),
        ("{filename}/pages/om-oss.md#styret", "pages/om-oss.md", "styret"),
        ("|filename|/pages/om-oss.md", "pages/om-oss.md", ""),
        ("|filename|sak.md", HERE, ""),
        ("../../events/tur.yaml", "event:tur", ""),
        ("event:konferanse", "event:konferanse", ""),
        ("event:konferanse#program", "event:konferanse", "program"),
        ("#innledning", HERE, "innledning"),
        ("borte.md", "news/2023/borte.md", ""),
    ],
)
def test_a_file_of_content_means_its_entry(written: str, name: str, fragment: str) -> None:
    """A link to a file means its entry; the path is relative, or from content/ by `{filename}/`."""
    assert understood(written) == ("entry", name, fragment, None)


@pytest.mark.parametrize(
    ("written", "name", "fragment"),
    [
        ("/nyheter/", "/nyheter/", ""),
        ("/om-oss/#styret", "/om-oss/", "styret"),
        ("/n%C3%A6ring/", "/næring/", ""),
    ],
)
def test_a_root_relative_address_is_one_of_this_site(
    written: str, name: str, fragment: str
) -> None:
    """An address that starts with / is one of this site, at any path of the site."""
    assert understood(written) == ("address", name, fragment, None)


@pytest.mark.parametrize(
    "written",
    [
        "https://a.no/b?c=1#d",
        "http://a.no",
        "mailto:post@a.no",
        "tel:+4763000000",
        "webcal://a.no/alle.ics",
    ],
)
def test_an_absolute_address_leads_elsewhere(written: str) -> None:
    """An absolute address is kept unchanged."""
    assert understood(written) == ("external", written, "", None)


@pytest.mark.parametrize(
    "written",
    ["http:a.no", "//a.no/x", "javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x",
     "ftp://a.no", "file:///etc/passwd", "vbscript:x", "https:a.no"],
)  # fmt: skip
def test_any_other_scheme_is_a_fault(written: str) -> None:
    """Any other scheme is a problem."""
    assert understood(written)[3] == "link-scheme"


@pytest.mark.parametrize(
    "written",
    ["https://x", "http://localhost/x", "https://", "mailto:post", "tel:kari", "webcal://a"],
)
def test_an_address_that_is_not_whole_is_a_fault(written: str) -> None:
    """The beginning is right, but the domain, the mailbox or the number is not."""
    assert understood(written)[3] == "link-incomplete"


@pytest.mark.parametrize(
    "written",
    ["../../documents/vedtekter.pdf", "{static}/documents/vedtekter.pdf",
     "{attach}/documents/vedtekter.pdf", "documents/vedtekter.pdf"],
)  # fmt: skip
def test_a_file_of_documents_is_to_be_downloaded(written: str) -> None:
    """A link to a file in documents/ is a download, named from content/ or relative to the text."""
    assert understood(written) == ("document", "documents/vedtekter.pdf", "", None)


@pytest.mark.parametrize("written", ["../../../hemmelig.md", "{filename}/../x.md", "../../.."])
def test_a_path_out_of_content_is_a_fault(written: str) -> None:
    """A path that leads out of content/ is a problem, in every spelling."""
    assert understood(written)[3] == "path-outside-content"


def test_a_file_of_many_entries_is_no_place_to_go() -> None:
    """A link to a file of several entries is a problem; `event:<id>` names one of them."""
    assert understood("../../events/2023.yaml")[3] == "link-to-many"


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("images/2023/x.jpg", "images/2023/x.jpg"),
        ("../../images/x.jpg", "images/x.jpg"),
        ("{static}/images/x.jpg", "images/x.jpg"),
        ("../../images/et%20bord.jpg", "images/et bord.jpg"),
        ("images/et%20bord.jpg", "images/et bord.jpg"),
        ("images/../images/x.jpg", "images/x.jpg"),
    ],
)
def test_a_picture_is_named_from_content_or_relative_to_the_text(written: str, path: str) -> None:
    """A picture is named from content/, as in fields, or relative to the text."""
    assert picture_path(Target("picture", written, 1), HERE) == path
