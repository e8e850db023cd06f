"""Where a run does its work, by its settings."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from newsroom.executor.cluster import Cluster, ClusterFault
from newsroom.executor.local import Executor, cores

LOCKED = re.compile(r"^([\w.-]+)==", re.MULTILINE)
# Whoever reaches a scheduler can run code on its workers, and read what they are sent. So one
# without TLS is on this machine.
ADDRESS = re.compile(r"tcp://(localhost|127\.0\.0\.1|\[::1\]):\d+|tls://[\w.:\[\]-]+:\d+")


def executor_of(
    settings: Mapping[str, Any], modules: Iterable[str], tell: Callable[[ClusterFault], None]
) -> Executor:
    """What EXECUTOR names: a number of processes, a cluster, or "" for all cores.

    The environment comes before the settings. Raises ClusterFault.
    """
    named = os.environ.get("EXECUTOR") or str(settings["EXECUTOR"])
    if not named or re.fullmatch(r"[1-9]\d*", named):
        return Executor(int(named or cores()))
    tls, lock = settings["EXECUTOR_TLS"], Path("requirements.txt")
    if not ADDRESS.fullmatch(named) or named.startswith("tls") > bool(tls):
        raise ClusterFault("executor-address", value=named)
    packages = LOCKED.findall(lock.read_text(encoding="utf-8")) if lock.is_file() else []
    compared = tuple(packages), tuple(modules)
    return Cluster(cores(), named, tls, compared, tell, settings["EXECUTOR_FALLBACK"])
