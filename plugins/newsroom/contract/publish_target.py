"""The places that a site is published to, in site.yaml."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema, model_validator

from newsroom.contract.entry import Fields
from newsroom.contract.fields import Url
from newsroom.contract.problems import fault

# None of the parts can be read as an option or as shell code.
FOLDER = r"(/[\w][\w.-]*)"
SERVER = rf"ssh://([a-z_][\w.-]*@)?[a-z0-9][a-z0-9.-]*(:\d{{1,5}})?{FOLDER}+"
BRANCH = r"branch:[a-z0-9]\w*([/.-]\w+)*"
BUCKET = rf"s3://[a-z0-9][a-z0-9.-]+{FOLDER}*"
PLACE = re.compile(rf"({SERVER}|{BRANCH}|{BUCKET})/?", re.IGNORECASE)


def _place(value: object) -> str:
    written = value.strip() if isinstance(value, str) else ""
    if not PLACE.fullmatch(written) or not _has_possible_port(written):
        raise fault("publish-place-invalid", value=value)
    return written.rstrip("/")


def _has_possible_port(url: str) -> bool:
    try:
        return urlsplit(url).port != 0
    except ValueError:  # above 65535
        return False


PublishPlace = Annotated[
    str, BeforeValidator(_place), WithJsonSchema({"type": "string", "pattern": "^(ssh|branch|s3):"})
]
SiteAddress = Annotated[Url, AfterValidator(lambda url: url.rstrip("/"))]


class PublishTarget(Fields):
    """One place that a site is published to by `run.py publish`.

    `to` is `ssh://user@host:port/folder` for a server of one's own, `branch:name` for a branch of
    the repository, or `s3://bucket/folder` for an object store; `endpoint` is the address of that
    store, if it is not Amazon's. `siteurl` is the address that visitors use, if not that of
    publishconf.py.
    """

    to: PublishPlace
    endpoint: SiteAddress | None = None
    siteurl: SiteAddress | None = None

    @model_validator(mode="after")
    def _has_use_of_its_fields(self) -> "PublishTarget":
        if self.endpoint and self.scheme != "s3":
            raise fault("publish-endpoint-unused", at="endpoint", to=self.to, value=self.endpoint)
        return self

    @property
    def scheme(self) -> str:
        """`ssh`, `branch` or `s3`."""
        return urlsplit(self.to).scheme
