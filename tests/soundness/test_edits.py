"""After any edits a build with a cache equals a clean build: files, messages and exit code.

`run.py soundness` runs this with a thousand steps and other edits each time.
"""

import os
import shutil
import tempfile
from functools import partial
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

STEPS_EACH, STEPS_IN_CI = 7, 7
STEPS = int(os.environ.get("SOUNDNESS_STEPS", STEPS_IN_CI))
WORDS = st.sampled_from(["Kraft", "Møte", "Havn", "Ny uke", "Å være"])
NUMBERS = st.integers(0, 5)
DAYS = st.sampled_from(["2022-11-30", "2023-05-02", "2023-12-19", "2023-12-21 08:00", "2024-02-01"])
PLACES = st.sampled_from(["kulturhuset", "{name: Et sted, city: Byen}"])
LANGUAGES = st.sampled_from(["nb", "nb, nn", "nb, en", "en, nb", "nn", "nb, nn, en"])
TEMPLATES = ["base.html", "article.html", "event.html", "events.html", "front.html"]


class Edits(RuleBasedStateMachine):
    """An editor who makes random changes to a site, with a build after each step."""

    def __init__(self, original: Workshop) -> None:
        super().__init__()
        self.original = original

    @initialize()
    def begin(self) -> None:
        """Takes a copy of a site that has been built."""
        self.folder = Path(tempfile.mkdtemp())
        self.shop = Workshop(self.folder, self.original)
        self.count = 0

    def teardown(self) -> None:
        """Deletes the folder of the site."""
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    @invariant()
    def a_warm_build_is_a_clean_one(self) -> None:
        """A build with a cache equals a clean build; a change that fails is undone."""
        if not hasattr(self, "shop"):
            return
        warm, kept, clean = self.shop.warm(), self.shop.kept(), self.shop.clean()
        for built, name in ((warm, "/out"), (kept, "/kept")):
            assert (built.code, built.messages.replace(name, "/clean")) == (
                clean.code,
                clean.messages,
            )
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
        """Replaces the first line with this beginning."""
        lines = file.read_text(encoding="utf-8").splitlines() if file else []
        at = next((n for n, line in enumerate(lines) if line.lstrip(" -").startswith(old)), None)
        if at is not None:
            start = lines[at][: len(lines[at]) - len(lines[at].lstrip(" -"))]
            lines[at] = start + new
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    @rule(number=NUMBERS, words=WORDS)
    def edit_a_text(self, number: int, words: str) -> None:
        """Adds a paragraph to an article."""
        if file := self.some("news", number):
            file.write_text(file.read_text("utf-8") + f"\n{words} *igjen*.\n", encoding="utf-8")

    @rule(number=NUMBERS, words=WORDS)
    def retitle_an_article(self, number: int, words: str) -> None:
        """Changes a title, which its page, lists, neighbours and feed show."""
        self.change(self.some("news", number), "title:", f"title: {words} {number}")

    @rule(number=NUMBERS, day=DAYS)
    def redate_an_article(self, number: int, day: str) -> None:
        """Changes a date; the article may be published or not, or move to another year."""
        self.change(self.some("news", number), "date:", f"date: {day}")

    @rule(words=WORDS, day=DAYS, is_draft=st.booleans(), event=st.sampled_from(["kraftmote", ""]))
    def add_an_article(self, words: str, day: str, is_draft: bool, event: str) -> None:
        """Adds an article without a summary, which may be a draft or be about an event."""
        self.count += 1
        front_matter = f"title: {words}\ndate: {day}\ntags: [Kraft, {words}]\nauthor: kari-prove\n"
        front_matter += "status: draft\n" if is_draft else ""
        front_matter += f"event: 2023-{event}\n" if event else ""
        file = self.shop.content / f"news/2023/ny-{self.count}.md"
        text = f"---\n{front_matter}---\n\n{words} åpner.\n\nOg [mer](kraft.md).\n"
        file.write_text(text, encoding="utf-8")

    @rule(number=NUMBERS)
    def delete_an_article(self, number: int) -> None:
        """Deletes an article, so links to it become problems."""
        if file := self.some("news", number):
            file.unlink()

    @rule(number=NUMBERS)
    def rename_an_article(self, number: int) -> None:
        """Renames the file of an article, which changes its address and breaks links to it."""
        if file := self.some("news", number):
            name = file.stem[:-1] if file.stem.endswith("x") else file.stem + "x"
            file.rename(file.with_name(f"{name}.md"))

    @rule(words=WORDS)
    def retitle_an_event(self, words: str) -> None:
        """Changes a title, which rows, calendars and recaps show."""
        self.change(self.some("events", 0, ".yaml"), "title:", f"title: {words}")

    @rule(day=st.integers(1, 28), hour=st.integers(6, 9))
    def redate_an_event(self, day: int, hour: int) -> None:
        """Changes a date, which moves the event in its lists."""
        self.change(
            self.some("events", 0, ".yaml"), "start:", f"start: 2023-09-{day:02} 0{hour}:00"
        )

    @rule(day=DAYS, place=PLACES, rule_=st.sampled_from(["", "FREQ=WEEKLY;COUNT=3"]))
    def add_an_event(self, day: str, place: str, rule_: str) -> None:
        """Adds an event, which may be a series."""
        self.count += 1
        repeat = f"repeat: {rule_}\n" if rule_ else ""
        file = self.shop.content / f"events/nytt-{self.count}.yaml"
        fields = f"id: 2023-nytt-{self.count}\ntitle: Nytt\nstart: {day}\nvenue: {place}\n"
        file.write_text(f"{fields}network: energi\n{repeat}", encoding="utf-8")

    @rule(number=NUMBERS)
    def delete_an_event(self, number: int) -> None:
        """Deletes one of the added events."""
        if file := self.some("events", number, "nytt-*.yaml"):
            file.unlink()

    @rule(text=st.sampled_from(["# Et notat\n", "\n"]))
    def move_every_line(self, text: str) -> None:
        """Adds a line at the top, which changes the line of every event and no page."""
        file = self.some("events", 0, ".yaml")
        file.write_text(text + file.read_text("utf-8"), encoding="utf-8")

    @rule(words=WORDS)
    def rename_a_venue(self, words: str) -> None:
        """Renames a venue, which every event there shows."""
        line = f'kulturhuset: {{name: {words}, city: Prøvebyen, postcode: "1234"}}'
        self.change(self.shop.content / "venues.yaml", "kulturhuset:", line)

    @rule(name=st.sampled_from(["kari-prove", "images/portrett.png", ""]))
    def remove_or_restore_an_entry(self, name: str) -> None:
        """Writes a person or a picture to removed.yaml, or empties the file."""
        line = f"- {name}\n" if name else ""
        (self.shop.content / "removed.yaml").write_text(line, encoding="utf-8")

    @rule(number=NUMBERS)
    def change_an_attendance(self, number: int) -> None:
        """Changes an attendance, which the annual letter counts or contradicts."""
        events = self.shop.content / "events/2023.yaml"
        self.change(events, "attendance: 1", f"attendance: 10{number}")

    @rule(status=st.sampled_from(["cancelled", "moved_online", "confirmed"]))
    def change_one_date_of_a_series(self, status: str) -> None:
        """Changes one occurrence, which its page and the pages of the series show."""
        events = self.shop.content / "events/2023.yaml"
        self.change(events, "2024-01-30:", f"2024-01-30: {{status: {status}}}")

    @rule()
    def swap_two_pictures(self) -> None:
        """Exchanges the bytes of two pictures; no text changes."""
        first_file, second_file = (
            self.shop.content / "images" / n for n in ("foto.jpg", "portrett.png")
        )
        first, second = first_file.read_bytes(), second_file.read_bytes()
        first_file.write_bytes(second)
        second_file.write_bytes(first)

    @rule(name=st.sampled_from(TEMPLATES), number=NUMBERS)
    def edit_a_template(self, name: str, number: int) -> None:
        """Changes a template of one kind of page, or of all pages."""
        file = self.shop.theme / "templates" / name
        text = file.read_text("utf-8")
        mark = "</main>" if "</main>" in text else "{% endblock %}"
        file.write_text(text.replace(mark, f"<p>{number}</p>{mark}", 1), encoding="utf-8")

    @rule(number=NUMBERS)
    def edit_the_styles(self, number: int) -> None:
        """Changes a style sheet, which changes its address on every page."""
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
        """Changes a setting; some of them change every page."""
        self.shop.settings[setting[0]] = setting[1]

    @rule(
        day=st.sampled_from(
            ["2023-09-12T10:00", "2023-12-20T12:00", "2023-12-28T12:30", "2024-03-01"]
        )
    )
    def let_time_pass(self, day: str) -> None:
        """Moves NOW forward or back, past events, articles and deadlines."""
        self.shop.settings["NOW"] = day

    @rule(languages=LANGUAGES, has_fallback=st.booleans())
    def change_the_languages(self, languages: str, has_fallback: bool) -> None:
        """Gives the site other editions, or one; what is not translated may stand in them."""
        file = self.shop.content / "site.yaml"
        kept = [
            line
            for line in file.read_text("utf-8").splitlines()
            if not line.startswith(("languages:", "fallback:", "outdated_note:"))
        ]
        kept += [f"languages: [{languages}]", "outdated_note: ja"]
        kept += ["fallback: ja"] if has_fallback else []
        file.write_text("\n".join(kept) + "\n", encoding="utf-8")

    @rule(number=NUMBERS, lang=st.sampled_from(["nn", "en"]), words=WORDS)
    def translate_an_article(self, number: int, lang: str, words: str) -> None:
        """Adds a translation of an article, or changes the one that it has."""
        file = self.some("news", number)
        if file and ".oversatt-" not in file.name:
            path = file.relative_to(self.shop.content).as_posix()
            head = f"title: {words}\ndate: 2023-11-01\nlang: {lang}\ntranslation_of: {path}\n"
            translated = file.with_name(f"{file.stem}.oversatt-{lang}.md")
            translated.write_text(f"---\n{head}---\n\n{words}.\n", encoding="utf-8")

    @rule(number=NUMBERS)
    def change_an_original(self, number: int) -> None:
        """Dates a change of an article, which makes its translations old."""
        if file := self.some("news", number):
            text = file.read_text("utf-8")
            head, mark, rest = text.partition("\ndate:")
            if mark and "modified:" not in text:
                file.write_text(f"{head}\nmodified: 2023-12-01{mark}{rest}", encoding="utf-8")

    @rule(lang=st.sampled_from(["nb", "nn", "en"]), words=WORDS)
    def translate_a_venue_and_an_event(self, lang: str, words: str) -> None:
        """Gives a venue its words in a language, and adds an event that has them."""
        line = f"kulturhuset: {{name: Kulturhuset, city: Prøvebyen, {lang}: {{name: {words}}}}}"
        self.change(self.shop.content / "venues.yaml", "kulturhuset:", line)
        self.count += 1
        file = self.shop.content / f"events/nytt-{self.count}.yaml"
        block = f"{lang}: {{title: {words}, description: '*{words}*'}}\n"
        fields = f"id: 2023-nytt-{self.count}\ntitle: Nytt\nstart: 2024-01-09\n"
        file.write_text(f"{fields}venue: kulturhuset\n{block}", encoding="utf-8")

    @rule(number=NUMBERS, is_whole=st.booleans())
    def break_or_mend_a_field(self, number: int, is_whole: bool) -> None:
        """Adds or removes an unknown key, with which every build fails with the same message."""
        old, new = ("summry:", "summary:") if is_whole else ("summary:", "summry:")
        self.change(self.some("news", number), old, f"{new} Kort sagt.")


def test_a_build_with_a_cache_equals_a_clean_build_after_any_edits(tmp_path: Path) -> None:
    """Tries a few fixed steps in the test run, and more random ones with `run.py soundness`."""
    is_long = STEPS > STEPS_IN_CI
    original = Workshop(tmp_path)
    original.pictures = tmp_path / "pictures"
    assert [built().code for built in (original.warm, original.kept, original.clean)] == [0, 0, 0]
    run_state_machine_as_test(
        partial(Edits, original),
        settings=settings(
            stateful_step_count=STEPS_EACH,
            # Hypothesis first tries the simplest example, which is the first rule again and again.
            max_examples=2 + STEPS // STEPS_EACH,
            derandomize=not is_long,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink] if is_long else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
