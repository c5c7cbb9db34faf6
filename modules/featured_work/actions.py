"""What happens to featured work after its publication."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from cms.access import viewer_of
from cms.moderation import after_release
from cms.people import Role

from .models import FeaturedRecord

__all__ = ["MOST", "SELECT", "select"]

SELECT = "featured_work.select"
# Of one unit and quarter: as many as are asked for (domain: max_items), and as the default scheme's bonus counts
MOST = 2


def select(record: FeaturedRecord, by, opinion: str = "", selected: bool = True) -> FeaturedRecord:
    """入选季度通报: the committee chooses published featured work for the quarter's bulletin, or takes the choice back.

    by: the Party office of the unit's committee. opinion: the committee's remark (党委评语), which readers see; a choice that
    is taken back needs a reason here. Returns the record as it is then.
    Raises PermissionDenied for others, ValidationError when the record is not published, the remark is missing or too long, or
    as many of the unit's quarter are chosen already as may be.
    """
    if not viewer_of(by).has_role(Role.PARTY_OFFICE, record.owning_unit.committee_id):
        raise PermissionDenied(_("只有党务室可以确定入选季度通报的特色工作。"))
    opinion = opinion.strip()
    if not selected and not opinion:
        raise ValidationError({"selection_opinion": _("取消入选须写明原因。")})
    if selected and not record.selected:
        others = FeaturedRecord.objects.live().sibling_of(record, inclusive=False)
        if others.filter(quarter=record.quarter, selected=True).count() >= MOST:
            words = {"unit": record.owning_unit, "quarter": record.quarter, "most": MOST}
            raise ValidationError(
                {
                    "selection_opinion": _("“%(unit)s”%(quarter)s已有%(most)s项入选，每单位每季度最多%(most)s项。")
                    % words
                }
            )
    return after_release.change(record, by, SELECT, selected=selected, selection_opinion=opinion)
