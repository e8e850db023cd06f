"""The Norwegian and English names of public holidays."""

from collections.abc import Mapping

from newsroom.wording.texts import our_texts

# By the codes of contract/holidays.
HOLIDAY: Mapping[str, str] = {
    "new_years_day": "første nyttårsdag",
    "maundy_thursday": "skjærtorsdag",
    "good_friday": "langfredag",
    "easter_sunday": "første påskedag",
    "easter_monday": "andre påskedag",
    "labour_day": "arbeidernes dag",
    "constitution_day": "grunnlovsdagen",
    "ascension_day": "Kristi himmelfartsdag",
    "whit_sunday": "første pinsedag",
    "whit_monday": "andre pinsedag",
    "christmas_day": "første juledag",
    "boxing_day": "andre juledag",
}


def holiday_name(code: str, lang: str) -> str:
    """skjærtorsdag, in English Maundy Thursday"""
    return our_texts(lang)(HOLIDAY[code])
