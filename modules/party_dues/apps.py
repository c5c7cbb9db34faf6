from cms.plugins import Board, Cadence, Module, Source


class PartyDuesConfig(Module):
    """党费管理: what a branch collected and remitted each month; each member's line is for named roles only."""

    name = "modules.party_dues"
    zh = "党费管理"
    en = "Party dues"
    board = Board.FOUNDATION
    number = 8
    scopes = {"branch": 1}
    table = "m_dues"
    privacy = "unit"
    icon = "table"
    cadence = Cadence(interval="month", kind="statutory", days=5, min_items=1, due="每月收缴；每年向党员公布一次")
    sources = (
        Source(
            "关于中国共产党党费收缴、使用和管理的规定(中组部)",
            2008,
            note="rates by monthly after-tax income band; publish yearly; six months unpaid without reason counts as leaving",
            verified="yes",
        ),
    )
