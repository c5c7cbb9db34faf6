from cms.plugins import Board, Cadence, Module, Source


class ThemePartyDayConfig(Module):
    """主题党日: one relatively fixed day a month; what it held may satisfy other modules' due items."""

    name = "modules.theme_party_day"
    zh = "主题党日"
    en = "Theme Party day"
    board = Board.FOCUS
    number = 15
    scopes = {"branch": 2}
    table = "m_partyday"
    privacy = "employees"
    icon = "date"
    cadence = Cadence(
        interval="month",
        kind="statutory",
        after="event",
        days=7,
        min_items=1,
        due="每月相对固定1天；活动后7日内上传",
    )
    sources = (Source("中国共产党支部工作条例（试行）", 2018, article="16", verified="yes"),)
