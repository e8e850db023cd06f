"""Several builds use one cache of copies at the same time."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from newsroom.disk.atomic import write_checked
from newsroom.pictures.copy_cache import MANIFEST, MANIFEST_JSON, CopyManifest, prune

COUNT = 200


def test_builds_that_prune_at_once_remove_the_copies_together(tmp_path: Path) -> None:
    """Four builds remove the same 200 pictures: none stops, and no file of them is left."""
    hashes = [f"{number:064x}" for number in range(COUNT)]
    for sha256 in hashes:
        folder = tmp_path / sha256[-20:]
        folder.mkdir()
        (folder / "480.jpeg").write_bytes(b"copy")
        manifest = CopyManifest(sha256, "", {})
        write_checked(folder.with_suffix(MANIFEST), MANIFEST_JSON.dump_json(manifest))
    together = threading.Barrier(4)

    def pruned(_: int) -> None:
        together.wait()
        prune(tmp_path, frozenset(hashes))

    with ThreadPoolExecutor(4) as builds:
        list(builds.map(pruned, range(4)))
    assert list(tmp_path.iterdir()) == []
