"""How the theme crops a picture around its focal point, as styles of a box that shows a crop."""

from pathlib import Path

from newsroom.pictures.inspect import inspected
from newsroom.pictures.slots import SLOTS, box, fitting


def crops(picture: Path, focal: tuple[int, int] = (50, 50)) -> list[dict[str, str]]:
    """The different crops with their ratio as a label; none of a picture that cannot be read.

    Slots that show the whole picture have none.
    """
    facts = inspected(picture)
    size = (facts.width, facts.height)
    slots = () if facts.code else SLOTS.values()
    ratios = dict.fromkeys(fitting(slot.ratio, size) for slot in slots)
    return [_crop(ratio, size, focal) for ratio in ratios if ratio]


def _crop(ratio: tuple[int, int], size: tuple[int, int], focal: tuple[int, int]) -> dict[str, str]:
    left, top, right, bottom = box(ratio, size, focal)
    places = (_place(left, right, size[0]), _place(top, bottom, size[1]))
    return {
        "label": "{}:{}".format(*ratio),
        "aspectRatio": "{} / {}".format(*ratio),
        "backgroundSize": " ".join(f"{whole:g}%" for whole, _ in places),
        "backgroundPosition": " ".join(f"{start:g}%" for _, start in places),
    }


def _place(start: int, end: int, whole: int) -> tuple[float, float]:
    """How large the whole is, and where the part begins in the rest of it, in per cent."""
    rest = whole - (end - start)
    return 100 * whole / (end - start), 100 * start / rest if rest else 0
