from cms.plugins import Board, Cadence, Module, Source


class CommitteeMeetingsConfig(Module):
    """党委会议: what the committee deliberated and resolved; for the committee, with an extract that others may read."""

    name = "modules.committee_meetings"
    zh = "党委会议"
    en = "Committee meetings"
    board = Board.FOCUS
    number = 12
    scopes = {"committee": 1}
    table = "m_committee"
    privacy = "committee"
    icon = "group"
    cadence = Cadence(
        interval="month",
        kind="customary",
        after="event",
        days=7,
        min_items=1,
        due="会后7日内归档；党委会一般每月至少1次；民主生活会每年1次",
        by_field_value={
            "meeting_kind": {
                "committee": {"interval": "month", "min_items": 1, "kind": "customary"},
                "democratic_life": {"interval": "year", "min_items": 1, "kind": "statutory"},
            }
        },
    )
    sources = (
        Source("中国共产党国有企业基层组织工作条例（试行）", 2019, verified="partly"),
        Source("县以上党和国家机关党员领导干部民主生活会若干规定", 2016, note="by reference", verified="no"),
    )
