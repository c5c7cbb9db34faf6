from ninja import Router
from pydantic import BaseModel

from cms.delivery.api import RecordItem, record_items, viewer

from . import wall

router = Router(tags=["honours"])


class Honours(BaseModel):
    levels: dict[str, int]
    records: list[RecordItem]


@router.get("/honours", response=Honours, operation_id="honours", summary="Honours 荣誉表彰")
def honours(request):
    """The latest honours that the reader may see, and how many there are of each level."""
    reader = viewer(request)
    return {"levels": wall.by_level(reader), "records": record_items(request, wall.honours(reader)[:20])}
