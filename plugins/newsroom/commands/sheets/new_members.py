"""`run.py new members FILE`: the rows of a sheet become members in content/members.yaml."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from newsroom.commands.changing.checked_change import make_change
from newsroom.commands.outcome import confirm, printed
from newsroom.commands.prompts import Ask, slug_of
from newsroom.commands.settings import load_site
from newsroom.commands.sheets.moments import MomentReader
from newsroom.commands.sheets.new_events import add_texts, check_rows, yaml_text
from newsroom.commands.sheets.sheet import Row, Sheet, read_sheet
from newsroom.commands.words import command, count
from newsroom.contract.catalog import Catalog
from newsroom.contract.member import Member
from newsroom.wording.fields import words_of
from newsroom.wording.value_corrections import corrected_value

# The field of a member that each column has.
FIELDS = [name for name in Member.model_fields if name != "aliases"]
OTHERS = {"company": ("name",), "city": ("place",), "start": ("since",), "end": ("until",)}
COLUMNS: Mapping[str, tuple[str, ...]] = {**{name: (name,) for name in FIELDS}, **OTHERS}


@printed
def main(file: Path, content: Path, ask: Ask | None, *, is_sure: bool) -> Iterable[str]:
    """Write the members that are not there yet, when all rows are right; returns what was done."""
    catalog, report = load_site(content)
    sheet = read_sheet(file, COLUMNS, [words_of(Member, name).label for name in FIELDS])
    moments, new = MomentReader(ask, sheet.faults), dict[str, Row]()
    known = {name for m in catalog.members.values() for name in (m.key, slug_of(m.name))}
    for row in sheet.rows:
        _convert(row, sheet, catalog, moments)
        name = row.fields.get("name", "")
        if (key := slug_of(name)) in known:
            print(f"Rad {row.source.place(())[0]}: {name} finnes allerede.")
        elif key in new:
            sheet.add_fault(row, ("name",), f"«{name}» står to ganger i arket.")
        else:
            new[key] = row
    check_rows(Member, sheet, new.values(), catalog)
    if not new:
        return ["Alt i arket finnes allerede. Ingenting er endret."]
    path, texts = content / "members.yaml", [_yaml(key, row.fields) for key, row in new.items()]
    what = f"{count(len(new), 'medlemsbedrift', 'medlemsbedrifter')} i {content.name}/{path.name}"
    print("", *texts, sep="\n")
    confirm(f"Skrive {what}?", ask, is_sure=is_sure)
    make_change(content, [path], lambda: add_texts(path, texts), report.errors())
    return [f"Skrev {what}.", f"Se på nettstedet: {command('serve')}"]


def _convert(row: Row, sheet: Sheet, catalog: Catalog, moments: MomentReader) -> None:
    """Give a row the values as in YAML: dates, addresses, and keys in place of names."""
    fields = row.fields
    for name in fields.keys() & {"since", "until"}:
        fields[name], _ = moments.span(fields[name], "", sheet.place_of(row, (name,)))
    if url := fields.get("url"):
        fields["url"] = corrected_value("url-invalid", url) or url
    if "networks" in fields:
        keys = {network.name.lower(): key for key, network in catalog.networks.items()}
        names = filter(None, re.split(r"\s*[,;]\s*", fields["networks"]))
        fields["networks"] = [keys.get(name.lower(), slug_of(name)) for name in names]


def _yaml(key: str, fields: Mapping[str, Any]) -> str:
    return yaml_text({key: {name: fields[name] for name in FIELDS if name in fields}})
