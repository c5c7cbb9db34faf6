import json

from ninja.renderers import BaseRenderer
from ninja.responses import NinjaJSONEncoder


class JSON(BaseRenderer):
    """Compact UTF-8, Chinese as itself: half the bytes of escaped JSON, and legible in a terminal."""

    media_type = "application/json"

    def render(self, request, data, *, response_status):
        text = json.dumps(data, cls=NinjaJSONEncoder, ensure_ascii=False, separators=(",", ":"))
        # A lone surrogate, which JSON fields may hold, cannot be encoded: one odd sign rather than no answer
        return text.encode("utf-8", "replace")
