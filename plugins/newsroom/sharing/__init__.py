"""Plugin for what machines read of the whole site: sitemap, robots.txt and next-change.json.

The plugin of each kind of content makes its own feed, with `sharing/feeds.py`.
"""

from newsroom.plugin import registers

register = registers("newsroom.sharing.generator:SharingGenerator")
