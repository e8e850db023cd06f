"""Plugin for the theme's files: style sheets and static files, with fingerprints in their URLs."""

from newsroom.plugin import registers

register = registers("newsroom.assets.generator:AssetsGenerator")
