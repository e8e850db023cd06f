"""Checks what everybody can read: pages, documents, and all files of an open repository.

site.yaml says whether the repository is open. Optional: leave it out of PLUGINS to switch it off.
"""

from newsroom.plugin import registers

register = registers("newsroom.exposure.generator:ExposureGenerator")
