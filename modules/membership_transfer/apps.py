from cms.plugins import Board, Cadence, Module, Source


class MembershipTransferConfig(Module):
    """组织关系: transfers of members in, out and within; the national member system stays the system of record."""

    name = "modules.membership_transfer"
    zh = "组织关系"
    en = "Membership transfers"
    board = Board.FOUNDATION
    number = 9
    scopes = {"branch": 2}
    table = "m_transfer"
    privacy = "unit"
    icon = "arrow-right"
    cadence = Cadence(
        interval="event",
        kind="default",
        after="event",
        days=5,
        min_items=0,
        due="办理后5日内登记；有效期内收到回执",
    )
    sources = (
        Source(
            "中国共产党党员教育管理工作条例",
            2019,
            note="mobile members and transfer of organisational relations; the national member system remains the system of record",
            verified="no",
        ),
    )
