"""Plugin for the configuration files of hosts: headers, redirects and media types."""

from newsroom.plugin import registers

register = registers("newsroom.hosting.generator:HostingGenerator")
