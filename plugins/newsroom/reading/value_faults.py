"""What is wrong with the value of one field, and what to write instead."""

import re
from collections.abc import Mapping, Set

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from newsroom.contract.entry import type_of
from newsroom.contract.fields import URL
from newsroom.contract.problems import Where
from newsroom.reading.model_fields import by_alias, fields_at, models_in, type_at
from newsroom.reading.spelling import nearest, translations, with_norwegian
from newsroom.wording.value_corrections import corrected_value, wrong_weekday

# Our codes for pydantic's types of errors; the models raise errors of our own codes too.
CODES = {
    "missing": "field-missing",
    "extra_forbidden": "field-unknown",
    "string_type": "field-text",
    "list_type": "field-list",
    "tuple_type": "field-list",
    "dict_type": "field-mapping",
    "mapping_type": "field-mapping",
    "model_type": "field-mapping",
    "model_attributes_type": "field-mapping",
    "literal_error": "choice-invalid",
}
# The group of fields that needs no more than a link.
SIGN_UP = {"url", "deadline"}
DAY_FIRST = re.compile(r"\d{1,2}\.\d{1,2}\.(19|20)\d\d")
SEPARATORS = re.compile(r"\s*([,;|])\s*")
IN_QUOTES = re.compile("'([^']+)'")
# What cannot be in an item of a list in brackets without quotation marks, or may be no separator.
UNLISTED = re.compile(r"[\[\]{}#:\"'\n]|\d,\d|\([^)]*[,;|]|\s-|(?:^|[,;|])\s*[^\w\s(«]")


def coded(details: ErrorDetails) -> tuple[str, dict[str, str]]:
    """Our code for one of pydantic's errors, and its values."""
    code, written = CODES.get(details["type"], details["type"]), details["input"]
    if code == "date-invalid" and isinstance(written, str) and (day := wrong_weekday(written)):
        return "weekday-wrong", {"written": written.strip(), "date": day, "weekday": day}
    if DAY_FIRST.fullmatch(str(written)) and not corrected_value(code, str(written)):
        code = code.replace("date-invalid", "date-impossible")
    return code, details.get("ctx", {})


def fault_values(
    code: str, context: Mapping[str, str], written: object, names: Set[str]
) -> dict[str, str]:
    """What the message of a faulty value says, with a `suggestion` where it is known.

    `names` are those of the fields in the value, when it is to have some. With a `doubt` a person
    has to decide about the suggestion.
    """
    values = {name: value for name, value in context.items() if name not in ("at", "expected")}
    if not isinstance(written, str):
        return values
    if code == "choice-invalid":
        choices = IN_QUOTES.findall(context.get("expected", ""))
        literal = {"value": written, "choices": ", ".join(choices)}
        values = literal | values | {"suggestion": nearest(written.strip(), choices)}
        words = written.lower().split()
        if values["suggestion"] not in (*translations(written), "_".join(words)) and words[1:]:
            values["doubt"] = "words"  # Only one of them is known.
        values["choices"] = ", ".join(map(with_norwegian, values["choices"].split(", ")))
    elif code == "field-list":
        values["value"] = written
        # With several signs one of them may be a part of an item.
        is_sure = not UNLISTED.search(written) and len({*SEPARATORS.findall(written)}) < 2
        if not names and is_sure:
            values["suggestion"] = f"[{SEPARATORS.sub(', ', written)}]"
            values |= {"doubt": "and"} if re.search(" (?:og|and|&) ", written) else {}
    elif code == "field-mapping" and names >= SIGN_UP and URL.fullmatch(written):
        values |= {"value": written, "suggestion": f'{{url: "{written}"}}'}
    return values


def correction(value: object, model: type[BaseModel], where: Where) -> str | None:
    """What to write instead of a value at a field; None when it fits, "" when it is not known.

    Faults of the fields inside the value are no faults of the whole.
    """
    groups = models_in(type_at(model, where[:-1]))
    group = next(inner for inner in groups if where[-1] in by_alias(inner))
    try:
        TypeAdapter(type_of(group, str(where[-1]))).validate_python(value)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            code, context = coded(details)
            if details["input"] == value and code != "field-missing":
                values = fault_values(code, context, value, fields_at(model, where))
                written = values.get("value", "")
                return values.get("suggestion") or corrected_value(code, written)
    return None
