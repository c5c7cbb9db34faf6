from typing import Annotated

from ninja import Path, Query, Router

from cms.delivery import reading

from .auth import viewer
from .links import Links
from .params import LARGEST_ID, UnitKey, wanted_module, wanted_unit
from .problems import not_found
from .schemas import SectionItem, SectionList
from .shapes import section_items

router = Router(tags=["sections"])


@router.get("/sections", response=SectionList, operation_id="listSections", summary="Sections 栏目")
def list_sections(
    request,
    unit: Annotated[UnitKey, Query("", description="Of this unit (id or code).")],
    module: Annotated[str, Query("", description="Of this module, by label.")],
    after: Annotated[str, Query("", description="`next` of the page before.")],
    limit: Annotated[int, Query(reading.LARGEST_PAGE, ge=1, le=reading.LARGEST_PAGE)],
):
    """The modules that are switched on, unit by unit in the order of the tree."""
    reader, links = viewer(request), Links(request)
    found = reading.section_page(
        reader, unit=wanted_unit(reader, unit), module=wanted_module(module), after=after, limit=limit
    )
    return {"items": section_items(found.items, links), **links.following(request, found.next)}


@router.get("/sections/{int:section}", response=SectionItem, operation_id="getSection", summary="A section")
def get_section(request, section: Annotated[int, Path(description="Id of the section.")]):
    """One module of one unit. Its records: `records_href`."""
    found = reading.find_section(viewer(request), section) if section <= LARGEST_ID else None
    if found is None:
        raise not_found()
    return section_items([found], Links(request))[0]
