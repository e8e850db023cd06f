"""What `run.py rename` says of a name that something else has: where it stands, and what to do."""

from pathlib import Path

import pytest

from newsroom.commands.changing.checked_change import CheckedChange
from newsroom.commands.changing.rename import main as rename
from newsroom.commands.changing.result import Unbuildable
from newsroom.contract.ledger import GONE
from tests import given
from tests.ledger.test_published_once import FILES
from tests.site.building import snapshot

CALENDAR = "id: 2023-kveld\ntitle: Kveld\nstart: 2023-11-01\nvenue: sentrum\nspeakers: [ola]\n"
GIVEN_UP = "er ført opp som borte i content/record/gone.txt, linje 3. Skal den brukes, tar"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", FILES)


@pytest.mark.parametrize(
    ("changed", "name", "slug", "said"),
    [
        (
            {GONE: "# Borte\n/x/\n/nyheter/2023/nytt/\n"},
            "news/2023/sak.md",
            "nytt",
            f"/nyheter/2023/nytt/ {GIVEN_UP}",
        ),
        ({GONE: "# Borte\n/x/\n/personer/o/\n"}, "ola", "o", f"/personer/o/ {GIVEN_UP}"),
        (
            {GONE: "# Borte\n/x/\n/kalender/person/o.ics\n", "events/kveld.yaml": CALENDAR},
            "ola",
            "o",
            f"/kalender/person/o.ics {GIVEN_UP}",
        ),
        (
            {
                GONE: "# Borte\n/x/\n/arrangementer/2023/ny/2023-11-08/\n",
                "events/kveld.yaml": f"{CALENDAR}repeat: hver onsdag, 2 ganger\n",
            },
            "2023-kveld",
            "ny",
            f"/arrangementer/2023/ny/2023-11-08/ {GIVEN_UP}",
        ),
        (
            {
                "pages/planen.md": FILES["pages/planen.md"].replace(
                    "t", "aliases:\n- /gammel/\n- /ring-oss/\nt", 1
                ),
            },
            "pages/kontakt.md",
            "ring-oss",
            "/ring-oss/ står under `aliases` i content/pages/planen.md, linje 4, og fører dit.",
        ),
        (
            {
                "people.yaml": FILES["people.yaml"].replace(
                    "Kari", "K\n  aliases: [/personer/o/]\n#"
                )
            },
            "ola",
            "o",
            "/personer/o/ står under `aliases` i content/people.yaml, linje 3, og fører dit. Velg",
        ),
        (
            {"removed.yaml": "- kari\n"},
            "ola",
            "kari",
            "`kari` er nøkkelen til en som er tatt av nettstedet i content/removed.yaml. Velg et",
        ),
        (
            {"people.yaml": FILES["people.yaml"] + "per:\n  name: Per\n  rolle: Leder\n"},
            "ola",
            "per",
            "`per` er en nøkkel i content/people.yaml, linje 5. Velg et annet navn",
        ),
    ],
)
def test_a_name_that_is_taken_is_told_with_its_place(
    content: Path, capsys, changed, name, slug, said
) -> None:
    """Before it is tried, so that every file and line is there to be found."""
    given.written(content, changed)
    before = snapshot(content)
    assert rename(name, slug, content) == 1
    told = capsys.readouterr().err
    assert said in told
    assert told.endswith("Ingenting er endret.\n")
    assert "slug" not in told
    assert snapshot(content) == before


def test_an_old_address_of_its_own_is_nobody_elses(content: Path) -> None:
    """It is what is taken back; and a date that was given up is none of what has no dates."""
    given.written(content, {GONE: "/ring/2023-11-08/\n"})
    page = content / "pages/kontakt.md"
    page.write_text(page.read_text("utf-8").replace("t", "aliases: [/ring/]\nt", 1), "utf-8")
    assert rename("pages/kontakt.md", "ring", content) == 0


def test_what_stops_a_trial_names_no_file_of_it(content: Path) -> None:
    """Not where a fault is, and not in the words about it; the lines are those from before."""
    given.written(content, {
        GONE: "/vi/\n/mer/\n",
        "pages/mer.md": "---\ntitle: M\nslug: mer\n---\nM.\n",
    })  # fmt: skip
    old, new, mer = (content / f"pages/{name}.md" for name in ("om-oss", "vi", "mer"))

    def change() -> None:
        new.write_text(f"---\n# Ny\nslug: vi\n{old.read_text('utf-8')[4:]}", "utf-8")
        old.unlink()
        mer.write_text("---\n# Ny\n# Linje\ntitle: M\nslug: mer\n---\nM.\n", "utf-8")

    with pytest.raises(Unbuildable) as unfit:
        CheckedChange(content, [old, new, mer], change, {new: old}).make()
    wrong = [one for one in (*unfit.value.new, *unfit.value.old) if one.code == "gone-made"]
    assert [dict(one.values)["other"] for one in wrong] == ["pages/om-oss.md", "pages/mer.md:3"]
    assert "vi.md" not in str([*unfit.value.new, *unfit.value.old])
