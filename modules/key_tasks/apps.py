from cms.plugins import Board, Cadence, Module, Source


class KeyTasksConfig(Module):
    """重点工作: the year's key tasks, topics and projects with milestones and progress; standing records."""

    name = "modules.key_tasks"
    zh = "重点工作"
    en = "Key tasks"
    board = Board.FOCUS
    number = 11
    scopes = {"committee": 1, "branch": 1}
    table = "m_keytask"
    privacy = "employees"
    icon = "tasks"
    standing = True
    cadence = Cadence(
        interval="month",
        kind="default",
        after="period_end",
        days=5,
        min_items=1,
        due="次月5日前更新进度",
    )
    sources = (
        Source(
            "企业党建项目化管理实践", note="题目申报、推进、结题评审 as practised by Changhong and AECC", verified="yes"
        ),
    )
