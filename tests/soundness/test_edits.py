"""After any edits, in any order, a warm build is a clean one: its bytes, its words, its exit code.

`run.py soundness` runs this with a thousand steps and other edits each time.
"""

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.soundness.workshop import Workshop

STEPS_EACH, STEPS_IN_CI = 25, 50
STEPS = int(os.environ.get("SOUNDNESS_STEPS", STEPS_IN_CI))
WORDS = st.sampled_from(["Kraft", "Møte", "Havn", "Ny uke", "Å være"])
NUMBERS = st.integers(0, 5)
DAYS = st.sampled_from(["2022-11-30", "2023-05-02", "2023-12-19", "2023-12-21 08:00", "2024-02-01"])
PLACES = st.sampled_from(["kulturhuset", "{name: Et sted, city: Byen}"])
TEMPLATES = ["base.html", "article.html", "event.html", "events.html", "front.html"]


class Edits(RuleBasedStateMachine):
    """An editor who does anything to a site, and builds after each step."""

    @initialize()
    def begin(self) -> None:
        """A site of its own, built once."""
        self.folder = Path(tempfile.mkdtemp())
        self.shop = Workshop(self.folder)
        self.count = 0

    def teardown(self) -> None:
        """Leave nothing behind."""
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    @invariant()
    def a_warm_build_is_a_clean_one(self) -> None:
        """Every byte, every problem and every piece of advice; what failed is undone."""
        if not hasattr(self, "shop"):
            return
        warm, kept, clean = self.shop.warm(), self.shop.kept(), self.shop.clean()
        for built, name in ((warm, "/out"), (kept, "/kept")):
            assert (built.code, built.told.replace(name, "/clean")) == (clean.code, clean.told)
            assert built.code or built.files == clean.files
        if warm.code == 0:
            self.shop.save()
        else:
            self.shop.undo()

    def some(self, folder: str, number: int, suffix: str = ".md") -> Path | None:
        """One of the files of a folder."""
        files = sorted((self.shop.content / folder).rglob(f"*{suffix}"))
        return files[number % len(files)] if files else None

    def change(self, file: Path | None, old: str, new: str) -> None:
        """Replace the first line that begins so."""
        lines = file.read_text(encoding="utf-8").splitlines() if file else []
        at = next((n for n, line in enumerate(lines) if line.lstrip(" -").startswith(old)), None)
        if at is not None:
            start = lines[at][: len(lines[at]) - len(lines[at].lstrip(" -"))]
            lines[at] = start + new
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    @rule(number=NUMBERS, words=WORDS)
    def edit_a_text(self, number: int, words: str) -> None:
        """A paragraph more in an article."""
        if file := self.some("news", number):
            file.write_text(file.read_text("utf-8") + f"\n{words} *igjen*.\n", encoding="utf-8")

    @rule(number=NUMBERS, words=WORDS)
    def retitle_an_article(self, number: int, words: str) -> None:
        """Its own page, lists, neighbours and feed say the new title."""
        self.change(self.some("news", number), "title:", f"title: {words} {number}")

    @rule(number=NUMBERS, day=DAYS)
    def redate_an_article(self, number: int, day: str) -> None:
        """It may become due, or no longer be, and move to another year."""
        self.change(self.some("news", number), "date:", f"date: {day}")

    @rule(words=WORDS, day=DAYS, is_draft=st.booleans(), event=st.sampled_from(["kraftmote", ""]))
    def add_an_article(self, words: str, day: str, is_draft: bool, event: str) -> None:
        """Perhaps a draft, perhaps about an event, without a summary of its own."""
        self.count += 1
        said = f"title: {words}\ndate: {day}\ntags: [Kraft, {words}]\nauthor: kari-prove\n"
        said += "status: draft\n" if is_draft else ""
        said += f"event: 2023-{event}\n" if event else ""
        file = self.shop.content / f"news/2023/ny-{self.count}.md"
        text = f"---\n{said}---\n\n{words} åpner.\n\nOg [mer](kraft.md).\n"
        file.write_text(text, encoding="utf-8")

    @rule(number=NUMBERS)
    def delete_an_article(self, number: int) -> None:
        """Links to it become problems."""
        if file := self.some("news", number):
            file.unlink()

    @rule(number=NUMBERS)
    def rename_an_article(self, number: int) -> None:
        """Its address is another, and links to it break."""
        if file := self.some("news", number):
            name = file.stem[:-1] if file.stem.endswith("x") else file.stem + "x"
            file.rename(file.with_name(f"{name}.md"))

    @rule(words=WORDS)
    def retitle_an_event(self, words: str) -> None:
        """Rows, calendars and recaps say the new title."""
        self.change(self.some("events", 0, ".yaml"), "title:", f"title: {words}")

    @rule(day=st.integers(1, 28), hour=st.integers(6, 9))
    def redate_an_event(self, day: int, hour: int) -> None:
        """It moves within its lists and past its neighbours."""
        self.change(
            self.some("events", 0, ".yaml"), "start:", f"start: 2023-09-{day:02} 0{hour}:00"
        )

    @rule(day=DAYS, place=PLACES, rule_=st.sampled_from(["", "FREQ=WEEKLY;COUNT=3"]))
    def add_an_event(self, day: str, place: str, rule_: str) -> None:
        """Perhaps one that is repeated."""
        self.count += 1
        repeat = f"repeat: {rule_}\n" if rule_ else ""
        file = self.shop.content / f"events/nytt-{self.count}.yaml"
        said = f"id: 2023-nytt-{self.count}\ntitle: Nytt\nstart: {day}\nvenue: {place}\n"
        file.write_text(f"{said}network: energi\n{repeat}", encoding="utf-8")

    @rule(number=NUMBERS)
    def delete_an_event(self, number: int) -> None:
        """One of those that were added."""
        if file := self.some("events", number, "nytt-*.yaml"):
            file.unlink()

    @rule(text=st.sampled_from(["# Et notat\n", "\n"]))
    def move_every_line(self, text: str) -> None:
        """A line above all others changes where everything stands, and nothing that is shown."""
        file = self.some("events", 0, ".yaml")
        file.write_text(text + file.read_text("utf-8"), encoding="utf-8")

    @rule(words=WORDS)
    def rename_a_venue(self, words: str) -> None:
        """Every event there says the new name."""
        said = f'kulturhuset: {{name: {words}, city: Prøvebyen, postcode: "1234"}}'
        self.change(self.shop.content / "venues.yaml", "kulturhuset:", said)

    @rule(name=st.sampled_from(["kari-prove", "images/portrett.png", ""]))
    def take_off_or_bring_back(self, name: str) -> None:
        """A person or a picture, off every page by one line; or nothing is off any more."""
        said = f"- {name}\n" if name else ""
        (self.shop.content / "removed.yaml").write_text(said, encoding="utf-8")

    @rule(number=NUMBERS)
    def count_other_heads(self, number: int) -> None:
        """The letter of the year counts them too, or says that it disagrees."""
        events = self.shop.content / "events/2023.yaml"
        self.change(events, "attendance: 1", f"attendance: 10{number}")

    @rule(status=st.sampled_from(["cancelled", "moved_online", "confirmed"]))
    def change_one_date_of_a_series(self, status: str) -> None:
        """Its page, its rows, its calendars, and those of the whole series."""
        events = self.shop.content / "events/2023.yaml"
        self.change(events, "2024-01-30:", f"2024-01-30: {{status: {status}}}")

    @rule()
    def swap_two_pictures(self) -> None:
        """Other bytes under the same name, and no word of it in any text."""
        one, other = (self.shop.content / "images" / n for n in ("foto.jpg", "portrett.png"))
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)

    @rule(name=st.sampled_from(TEMPLATES), number=NUMBERS)
    def edit_a_template(self, name: str, number: int) -> None:
        """Pages of that kind, or all of them."""
        file = self.shop.theme / "templates" / name
        text = file.read_text("utf-8")
        mark = "</main>" if "</main>" in text else "{% endblock %}"
        file.write_text(text.replace(mark, f"<p>{number}</p>{mark}", 1), encoding="utf-8")

    @rule(number=NUMBERS)
    def edit_the_styles(self, number: int) -> None:
        """The style sheet has another address on every page."""
        file = self.shop.theme / "css" / "base.css"
        text = file.read_text("utf-8")
        file.write_text(f"{text}\n.x{number} {{ order: {number}; }}\n", encoding="utf-8")

    @rule(
        setting=st.sampled_from(
            [("DEFAULT_PAGINATION", 2), ("DEFAULT_PAGINATION", 20), ("FEED_MAX_ITEMS", 1),
             ("SITEURL", "https://example.org/under"), ("SITEURL", ""), ("SHOW_UNPUBLISHED", True),
             ("SHOW_UNPUBLISHED", False)]
        )
    )  # fmt: skip
    def change_a_setting(self, setting: tuple[str, object]) -> None:
        """Some of them, on every page."""
        self.shop.settings[setting[0]] = setting[1]

    @rule(
        day=st.sampled_from(
            ["2023-09-12T10:00", "2023-12-20T12:00", "2023-12-28T12:30", "2024-03-01"]
        )
    )
    def let_time_pass(self, day: str) -> None:
        """Events are over, articles are due, deadlines have passed; or it is earlier again."""
        self.shop.settings["NOW"] = day

    @rule(number=NUMBERS, is_whole=st.booleans())
    def break_or_mend_a_field(self, number: int, is_whole: bool) -> None:
        """A key nobody knows: the build fails, warm and clean in the same words."""
        old, new = ("summry:", "summary:") if is_whole else ("summary:", "summry:")
        self.change(self.some("news", number), old, f"{new} Kort sagt.")


def test_a_warm_build_is_a_clean_one_after_any_edits() -> None:
    """Fifty steps in CI, the same every time; more on demand, new ones each time."""
    is_long = STEPS > STEPS_IN_CI
    run_state_machine_as_test(
        Edits,
        settings=settings(
            stateful_step_count=STEPS_EACH,
            # Hypothesis begins with the simplest: the first rule, over and over.
            max_examples=2 + STEPS // STEPS_EACH,
            derandomize=not is_long,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink] if is_long else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
