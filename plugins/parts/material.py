"""What every view is made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from plugins.addresses.plan import Plan
from plugins.contract.edition import Edition
from plugins.pictures.variants import Variant


@dataclass(frozen=True, slots=True)
class Material:
    """The edition, where its pages stand, and the copies of its pictures by path."""

    edition: Edition
    plan: Plan
    variants: Mapping[str, Variant]
