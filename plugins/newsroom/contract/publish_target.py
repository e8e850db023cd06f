"""The places that a site is published to, in site.yaml."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from newsroom.contract.entry import Fields
from newsroom.contract.fields import Url
from newsroom.contract.problems import fault

# None of the parts can be read as an option or as shell code.
SERVER = r"ssh://([a-z_][\w.-]*@)?[a-z0-9][a-z0-9.-]*(:\d{1,5})?(/[\w][\w.-]*)+"
BRANCH = r"branch:[a-z0-9]\w*([/.-]\w+)*"
PLACE = re.compile(rf"({SERVER}|{BRANCH})/?", re.IGNORECASE)


def _place(value: object) -> str:
    written = value.strip() if isinstance(value, str) else ""
    if not PLACE.fullmatch(written):
        raise fault("publish-place-invalid", value=value)
    return written.rstrip("/")


PublishPlace = Annotated[
    str, BeforeValidator(_place), WithJsonSchema({"type": "string", "pattern": "^(ssh|branch):"})
]
SiteAddress = Annotated[Url, AfterValidator(lambda url: url.rstrip("/"))]


class PublishTarget(Fields):
    """One place that a site is published to by `run.py publish`.

    `to` is `ssh://user@host:port/folder` for a server of one's own, or `branch:name` for a branch
    of the repository. `siteurl` is the address that visitors use, if not that of publishconf.py.
    """

    to: PublishPlace
    siteurl: SiteAddress | None = None

    @property
    def scheme(self) -> str:
        """`ssh` or `branch`."""
        return urlsplit(self.to).scheme
