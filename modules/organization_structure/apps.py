from cms.plugins import Board, Cadence, Module, Source


class OrganizationStructureConfig(Module):
    """组织机构: what a unit is, who leads it until when, and its Party groups."""

    name = "modules.organization_structure"
    zh = "组织机构"
    en = "Organisation structure"
    board = Board.FOUNDATION
    number = 1
    scopes = {"committee": 1, "branch": 1}
    table = "m_org"
    privacy = "employees"
    standing = True
    icon = "site"
    cadence = Cadence(
        interval="event",
        kind="statutory",
        after="event",
        days=15,
        min_items=0,
        due="变更后15日内更新；届满前6个月提醒换届",
    )
    sources = (
        Source(
            "中国共产党支部工作条例(试行)",
            2018,
            note="branch needs >=3 full members; committee when >=7; a branch generally <=50 members; "
            "non-village term generally 3 years",
            verified="yes",
        ),
        Source("中国共产党基层组织选举工作条例", 2020, note="election on expiry of term", verified="no"),
    )
