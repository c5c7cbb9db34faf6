from cms.plugins import Board, Cadence, Module, Source


class PolicyObjectivesConfig(Module):
    """方针目标: the electronic hoshin board (电子方针管理板), objectives with a must-reach and a stretch target each."""

    name = "modules.policy_objectives"
    zh = "方针目标"
    en = "Policy objectives (electronic hoshin board)"
    board = Board.FOCUS
    number = 10
    scopes = {"committee": 1, "branch": 1}
    table = "m_objective"
    privacy = "employees"
    standing = True
    icon = "order"
    portal_prefix = "objectives"
    cadence = Cadence(
        interval="month",
        kind="default",
        days=5,
        min_items=1,
        due="年度目标2月底前确认；月度实绩次月5日前",
    )
    sources = (
        Source("种子文本", note="必达目标、挑战目标、数据化管理、诊断(评价)、考核、PDCA", verified="yes"),
        Source(
            "Hoshin kanri literature (i-nexus; allaboutlean.com)",
            note="bowling chart, countermeasures, catchball",
            verified="yes",
        ),
    )
