from cms.plugins import Board, Cadence, Module, Source


class WorkPlanSummaryConfig(Module):
    """计划总结: plans of a year, quarter or month, and what became of them."""

    name = "modules.work_plan_summary"
    zh = "计划总结"
    en = "Work plans and summaries"
    board = Board.FOUNDATION
    number = 4
    scopes = {"committee": 1, "branch": 1}
    table = "m_plan"
    privacy = "employees"
    icon = "calendar-check"
    cadence = Cadence(
        interval="month",
        kind="default",
        days=5,
        min_items=1,
        due="年度计划1月31日前；月度计划/小结次月5日前；年度总结次年1月15日前",
    )
    sources = (
        Source(
            "中国共产党支部工作条例(试行)",
            2018,
            note="branch secretary reports on work to the membership each year and is appraised",
            verified="no",
        ),
    )
