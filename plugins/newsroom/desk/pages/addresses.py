"""Where the pages of the desk are."""

from urllib.parse import urlencode

from newsroom.desk.guard import DESK
from newsroom.desk.saving.drafts import Draft


def address_of(draft: Draft) -> str:
    """The address of the form of a draft."""
    place = draft.place
    asked = {"model": place.model.kind_name(), "path": place.path, "key": place.key}
    return f"{DESK}rediger?{urlencode({'ny': draft.id} if draft.is_new else asked)}"
