from cms.plugins import Board, Cadence, Module, Source


class MemberRosterConfig(Module):
    """党员名册: one record for each member of a branch; the committee's are totals (党员队伍) without personal rows."""

    name = "modules.member_roster"
    zh = "党员名册"
    zh_committee = "党员队伍"
    en = "Member roster"
    board = Board.FOUNDATION
    number = 2
    scopes = {"committee": 1, "branch": 1}
    table = "m_roster"
    privacy = "unit"
    standing = True
    icon = "list-ul"
    cadence = Cadence(
        interval="half_year",
        kind="default",
        days=15,
        min_items=1,
        due="半年核对一次(与党内统计半年报、年报口径一致)",
    )
    sources = (
        Source("中国共产党党员教育管理工作条例", 2019, verified="no"),
        Source(
            "个人信息保护法",
            2021,
            note="purpose limitation, minimum necessary, separate handling of sensitive data",
            verified="partly",
        ),
    )
