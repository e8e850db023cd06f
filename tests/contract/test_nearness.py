"""Which name somebody meant."""

from newsroom.contract.slug import nearest_name
from tests.table import check_each

# What was written, what there is, and what is suggested.
CASES = [
    ("bibliotekt", ["biblioteket", "salen"], "biblioteket"),
    ("Biblioteket", ["biblioteket"], "biblioteket"),
    ("ola-hansen", ["kari-hansen"], ""),
    ("kari-hansn", ["kari-hansen", "ola-hansen"], "kari-hansen"),
    ("storsalen", ["salen-i-kulturhuset"], ""),
    ("lunsj-2024-03-13", ["lunsj-2024-03-12"], "lunsj-2024-03-12"),
    ("images/2024/salen.jpg", ["images/2024/hagen.jpg"], ""),
    ("images/salen.jpg", ["images/2024/hagen.jpg", "images/2024/salen.png"],
     "images/2024/salen.png"),
    ("/nyheter/2024/nyx/", ["/nyheter/2024/ny/"], "/nyheter/2024/ny/"),
    ("/nyheter/2024/arsmote/", ["/nyheter/2024/frokost/"], ""),
]  # fmt: skip


def test_a_name_that_is_not_near_is_no_suggestion() -> None:
    """Another person of the same family, or another file in the same folder, is not meant."""

    def check(case: tuple[str, list[str], str]) -> None:
        written, names, meant = case
        assert nearest_name(written, names) == meant

    check_each(CASES, check)
