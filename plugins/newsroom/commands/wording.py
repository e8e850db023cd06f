"""Numbers and sizes in the messages of commands, in Norwegian."""

from pathlib import Path

NO_BREAK_SPACE = "\u00a0"


def spell_number(number: int) -> str:
    """`2 200`, with a no-break space between thousands (Språkrådet)."""
    return f"{number:,}".replace(",", NO_BREAK_SPACE)


def spell_seconds(seconds: float) -> str:
    """`4,2 s`, with a decimal comma."""
    return f"{seconds:.1f}{NO_BREAK_SPACE}s".replace(".", ",")


def size_of_site(folder: Path) -> str:
    """`143 sider (812 filer)`, counted in the folder as it lies on the disk."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return f"{count(pages, 'side', 'sider')} ({count(len(files), 'fil', 'filer')})"


def count(number: int, one: str, many: str) -> str:
    """`1 side`, `2 sider`."""
    return f"{spell_number(number)} {one if number == 1 else many}"
