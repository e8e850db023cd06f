"""A body with its slots filled in: addresses, pictures and figures."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from plugins.addresses.urls import document_address
from plugins.contract.body import Target
from plugins.contract.entry import Entry
from plugins.parts.material import Material
from plugins.pictures import markup

NONE: Mapping[str, str] = {}


def prose(entry: Entry, material: Material, figures: Mapping[str, str] = NONE) -> Markup:
    """The entry's text; `figures` has what stands for each `{{ figures.<name> }}`."""
    body = material.edition.body(entry)
    return Markup(body.filled(lambda target: _filled(target, material, figures)))


def _filled(target: Target, material: Material, figures: Mapping[str, str]) -> str:
    if target.kind == "picture":
        return _picture(target, material)
    if target.kind == "figure":
        return str(escape(figures.get(target.name, target.written)))
    return str(escape(_href(target, material)))


def _href(target: Target, material: Material) -> str:
    plan = material.plan
    fragment = f"#{target.fragment}" if target.fragment else ""
    match target.kind:
        case "external":
            return target.name
        case "document":
            return plan.link(document_address(target.name))
        case "entry":
            return plan.link(plan.by_ref.get(target.name, "/") + fragment)
    return plan.link(target.name + fragment)


def _picture(target: Target, material: Material) -> str:
    variant = material.variants.get(target.name)
    if not variant:
        return ""
    credit = material.edition.catalog.site.credit
    href = material.plan.link(variant.address)
    return str(markup.figure(href, variant, target.alt, target.title, credit))
