"""What the functions of the desk get that answer in the builder's process."""

from collections.abc import Mapping, Set
from typing import Any, NamedTuple

from newsroom.run import Run


class RunAtGate(NamedTuple):
    """A run that has read and checked the content, its settings, and the errors known before.

    `known` has the `identity` of each error that the last build found.
    """

    run: Run
    settings: Mapping[str, Any]
    known: Set[object]
