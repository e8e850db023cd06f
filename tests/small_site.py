"""A site of an article and a page, with its settings."""

SETTINGS = """\
from newsroom.settings import *

SITEURL = "https://eksempel.no"
SHOW_UNPUBLISHED = False
NOW = "2023-12-20"
"""
# Enough copies of each picture where a test is about other things.
FEW_PICTURES = 'PICTURE_FORMATS = ["jpeg"]\nPICTURE_WIDTHS = [240]\n'
CONTENT = {
    "content/site.yaml": "name: Byen\nidentity: eksempel.no,2023\n",
    "content/pages/om-oss.md": "---\ntitle: Om oss\nsummary: Hvem vi er.\n---\nVi er Byen.\n",
    "content/news/2023/hei.md": "---\ntitle: Hei\ndate: 2023-12-01\nsummary: Nytt.\n---\nSå.\n",
}
