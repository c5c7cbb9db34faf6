from cms.plugins import Board, Cadence, Module, Source


class MassOrganizationsConfig(Module):
    """群团工作: the work of trade union, youth league, women's committee and united front."""

    name = "modules.mass_organizations"
    zh = "群团工作"
    en = "Trade union and youth league work"
    board = Board.FOCUS
    number = 19
    scopes = {"committee": 2}
    table = "m_mass"
    privacy = "employees"
    icon = "thumbtack"
    cadence = Cadence(
        interval="quarter",
        kind="default",
        after="period_end",
        days=5,
        min_items=1,
        due="每季度至少1条",
    )
    sources = (Source("种子文本", note="持续改进党群工作", verified="yes"),)
