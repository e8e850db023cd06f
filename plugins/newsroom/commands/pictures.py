"""`run.py pictures`: makes the copies of the pictures, or the part of them for one machine."""

import re
from pathlib import Path

from newsroom.commands.settings import strict_settings
from newsroom.commands.words import command
from newsroom.site.engine import Engine
from newsroom.site.gate import pass_or_stop
from newsroom.site.generator import ASSET
from newsroom.site.media import kept_in

SHARD = re.compile(r"0*([1-9]\d*)/0*([1-9]\d*)")


def main(shard: str, content: Path) -> int:
    """Fill the cache; 1 when `shard` is no part of the whole. Raises SystemExit(2) for errors."""
    parts = SHARD.fullmatch(shard)
    number, of = map(int, parts.groups()) if parts else (1, 0)
    if number > of:
        example = command("pictures", "--shard", "2/5")
        print(f"«{shard}» er ingen del av bildene. Skriv for eksempel: {example}")
        return 1
    engine = Engine(strict_settings(PATH=str(content.resolve()), PICTURE_SHARD=(number, of)))
    report = engine.run_to_gate(only=ASSET).report
    pass_or_stop(report, content, engine.settings["REPORT_LANG"])
    print(f"Bildene i del {number} av {of} er i mappen {kept_in(engine.settings)}.")
    return 0
