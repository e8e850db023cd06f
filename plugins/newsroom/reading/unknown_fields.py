"""Tells which field was meant by one that there is not, and the line to write instead."""

from newsroom.contract.catalog import BUILT_IN
from newsroom.contract.entry import Entry
from newsroom.contract.problems import TEXT, Source, Where
from newsroom.reading.model_fields import by_alias, fields_at
from newsroom.reading.spelling import likest, nearest
from newsroom.reading.value_faults import correction

# How many fields a message lists; of more, the likely ones.
MOST_CHOICES = 8
# How other systems mark a draft, and whether it is one when that is true.
DRAFT_MARKS = {"draft": True, "utkast": True, "published": False, "publisert": False}
TRUTHS = {"true": True, "ja": True, "yes": True, "false": False, "nei": False, "no": False}


def unknown_field(
    model: type[Entry], where: Where, value: object, source: Source
) -> dict[str, str]:
    """What the message of an unknown field says.

    Its `suggestion` is written in place of its name, or of what is `found`. A field that is only
    `meant` cannot have this value; one that is `repeated` is there already.
    """
    names, written = sorted(fields_at(model, where[:-1])), str(where[-1])
    few = names if len(names) <= MOST_CHOICES else likest(written, names)
    values = {"choices": ", ".join(few), "rest": str(len(names) - len(few) or "")}
    having = (m.files.folder for m in BUILT_IN if len(where) == 1 and written in by_alias(m))
    values["elsewhere"] = ", ".join(f"{folder}/" for folder in having)
    near, wanted = nearest(written, names), None
    if (is_draft := _draft_mark(written, value)) is not None and "status" in names:
        if not is_draft:
            return values | {"needless": written}
        near, wanted = "status", "draft"
    elif near and value is not None:
        wanted = correction(value, model, (*where[:-1], near))
    meant = f"{near}: {wanted}" if wanted else near
    if (*where[:-1], near) in source.places:
        return values | {"repeated": meant}
    if wanted is None:
        return values | {"suggestion": near}
    if not wanted or not is_on_one_line(where, source):
        return values | {"meant": meant}
    return values | {"suggestion": meant, "found": f"{written}: {value}"}


def is_on_one_line(where: Where, source: Source) -> bool:
    """Whether a field stands as `name: value`, without quotation marks, on one line."""
    (line, column), start = source.place(where), (*where, TEXT)
    is_folded = any(path[:-1] == start for path in source.places)
    return source.place(start) == (line, column + len(f"{where[-1]}: ")) and not is_folded


def _draft_mark(name: str, value: object) -> bool | None:
    """Whether a field of another system says that this is a draft; None for any other field."""
    mark, truth = DRAFT_MARKS.get(name.lower()), TRUTHS.get(str(value).lower())
    return None if mark is None or truth is None else mark == truth
