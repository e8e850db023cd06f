"""A body with its slots filled in: addresses, pictures and figures."""

from collections.abc import Callable, Mapping
from functools import partial

from markupsafe import Markup, escape

from plugins.addresses.urls import document_address
from plugins.contract.body import Target
from plugins.contract.entry import Entry
from plugins.parts.material import Material
from plugins.pictures import markup
from plugins.pictures.variants import key_in

NONE: Mapping[str, str] = {}


def prose(
    entry: Entry,
    material: Material,
    figures: Mapping[str, str] = NONE,
    *,
    is_absolute: bool = False,
) -> Markup:
    """The entry's text; `figures` has what stands for each `{{ figures.<name> }}`."""
    fill = partial(_filled, entry, material, figures, is_absolute)
    return Markup(material.edition.body(entry).filled(fill))


def opening(entry: Entry, material: Material, figures: Mapping[str, str] = NONE) -> str:
    """The first paragraph of the entry's text, in words alone."""
    return material.edition.body(entry).opening(lambda target: _figure(target, figures))


def _filled(
    entry: Entry,
    material: Material,
    figures: Mapping[str, str],
    is_absolute: bool,
    target: Target,
) -> str:
    if target.kind == "picture":
        return _picture(entry, target, material, is_absolute)
    if target.kind == "figure":
        return str(escape(_figure(target, figures)))
    return str(escape(_href(target, material, _to(material, is_absolute))))


def _to(material: Material, is_absolute: bool) -> Callable[[str], str]:
    return material.plan.root.url if is_absolute else material.plan.root.link


def _figure(target: Target, figures: Mapping[str, str]) -> str:
    return figures.get(target.name, target.written)


def _href(target: Target, material: Material, to: Callable[[str], str]) -> str:
    fragment = f"#{target.fragment}" if target.fragment else ""
    match target.kind:
        case "external":
            return target.name
        case "document":
            return to(document_address(target.name))
        case "entry":
            return to(material.plan.by_ref.get(target.name, "/") + fragment)
    return to(target.name + fragment)


def _picture(entry: Entry, target: Target, material: Material, is_absolute: bool) -> str:
    variants = material.variants.get(key_in(entry, target.name))
    if not variants:
        return ""
    shown = markup.picture(variants, "prose", target.alt, _to(material, is_absolute))
    image = shown.plain if is_absolute else shown.html
    if not target.is_block:
        return str(image)
    return str(markup.figure(image, target.title, variants.credit.line))
