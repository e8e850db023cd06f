"""Reads and sets the bytes of a file that may be missing."""

from pathlib import Path


def bytes_of(file: Path) -> bytes | None:
    """The bytes of a file; None without one."""
    return file.read_bytes() if file.is_file() else None


def set_bytes(file: Path, data: bytes | None) -> None:
    """Write a file that differs; with None delete it, with the folder that it leaves empty."""
    if data is None and file.is_file():
        file.unlink()
        if not any(file.parent.iterdir()):
            file.parent.rmdir()
    elif data is not None and bytes_of(file) != data:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        if file.suffix == ".command":  # macOS starts it by a double click
            file.chmod(0o755)
