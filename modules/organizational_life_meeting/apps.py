from cms.plugins import Board, Cadence, Module, Source


class OrganizationalLifeMeetingConfig(Module):
    """组织生活会: at least once a year, normally in the fourth quarter; problems listed and rectified after."""

    name = "modules.organizational_life_meeting"
    zh = "组织生活会"
    en = "Organisational life meeting"
    board = Board.REVIEW
    number = 21
    scopes = {"branch": 1}
    table = "m_lifemeet"
    privacy = "unit"
    icon = "group"
    cadence = Cadence(
        interval="year",
        kind="statutory",
        after="event",
        days=15,
        min_items=1,
        due="每年至少1次，一般安排在第四季度；会后15日内报整改清单",
    )
    sources = (Source("中国共产党支部工作条例（试行）", 2018, article="17", verified="yes"),)
