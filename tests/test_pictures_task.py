"""`run.py pictures` makes the pictures of a site in parts, for machines that share the work."""

import shutil
from pathlib import Path

import pytest
from PIL import Image

from newsroom.commands.pictures import main
from tests import given, small_site
from tests.site.building import build, snapshot

IMAGE = "image: {{src: images/{0}.png, alt: Rom, credit: Ola}}\n"
ARTICLE = f"---\ntitle: Sak {{0}}\ndate: 2023-12-01\n{IMAGE}---\nTekst.\n"
COUNT = 7


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a site with some pictures, in which the command is started."""
    articles = {f"content/news/2023/s{n}.md": ARTICLE.format(n) for n in range(COUNT)}
    settings = small_site.SETTINGS + small_site.FEW_PICTURES
    given.written(tmp_path, small_site.CONTENT | articles | {"publishconf.py": settings})
    (tmp_path / "content/images").mkdir()
    for n in range(COUNT):
        Image.linear_gradient("L").rotate(n).save(tmp_path / f"content/images/{n}.png")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_parts_together_are_all_pictures(site: Path) -> None:
    """Each machine makes some; their caches are merged by copying, and a build makes no more."""
    parts = []
    for number in (1, 2):
        assert main(f"{number}/2", Path("content")) == 0
        parts.append({name for name in snapshot(site / ".cache/pictures") if name.endswith(".jpg")})
        (site / ".cache/pictures").rename(site / f"part{number}")
    assert all(parts)
    assert parts[0].isdisjoint(parts[1])
    for number in (1, 2):
        shutil.copytree(site / f"part{number}", site / ".cache/pictures", dirs_exist_ok=True)
    merged = {file: file.stat().st_ino for file in (site / ".cache/pictures").glob("*/*.jpg")}
    assert len({file.parent for file in merged}) == COUNT
    for out, cache in (("out", ".cache"), ("clean", "other")):
        conf = str(site / "publishconf.py")
        done = build(site / "content", site / out, settings=conf, CACHE_PATH=str(site / cache))
        assert done.code == 0, done.err
    after = {file: file.stat().st_ino for file in (site / ".cache/pictures").glob("*/*.jpg")}
    assert after == merged
    assert snapshot(site / "out") == snapshot(site / "clean")


def test_errors_in_the_content_are_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No picture is made then."""
    (site / "content/images/0.png").write_bytes(b"tull")
    with pytest.raises(SystemExit) as stopped:
        main("1/1", Path("content"))
    assert (stopped.value.code, "image-unreadable" in capsys.readouterr().err) == (2, True)
    assert not list((site / ".cache/pictures").rglob("*.jpg"))


@pytest.mark.parametrize("shard", ["3/2", "0/2", "2", "en av to", "1/0"])
def test_what_is_no_part_is_refused(shard: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shard, Path("content")) == 1
    assert capsys.readouterr().out == (
        f"«{shard}» er ingen del av bildene. "
        "Skriv for eksempel: python3 run.py pictures --shard 2/5\n"
    )
