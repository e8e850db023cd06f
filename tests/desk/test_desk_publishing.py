"""Publishing from the desk, with Git: what is committed, merged and sent, and what stops it."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from multiprocessing import get_context
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image

from newsroom.commands.outcome import Refused
from newsroom.desk.publishing import repository
from newsroom.desk.publishing.publish import publish
from tests.desk.editors import EVENTS, HEI, Editor, no_check, real_check
from tests.test_workflows import git

Editors = tuple[Editor, Editor]
LOCAL = "Det du har skrevet, er lagret her, og blir sendt neste gang du publiserer."


@contextmanager
def server(status: int) -> Iterator[str]:
    """The address of a server that gives every answer this status."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("WWW-Authenticate", "Basic realm=x")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    with HTTPServer(("127.0.0.1", 0), Answers) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


def hook(editor: Editor, name: str, script: str) -> None:
    """Have the bare repository run a script, as a server does."""
    file = editor.root.parent / "origin.git/hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def test_what_is_changed_in_content_is_sent_and_nothing_else(editors: Editors) -> None:
    """A foreign file stays staged, and an ignored one is never sent."""
    kari, ola = editors
    kari.edit(HEI, "Så.", "Så sant.")
    kari.write("content/news/2023/ny.md", kari.text(HEI).replace("Hei", "Ny"))
    (kari.root / "content/pages/om-oss.md").unlink()
    kari.write("content/news/2023/huskelapp.tmp", "Ikke send.\n")
    kari.write("README.md", "Halvferdig\n")
    kari.write("notat.txt", "Mitt\n")
    kari.git("add", "README.md", "notat.txt")
    outcome = kari.publish("Retter  en\nskrivefeil")
    assert outcome.state == "sent"
    assert outcome.text.startswith("Sendt kl. ")
    assert outcome.commit == kari.git("rev-parse", "HEAD", "origin/main").split()[0]
    log = kari.git("log", "-1", "--format=%an %ae %s", "--name-status", "--no-renames")
    assert log.splitlines() == [
        "Kari kari@example.org Retter en skrivefeil",
        "",
        f"M\t{HEI}",
        "A\tcontent/news/2023/ny.md",
        "D\tcontent/pages/om-oss.md",
    ]
    status = kari.git("status", "--porcelain").splitlines()
    assert status == ["M  README.md", "A  notat.txt"]
    assert kari.publish().text == "Det er ikke noe nytt å publisere."
    assert ola.publish().state == "nothing"
    assert "Så sant." in ola.text(HEI)


def test_what_the_strict_check_finds_stops_it_before_anything_is_committed(
    editors: Editors,
) -> None:
    kari, _ = editors
    kari.edit(HEI, "date: 2023-12-01", "date: i går")
    outcome = kari.publish(is_checked=True)
    assert outcome.state == "stopped"
    assert outcome.text == "Ingenting er sendt. Rett dette først, og publiser på nytt (1 feil)."
    assert [(e.path, e.line, e.code) for e in outcome.errors] == [(HEI[8:], 3, "date-invalid")]
    assert kari.git("log", "--format=%s") == "Begynn"
    kari.edit(HEI, "date: i går", "date: 2023-12-02")
    assert kari.publish(is_checked=True).state == "sent"


def test_two_editors_change_different_files(editors: Editors) -> None:
    """Ours is put on top of theirs, and both have the files of both afterwards."""
    kari, ola = editors
    ola.edit(EVENTS, "Mingling", "Vårfest")
    assert ola.publish("Gir festen navn").state == "sent"
    kari.edit(HEI, "Så.", "Så sant.")
    assert kari.publish("Retter en skrivefeil", is_checked=True).state == "sent"
    subjects = kari.git("log", "--format=%an: %s").splitlines()
    assert subjects == ["Kari: Retter en skrivefeil", "Ola: Gir festen navn", "x: Begynn"]
    assert "Vårfest" in kari.text(EVENTS)
    assert "Så sant." in kari.sent(HEI)
    assert kari.git("status", "--porcelain") == ""
    before = kari.git("log", "-1", "--format=%s %P", "refs/newsroom/before-merge")
    assert before.startswith("Retter en skrivefeil ")


def test_a_file_that_one_has_moved_and_the_other_changed(editors: Editors) -> None:
    kari, ola = editors
    ola.git("mv", HEI, "content/news/2023/hallo.md")
    ola.publish("Nytt navn")
    kari.edit(HEI, "Så.", "Så sant.")
    assert kari.publish().state == "sent"
    assert "Så sant." in kari.sent("content/news/2023/hallo.md")
    assert not (kari.root / HEI).exists()


def test_a_new_file_by_both_with_the_same_name(editors: Editors) -> None:
    """Either is chosen, or both are kept."""
    kari, ola = editors
    path = "content/news/2024/apent-hus.md"
    for editor in editors:
        editor.write(path, f"---\ntitle: Åpent hus\nsummary: {editor.root.name}\n---\nKom!\n")
    ola.publish()
    outcome = kari.publish()
    assert outcome.state == "conflict"
    (conflict,) = outcome.conflicts
    assert (conflict.path, conflict.label) == ("news/2024/apent-hus.md", "hele filen")
    assert "kari" in str(conflict.ours)
    assert "ola" in str(conflict.theirs)
    assert conflict.can_keep_both
    assert "kari" in kari.text(path)
    assert "ola" in kari.sent(path)
    assert kari.publish(choices={conflict.id: "both"}).state == "sent"
    assert "ola" in kari.text(path)
    assert "kari" in kari.sent("content/news/2024/apent-hus-2.md")


def test_a_file_that_one_has_deleted_and_the_other_changed(editors: Editors) -> None:
    kari, ola = editors
    ola.edit(HEI, "Så.", "Så sant.")
    ola.publish()
    (kari.root / HEI).unlink()
    (conflict,) = kari.publish().conflicts
    assert conflict.ours is None
    assert not conflict.can_keep_both
    assert kari.publish(choices={conflict.id: "theirs"}).state == "nothing"
    assert "Så sant." in kari.text(HEI)


def test_the_record_is_merged_as_a_set(editors: Editors) -> None:
    kari, ola = editors
    for editor in editors:
        address = f"/{editor.root.name}/ pages/om-oss.md"
        editor.write("content/record/addresses.txt", f"# Adresser: 1\n{address}\n")
    ola.publish()
    assert kari.publish().state == "sent"
    lines = kari.sent("content/record/addresses.txt").splitlines()
    assert [line for line in lines if line.startswith("/")] == [
        "/kari/ pages/om-oss.md",
        "/ola/ pages/om-oss.md",
    ]


def test_a_merge_that_does_not_build_is_not_sent(editors: Editors) -> None:
    """Both are valid alone: one links to the page that the other deletes."""
    kari, ola = editors
    (ola.root / "content/pages/om-oss.md").unlink()
    ola.publish()
    kari.edit(HEI, "Så.", "[Om oss](/om-oss/)")
    outcome = kari.publish(is_checked=True)
    assert outcome.state == "stopped"
    assert outcome.text.startswith("Sammen med det andre har sendt, kan ikke nettstedet bygges")
    assert LOCAL in outcome.text
    assert [error.path for error in outcome.errors] == [HEI[8:]]
    assert "Så." in kari.sent(HEI)
    assert (kari.root / "content/pages/om-oss.md").exists()
    kari.edit(HEI, "[Om oss](/om-oss/)", "Om oss")
    assert kari.publish("Uten lenken", is_checked=True).state == "sent"
    assert kari.git("log", "--format=%s").splitlines()[:2] == ["Uten lenken", "Endrer"]


def test_a_file_that_the_build_here_needs_and_git_ignores(editors: Editors) -> None:
    """The check is made again of what would be sent."""
    kari, _ = editors
    kari.write(".gitignore", "/.cache/\n*.png\n")
    kari.git("commit", "--quiet", "--all", "--message", "Ingen bilder")
    picture = kari.root / "content/images/sal.png"
    picture.parent.mkdir()
    Image.new("RGB", (1200, 800), "navy").save(picture)
    image = "image: {src: images/sal.png, alt: Salen er full., credit: Byen}"
    kari.edit(HEI, "summary:", f"{image}\nsummary:")
    outcome = kari.publish(is_checked=True)
    assert outcome.state == "stopped"
    assert outcome.text.startswith("Noe av det nettstedet bruker her, er ikke lagret i Git")
    assert [error.path for error in outcome.errors] == [HEI[8:]]
    kari.git("add", "--force", "content/images/sal.png")
    assert kari.publish("Bildet", is_checked=True).state == "sent"


def test_a_remote_that_is_not_there(editors: Editors) -> None:
    """Told in words; the commit is kept, and sent the next time."""
    kari, _ = editors
    origin = kari.root.parent / "origin.git"
    kari.edit(HEI, "Så.", "Så sant.")
    origin.rename(origin.with_name("borte.git"))
    outcome = kari.publish("Retter")
    assert outcome.state == "kept"
    assert outcome.text.startswith("Lageret det skal sendes til, finnes ikke på adressen")
    assert outcome.text.endswith(LOCAL)
    origin.with_name("borte.git").rename(origin)
    kari.git("remote", "set-url", "origin", "http://127.0.0.1:9/ola/nettsted.git")
    assert kari.publish().text.startswith("Får ikke kontakt med serveren.")
    with server(401) as url:
        kari.git("remote", "set-url", "origin", f"{url}/nettsted.git")
        assert kari.publish().text.startswith("Serveren slapp dere ikke inn.")
    kari.git("remote", "set-url", "origin", str(origin))
    assert kari.publish("").state == "sent"
    assert "Så sant." in kari.sent(HEI)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no sleep")
def test_a_server_that_never_answers(editors: Editors, monkeypatch: pytest.MonkeyPatch) -> None:
    kari, _ = editors
    monkeypatch.setattr(repository, "SECONDS", 0.5)
    monkeypatch.setenv("GIT_SSH_COMMAND", "sleep 2; false")
    kari.git("remote", "set-url", "origin", "ssh://git@example.org/nettsted.git")
    kari.edit(HEI, "Så.", "Så sant.")
    outcome = kari.publish()
    assert outcome.state == "kept"
    assert outcome.text.startswith("Det kom ikke noe svar i tide.")


def test_without_a_remote_the_commit_is_kept(editors: Editors) -> None:
    kari, _ = editors
    kari.git("remote", "remove", "origin")
    kari.edit(HEI, "Så.", "Så sant.")
    outcome = kari.publish("Retter")
    assert (outcome.state, outcome.commit) == ("kept", kari.git("rev-parse", "HEAD"))
    assert "ikke koblet til noe sted å sende dem" in outcome.text
    assert kari.git("log", "-1", "--format=%s") == "Retter"


def test_a_server_that_refuses(editors: Editors) -> None:
    kari, _ = editors
    hook(kari, "pre-receive", "echo 'GH006: protected branch' >&2; exit 1")
    kari.edit(HEI, "Så.", "Så sant.")
    outcome = kari.publish()
    assert outcome.state == "kept"
    assert outcome.text.startswith("Serveren tok ikke imot det, for grenen er beskyttet.")
    assert "GH006" not in outcome.text
    assert kari.git("status", "--porcelain") == ""


def test_somebody_is_faster(editors: Editors) -> None:
    """The remote has moved between the fetch and the push: it is fetched and merged again."""
    kari, ola = editors
    ola.edit(EVENTS, "Mingling", "Vårfest")
    ola.git("commit", "--quiet", "--all", "--message", "Gir festen navn")
    ola.git("push", "--quiet", "origin", "HEAD:refs/heads/ved-siden")
    origin = kari.root.parent / "origin.git"
    kari.write(
        "../kari/.git/hooks/pre-push",
        f"#!/bin/sh\n[ -e {origin}/faster ] && exit 0\ntouch {origin}/faster\n"
        f"git -C {origin} update-ref refs/heads/main ved-siden\n",
    )
    (kari.root / ".git/hooks/pre-push").chmod(0o755)
    kari.edit(HEI, "Så.", "Så sant.")
    assert kari.publish("Retter").state == "sent"
    assert kari.git("log", "--format=%s").splitlines() == ["Retter", "Gir festen navn", "Begynn"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill")
def test_killed_between_the_commit_and_the_push(editors: Editors) -> None:
    kari, ola = editors
    ola.edit(EVENTS, "Mingling", "Vårfest")
    ola.publish()
    pid = kari.root.parent / "pid"
    kari.write(".git/hooks/pre-push", f"#!/bin/sh\nkill -9 $(cat {pid})\n")
    (kari.root / ".git/hooks/pre-push").chmod(0o755)
    kari.edit(HEI, "Så.", "Så sant.")
    process = get_context("fork").Process(target=_publish_as, args=(kari, pid))
    process.start()
    process.join(30)
    assert process.exitcode == -signal.SIGKILL
    (kari.root / ".git/hooks/pre-push").unlink()
    assert "Så sant." in kari.text(HEI)
    # The push that outlived its sender may still hold the branch; then the desk says to try again.
    states = (kari.publish("").state for _ in range(20))
    assert any(state in ("sent", "nothing") for state in states)
    assert "Så sant." in kari.sent(HEI)
    assert "Vårfest" in kari.text(EVENTS)


def _publish_as(editor: Editor, pid: Path) -> None:
    pid.write_text(str(os.getpid()), encoding="utf-8")
    editor.publish()


def test_a_file_that_is_saved_meanwhile_is_never_overwritten(editors: Editors) -> None:
    """Sent all the same; the file here is brought up to date the next time."""
    kari, ola = editors
    ola.write("README.md", "Nytt hos Ola\n")
    ola.git("commit", "--quiet", "--all", "--message", "Leseren")
    ola.git("push", "--quiet")
    kari.write("README.md", "Mitt\n")
    kari.edit(HEI, "Så.", "Så sant.")
    outcome = kari.publish()
    assert outcome.state == "sent"
    assert "Filene her er ikke brakt à jour" in outcome.text
    assert kari.text("README.md") == "Mitt\n"
    kari.git("checkout", "--quiet", "README.md")
    kari.edit(HEI, "Så sant.", "Så sant!")
    assert kari.publish("Mer").text.startswith("Sendt kl. ")
    assert kari.text("README.md") == "Nytt hos Ola\n"
    assert kari.git("log", "--format=%s").splitlines() == ["Mer", "Endrer", "Leseren", "Begynn"]


def test_states_of_a_repository_in_which_nothing_can_be_published(editors: Editors) -> None:
    """Told in words, and nothing is committed."""
    kari, ola = editors
    kari.edit(HEI, "Så.", "Så sant.")
    kari.git("checkout", "--quiet", "--detach")
    with pytest.raises(Refused, match="Mappen står ikke på noen gren"):
        kari.publish()
    kari.git("checkout", "--quiet", "main")
    with pytest.raises(Refused, match="Skriv en setning om hva som er endret"):
        kari.publish(" ")
    ola.edit(HEI, "Så.", "Nei.")
    ola.publish()
    kari.git("commit", "--quiet", "--all", "--message", "Retter")
    with pytest.raises(Exception, match="returned non-zero"):
        kari.git("pull", "--quiet", "--rebase")
    with pytest.raises(Refused, match="En sammenslåing i Git er begynt"):
        kari.publish()
    shutil.rmtree(kari.root / ".git")
    with pytest.raises(Refused, match="Mappen er ikke hentet med Git"):
        kari.publish()


def test_line_ends_that_git_does_not_keep_are_no_change(editors: Editors) -> None:
    kari, _ = editors
    kari.write(".gitattributes", "* text=auto eol=lf\n")
    kari.git("add", ".gitattributes")
    kari.git("commit", "--quiet", "--message", "Linjeslutt")
    kari.git("push", "--quiet")
    (kari.root / HEI).write_bytes(kari.text(HEI).replace("\n", "\r\n").encode())
    assert kari.publish().state == "nothing"


def test_git_is_missing(editors: Editors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Refused, match="Programmet git finnes ikke på denne maskinen, så"):
        editors[0].publish()


def test_a_lock_that_another_program_has_left(editors: Editors) -> None:
    kari, _ = editors
    kari.edit(HEI, "Så.", "Så sant.")
    (kari.root / ".git/index.lock").touch()
    with pytest.raises(Refused, match="Et annet program bruker Git i denne mappen"):
        kari.publish()


def test_git_does_not_know_who_publishes(editors: Editors) -> None:
    """It asks for a name, and remembers it."""
    kari, _ = editors
    for name in ("name", "email"):
        kari.git("config", "--unset", f"user.{name}")
    kari.edit(HEI, "Så.", "Så sant.")
    assert kari.publish().state == "needs_name"
    assert kari.git("log", "--format=%s") == "Begynn"
    assert kari.publish(who=("Åse Dahl", "ase@example.org")).state == "sent"
    assert kari.git("log", "-1", "--format=%an %ae") == "Åse Dahl ase@example.org"
    kari.edit(HEI, "Så sant.", "Så.")
    assert kari.publish().state == "sent"


def test_a_shallow_clone_and_a_site_in_a_folder_of_its_repository(editors: Editors) -> None:
    kari, _ = editors
    top = kari.root.parent
    for path in ("content", "publishconf.py", "pelicanconf.py"):
        (kari.root / "nett").mkdir(exist_ok=True)
        kari.git("mv", path, f"nett/{path}")
    kari.git("commit", "--quiet", "--message", "Flytter")
    kari.git("push", "--quiet")
    git(top, "clone", "--quiet", "--depth=1", f"file://{top}/origin.git", "grunn")
    shallow, kari = Editor(top / "grunn/nett"), Editor(kari.root / "nett")
    shallow.git("config", "user.name", "Per")
    shallow.git("config", "user.email", "per@example.org")
    kari.edit(EVENTS, "Mingling", "Vårfest")
    assert kari.publish().state == "sent"
    shallow.edit(HEI, "Så.", "Så sant.")
    outcome = publish(shallow.root, "Retter", check=real_check)
    assert outcome.state == "sent", outcome
    assert "Vårfest" in shallow.text(EVENTS)


def test_changes_that_others_look_at_first(editors: Editors) -> None:
    """With `review: ja` they go to a branch of their own; when it is merged, all is as usual."""
    kari, ola = editors
    kari.edit("content/site.yaml", "name: Byen", "name: Byen\nreview: ja")
    outcome = kari.publish("Åpner for gjennomsyn!", is_checked=True)
    day = kari.git("log", "-1", "--format=%cs")
    branch = f"til-gjennomsyn/{day}-apner-for-gjennomsyn"
    assert outcome.state == "review"
    assert f"på grenen {branch}. Det er ikke ute før noen har godkjent det." in outcome.text
    assert outcome.address == ""
    assert "review: ja" in kari.sent("content/site.yaml", branch)
    assert "review" not in kari.sent("content/site.yaml")
    assert kari.publish(is_checked=True).state == "nothing"
    ola.git("fetch", "--quiet")
    ola.git("merge", "--quiet", "--squash", f"origin/{branch}")
    ola.git("commit", "--quiet", "--message", "Godkjent")
    ola.git("push", "--quiet")
    kari.edit(HEI, "Så.", "Så sant.")
    assert kari.publish("Retter", is_checked=True).state == "review"
    subjects = kari.git("log", "--format=%s").splitlines()
    assert subjects == ["Retter", "Godkjent", "Begynn"]


def test_an_editor_who_reads_english(editors: Editors) -> None:
    """What Git answers and how it ended; no sentence is left in Norwegian."""
    kari, _ = editors
    kari.edit(HEI, "Så.", "Så sant.")
    kari.git("remote", "set-url", "origin", "http://127.0.0.1:9/x.git")
    text = publish(kari.root, "Edit", check=no_check, lang="en").text
    assert text.startswith("The server cannot be reached. Check the connection, and try again.")
    assert text.endswith("will be sent the next time you publish.")
    kari.git("checkout", "--quiet", "--detach")
    with pytest.raises(Refused, match="The folder is on no branch of Git"):
        publish(kari.root, "Edit", check=no_check, lang="en")
