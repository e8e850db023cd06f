"""A body with its slots filled in: addresses, pictures and figures."""

from collections.abc import Callable, Mapping
from functools import partial

from markupsafe import Markup, escape

from newsroom.addresses.urls import document_address
from newsroom.contract.body import Target
from newsroom.contract.entry import Entry
from newsroom.parts.site_data import SiteData
from newsroom.pictures import markup
from newsroom.pictures.variants import key_in

NONE: Mapping[str, str] = {}


def prose(
    entry: Entry,
    site_data: SiteData,
    figures: Mapping[str, str] = NONE,
    *,
    is_absolute: bool = False,
) -> Markup:
    """The entry's text; `figures` has what stands for each `{{ figures.<name> }}`."""
    fill = partial(_filled, entry, site_data, figures, is_absolute)
    return Markup(site_data.edition.body(entry).filled(fill))


def opening(entry: Entry, site_data: SiteData, figures: Mapping[str, str] = NONE) -> str:
    """The first paragraph of the entry's text, in words alone."""
    return site_data.edition.body(entry).opening(lambda target: _figure(target, figures))


def _filled(
    entry: Entry,
    site_data: SiteData,
    figures: Mapping[str, str],
    is_absolute: bool,
    target: Target,
) -> str:
    if target.kind == "picture":
        return _picture(entry, target, site_data, is_absolute)
    if target.kind == "figure":
        return str(escape(_figure(target, figures)))
    return str(escape(_href(target, site_data, _to(site_data, is_absolute))))


def _to(site_data: SiteData, is_absolute: bool) -> Callable[[str], str]:
    return site_data.plan.root.url if is_absolute else site_data.plan.root.link


def _figure(target: Target, figures: Mapping[str, str]) -> str:
    return figures.get(target.name, target.written)


def _href(target: Target, site_data: SiteData, to: Callable[[str], str]) -> str:
    fragment = f"#{target.fragment}" if target.fragment else ""
    match target.kind:
        case "external":
            return target.name
        case "document":
            return to(document_address(target.name))
        case "entry":
            return to(site_data.plan.by_ref.get(target.name, "/") + fragment)
    return to(target.name + fragment)


def _picture(entry: Entry, target: Target, site_data: SiteData, is_absolute: bool) -> str:
    variants = site_data.variants.get(key_in(entry, target.name))
    if not variants:
        return ""
    shown = markup.picture(variants, "prose", target.alt, _to(site_data, is_absolute))
    image = shown.plain if is_absolute else shown.html
    if not target.is_block:
        return str(image)
    return str(markup.figure(image, target.title, variants.credit.line))
