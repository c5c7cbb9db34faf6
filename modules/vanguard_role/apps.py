from cms.plugins import Board, Cadence, Module, Source


class VanguardRoleConfig(Module):
    """先锋作用: responsibility areas, demonstration posts, vanguard teams and pledges, appraised each quarter."""

    name = "modules.vanguard_role"
    zh = "先锋作用"
    en = "Members' vanguard role"
    board = Board.FOCUS
    number = 18
    scopes = {"branch": 1}
    table = "m_vanguard"
    privacy = "employees"
    icon = "crosshairs"
    cadence = Cadence(
        interval="quarter",
        kind="customary",
        after="period_end",
        days=10,
        min_items=1,
        due="每季度评议一次",
    )
    sources = (
        Source(
            "中国共产党国有企业基层组织工作条例（试行）",
            2019,
            note="party responsibility areas, demonstration posts, vanguard teams",
            verified="partly",
        ),
    )
