from cms.plugins import Board, Cadence, Module, Source


class ThreeMeetingsOneLessonConfig(Module):
    """三会一课: members' meetings, branch committee meetings, group meetings and Party lessons."""

    name = "modules.three_meetings_one_lesson"
    zh = "三会一课"
    en = "Three meetings and one lesson"
    board = Board.FOCUS
    number = 13
    scopes = {"branch": 1}
    table = "m_meeting"
    privacy = "employees"
    icon = "group"
    cadence = Cadence(
        interval="month",
        kind="statutory",
        after="event",
        days=7,
        min_items=1,
        due="会后7日内上传",
        by_field_value={
            "meeting_type": {
                "members": {"interval": "quarter", "min_items": 1, "kind": "statutory"},
                "committee": {"interval": "month", "min_items": 1, "kind": "statutory"},
                "group": {"interval": "month", "min_items": 1, "kind": "statutory"},
                "lesson": {"interval": "quarter", "min_items": 1, "kind": "customary"},
            }
        },
    )
    sources = (
        Source(
            "中国共产党支部工作条例(试行)",
            2018,
            article="11-14, 16",
            note="members' meeting quarterly, committee monthly, group monthly; no national number for lessons, "
            "committee secretary gives at least one a year",
            verified="yes",
        ),
    )
