from cms.plugins import Board, Cadence, Module, Source


class MemberDevelopmentConfig(Module):
    """发展党员: one file for each candidate, from the application to the full membership, in 25 steps."""

    name = "modules.member_development"
    zh = "发展党员"
    en = "Member development"
    board = Board.FOUNDATION
    number = 7
    scopes = {"branch": 1}
    table = "m_develop"
    privacy = "restricted"
    standing = True
    icon = "user"
    cadence = Cadence(
        interval="quarter",
        kind="default",
        days=5,
        min_items=1,
        due="每季度更新培养考察情况；各步骤事毕5日内登记",
    )
    sources = (
        Source("中国共产党发展党员工作细则", 2014, note="5 stages, 25 steps in the usual flow chart", verified="yes"),
    )
