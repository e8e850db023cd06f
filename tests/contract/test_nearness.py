"""Which name somebody meant."""

from newsroom.contract.slug import nearest_name, path_meant
from tests.table import check_each

# What was written, what there is, and what is suggested.
CASES = [
    ("bibliotekt", ["biblioteket", "salen"], "biblioteket"),
    ("Biblioteket", ["biblioteket"], "biblioteket"),
    ("ola-hansen", ["kari-hansen"], ""),
    ("kari-hansn", ["kari-hansen", "ola-hansen"], "kari-hansen"),
    ("storsalen", ["salen-i-kulturhuset"], ""),
    ("rådhuset", ["grunderhuset"], ""),
    ("iblioteket", ["biblioteket"], "biblioteket"),
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


def test_a_path_is_sure_with_its_folder() -> None:
    """A bare name may be of a file that somebody forgot; one of a page has no year."""
    of_2019 = "media/2019/rapport.pdf"
    cases = [
        ("rapport.pdf", [of_2019], (of_2019, False)),
        ("../rapport.pdf", [of_2019], (of_2019, False)),
        ("../../2019/rapport.pdf", [of_2019], (of_2019, True)),
        ("2019/rapport.pdf", [of_2019, f"old/{of_2019}"], ("", True)),
        ("../om-oss.md", ["pages/om-oss.md"], ("pages/om-oss.md", True)),
        ("sak", ["news/2022/sak.md"], ("news/2022/sak.md", False)),
        (".sak", ["news/2022/.sak.md", "news/2022/sak.md"], ("news/2022/.sak.md", False)),
    ]

    def check(case: tuple[str, list[str], tuple[str, bool]]) -> None:
        assert path_meant(case[0], case[1]) == case[2]

    check_each(cases, check)
