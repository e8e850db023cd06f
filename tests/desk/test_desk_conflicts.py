"""Two editors of one file: what merges by itself, and what somebody has to choose."""

from newsroom.desk.publishing.conflict import PublishConflict
from tests.desk.editors import EVENTS, HEI, Editor

Editors = tuple[Editor, Editor]
HEI_TEXT = "---\ntitle: {}\ndate: 2023-12-01\nsummary: {}\n---\n{}\n"
# When theirs is chosen, nothing of ours may be left.
SENT = ("sent", "nothing")
SPEAKERS = "speakers: [Kari Nordmann, Ola Hansen]"


def the_conflict(editor: Editor) -> PublishConflict:
    """The one conflict of a publishing, after which nothing is sent and no file is changed."""
    before = {file: file.read_bytes() for file in sorted((editor.root / "content").rglob("*.*"))}
    outcome = editor.publish("Min")
    assert outcome.state == "conflict", outcome
    assert outcome.text.startswith("Du og noen andre har endret det samme.")
    assert before == {f: f.read_bytes() for f in sorted((editor.root / "content").rglob("*.*"))}
    assert editor.git("status", "--porcelain") == ""
    (conflict,) = outcome.conflicts
    return conflict


def test_different_fields_of_one_entry(editors: Editors) -> None:
    """Neighbouring lines too, which Git alone would ask about."""
    kari, ola = editors
    ola.edit(HEI, "title: Hei", "title: Hallo")
    ola.edit(HEI, "Så.", "Så lenge.")
    ola.publish()
    kari.edit(HEI, "date: 2023-12-01", "date: 2023-12-02")
    kari.edit(HEI, "summary: Nytt.", "summary: Helt nytt.")
    assert kari.publish(is_checked=True).state == "sent"
    expected = "---\ntitle: Hallo\ndate: 2023-12-02\nsummary: Helt nytt.\n---\nSå lenge.\n"
    assert kari.text(HEI) == kari.sent(HEI) == expected


def test_the_same_field(editors: Editors) -> None:
    """Ours is chosen; theirs is in the history, and what does not conflict is merged."""
    kari, ola = editors
    ola.edit(HEI, "title: Hei", "title: Hei, Ola")
    ola.edit(HEI, "summary: Nytt.", "summary: Hos Ola.")
    ola.publish("Olas")
    kari.edit(HEI, "title: Hei", "title: Hei, Kari")
    kari.edit(HEI, "Så.", "Så sant.")
    conflict = the_conflict(kari)
    assert (conflict.path, conflict.label) == ("news/2023/hei.md", "tittel")
    assert (conflict.title, conflict.ours, conflict.theirs) == ("Hei, Kari",) * 2 + ("Hei, Ola",)
    assert kari.publish(choices={"another": "ours"}).state == "conflict"
    assert kari.publish(choices={conflict.id: "ours"}, is_checked=True).state == "sent"
    expected = (HEI_TEXT.format("Hei, Kari", "Hos Ola.", "Så sant."),) * 2
    assert (kari.text(HEI), kari.sent(HEI)) == expected
    assert kari.git("log", "--format=%s").splitlines() == ["Min", "Olas", "Begynn"]


def test_the_same_text_of_an_article(editors: Editors) -> None:
    """Theirs is chosen."""
    kari, ola = editors
    ola.edit(HEI, "Så.", "Så sier Ola.")
    ola.publish("Olas")
    kari.edit(HEI, "Så.", "Så sier Kari.")
    kari.edit(HEI, "summary: Nytt.", "summary: Hos Kari.")
    conflict = the_conflict(kari)
    assert (conflict.title, conflict.label) == ("Hei", "teksten")
    assert (conflict.ours, conflict.theirs) == ("Så sier Kari.\n", "Så sier Ola.\n")
    assert kari.publish(choices={conflict.id: "theirs"}).state == "sent"
    assert kari.text(HEI) == HEI_TEXT.format("Hei", "Hos Kari.", "Så sier Ola.")


def test_a_choice_between_texts_that_have_changed_again(editors: Editors) -> None:
    """A text that was not shown is never chosen."""
    kari, ola = editors
    ola.edit(HEI, "title: Hei", "title: Hei, Ola")
    ola.publish()
    kari.edit(HEI, "title: Hei", "title: Hei, Kari")
    first = the_conflict(kari)
    ola.edit(HEI, "Hei, Ola", "Hei igjen, Ola")
    ola.publish()
    outcome = kari.publish(choices={first.id: "theirs"})
    assert [conflict.theirs for conflict in outcome.conflicts] == ["Hei igjen, Ola"]


def test_several_commits_that_wait(editors: Editors) -> None:
    """Each is kept with its sentence and author; only the last text is asked about."""
    kari, ola = editors
    ola.edit(HEI, "title: Hei", "title: Hei, Ola")
    ola.publish("Olas")
    for number in ("1", "2"):
        kari.write(HEI, HEI_TEXT.format(f"Hei {number}", "Nytt.", "Så."))
        kari.git("commit", "--quiet", "--all", "--author=Åse <ase@example.org>", "-m", number)
    kari.edit(EVENTS, "Mingling", "Vårfest")
    conflict = the_conflict(kari)
    assert conflict.ours == "Hei 2"
    assert kari.publish(choices={conflict.id: "ours"}).state == "sent"
    log = kari.git("log", "--format=%an %s", "-4").splitlines()
    assert log == ["Kari Min", "Åse 2", "Åse 1", "Ola Olas"]
    assert "title: Hei 2\n" in kari.sent(HEI)


def test_an_event_that_one_has_deleted(editors: Editors) -> None:
    """Either way: it is gone, or it is there as the other changed it."""
    kari, ola = editors
    begin = kari.text(EVENTS).index("- id: 2024-mingling")
    kari.write(EVENTS, kari.text(EVENTS)[:begin])
    ola.edit(EVENTS, "title: Mingling", "title: Vårfest")
    ola.publish()
    conflict = the_conflict(kari)
    assert (conflict.title, conflict.label, conflict.ours) == ("Vårfest", "alt", None)
    assert "title: Vårfest" in str(conflict.theirs)
    assert kari.publish(choices={conflict.id: "theirs"}, is_checked=True).state in SENT
    assert "title: Vårfest" in kari.sent(EVENTS)
    ola.publish()
    ola.write(EVENTS, ola.text(EVENTS)[: ola.text(EVENTS).index("- id: 2024-mingling")])
    ola.publish()
    kari.edit(EVENTS, "title: Vårfest", "title: Fest")
    (conflict,) = kari.publish().conflicts
    assert (conflict.title, conflict.theirs) == ("Fest", None)
    assert kari.publish(choices={conflict.id: "theirs"}).state in SENT
    assert "mingling" not in kari.text(EVENTS)


def test_a_cancelled_date_and_the_registration_of_an_event(editors: Editors) -> None:
    """A field of a field is named with both labels."""
    kari, ola = editors
    line = "  registration: {url: https://eksempel.no/pamelding, capacity: 20}\n"
    kari.edit(EVENTS, "  title: Kurs", f"{line}  title: Kurs")
    kari.publish()
    ola.publish()
    ola.edit(EVENTS, "capacity: 20", "capacity: 30")
    ola.publish()
    kari.edit(EVENTS, "capacity: 20", "capacity: 40")
    conflict = the_conflict(kari)
    assert conflict.label == "påmelding, plasser"
    assert kari.publish(choices={conflict.id: "theirs"}).state in SENT
    assert "capacity: 30}" in kari.text(EVENTS)


def test_windows_line_ends_stay(editors: Editors) -> None:
    kari, ola = editors
    (kari.root / HEI).write_bytes(kari.text(HEI).replace("\n", "\r\n").encode())
    kari.publish()
    ola.publish()
    for editor, old, new in ((ola, b"title: Hei", b"title: Ho"), (kari, b"Nytt.", b"Mer.")):
        file = editor.root / HEI
        file.write_bytes(file.read_bytes().replace(old, new))
        assert editor.publish().state == "sent"
    expected = HEI_TEXT.format("Ho", "Mer.", "Så.").replace("\n", "\r\n").encode()
    assert (kari.root / HEI).read_bytes() == expected


def test_two_events_of_one_file(editors: Editors) -> None:
    """Both are changed and one is added by each; the comment above them stays."""
    kari, ola = editors
    new = "- id: 2024-{0}\n  title: {0}\n  start: 2024-0{1}-01 09:00\n  place: kommer\n"
    ola.edit(EVENTS, "2024-01-18 09:00", "2024-01-18 08:00")
    ola.write(EVENTS, ola.text(EVENTS) + new.format("mai", 5))
    ola.publish()
    kari.edit(EVENTS, "title: Mingling", "title: Mingling\n  status: cancelled")
    kari.write(EVENTS, kari.text(EVENTS) + new.format("juni", 6))
    assert kari.publish(is_checked=True).state == "sent"
    text = kari.text(EVENTS)
    assert text.startswith("# Vårens program\n")
    for line in ("start: 2024-01-18 08:00", "  status: cancelled", "id: 2024-mai", "id: 2024-juni"):
        assert line in text


def test_a_list(editors: Editors) -> None:
    """Names at different places merge by themselves; at the same place somebody chooses."""
    kari, ola = editors
    kari.edit(EVENTS, "  title: Kurs", f"  {SPEAKERS}\n  title: Kurs")
    kari.publish()
    ola.publish()
    ola.edit(EVENTS, "Kari Nordmann", "Kari Moe")
    ola.publish()
    kari.edit(EVENTS, "Ola Hansen", "Ola Vik")
    assert kari.publish().state == "sent"
    assert "speakers: [Kari Moe, Ola Vik]" in kari.text(EVENTS)
    ola.publish()
    ola.edit(EVENTS, "Ola Vik", "Ola Lie")
    ola.publish()
    kari.edit(EVENTS, "Ola Vik", "Ola Dal")
    conflict = the_conflict(kari)
    assert (conflict.title, conflict.label) == ("Kurs i nettsider", "innledere")
    assert (conflict.ours, conflict.theirs) == ("- Kari Moe\n- Ola Dal", "- Kari Moe\n- Ola Lie")
    assert kari.publish(choices={conflict.id: "theirs"}).state == "nothing"
    assert "Ola Lie" in kari.text(EVENTS)


def test_what_has_been_fetched_by_hand_is_no_conflict(editors: Editors) -> None:
    """What both have already is the base, though it is newer than what was sent from here."""
    kari, ola = editors
    ola.edit(HEI, "title: Hei", "title: Hallo")
    ola.write("README.md", "Olas\n")
    ola.git("commit", "--quiet", "--all", "--message", "Olas")
    ola.git("push", "--quiet")
    kari.edit(HEI, "Nytt.", "Mer.")
    kari.write("README.md", "Karis\n")
    assert "ikke brakt à jour" in kari.publish().text
    kari.git("checkout", "--quiet", "README.md")
    kari.git("pull", "--quiet", "--no-rebase", "--no-edit")
    ola.publish()
    ola.edit(EVENTS, "Mingling", "Vårfest")
    ola.publish()
    kari.edit(HEI, "title: Hallo", "title: Hallo igjen")
    assert kari.publish().state == "sent"
