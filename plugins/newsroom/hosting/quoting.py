"""Words in the configuration of hosts."""


def quoted(text: str) -> str:
    """A text as one word to nginx, Caddy and Apache."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
