"""`check(slug)` is one installed check; `said(text)` a draft in memory that says this in its body; `finds(slug, draft)` what the
check of this slug finds in a draft."""

import pytest

from cms.moderation.findings import Facts, installed
from modules.featured_work.models import FeaturedRecord


@pytest.fixture
def check():
    checks = {one.slug: one for one in installed()}
    return checks.__getitem__


@pytest.fixture
def finds(db, check):
    def run(slug: str, draft) -> list:
        return list(check(slug).find(draft, Facts(draft)))

    return run


@pytest.fixture
def said(db):
    def draft(text: str, **fields):
        paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n"))
        return FeaturedRecord(**({"title": "记录", "body": [("rich_text", paragraphs)]} | fields))

    return draft


@pytest.fixture
def draft(world):
    """`world.draft()` with believable values for what the module requires."""
    from django.utils import timezone

    from modules.documents_notices.models import NoticeRecord
    from modules.member_development.models import DevelopmentRecord
    from modules.opinions.models import OpinionRecord
    from modules.rules_and_duties.models import RuleRecord
    from modules.theme_party_day.models import PartyDayRecord
    from modules.three_meetings_one_lesson.models import MeetingRecord

    today = timezone.localdate()
    required = {
        FeaturedRecord: {"category": "team", "background": "<p>一</p>", "practice": "<p>二</p>", "result": "<p>三</p>"},
        MeetingRecord: {"meeting_type": "group", "party_group": "第一党小组", "place": "会议室", "expected": 3, "present": 3},
        NoticeRecord: {"doc_kind": "notice", "issuing_body": "党委", "issued_on": today},
        RuleRecord: {"rule_kind": "own_rule", "issued_by": "支部", "issued_on": today, "validity": "in_force"},
        OpinionRecord: {"interaction_kind": OpinionRecord._meta.get_field("interaction_kind").choices[0][0]},
        PartyDayRecord: {"theme": "义务劳动", "activity_kind": ["volunteering"], "expected": 3, "present": 3},
        DevelopmentRecord: {},
    }  # fmt: skip

    def make(model, unit=None, **fields):
        values = required.get(model, {}) | fields
        if model is MeetingRecord:
            values.setdefault("chair", world.person())
            values.setdefault("recorder", world.person())
            values.setdefault("held_at", timezone.now())
        if model is DevelopmentRecord:
            values.setdefault("candidate", world.person())
        return world.draft(model, unit, **values)

    return make
