from cms.plugins import Board, Cadence, Module, Source


class CleanGovernanceConfig(Module):
    """党风廉政: letters of responsibility, education, risk points, checks; never clues or investigations."""

    name = "modules.clean_governance"
    zh = "党风廉政"
    en = "Clean governance"
    board = Board.FOCUS
    number = 16
    scopes = {"committee": 1, "branch": 1}
    table = "m_clean"
    privacy = "employees"
    icon = "lock"
    cadence = Cadence(
        interval="quarter",
        kind="customary",
        after="period_end",
        days=5,
        min_items=1,
        due="每季度至少1次廉洁教育或检查",
    )
    sources = (
        Source("中国共产党纪律检查委员会工作条例", 2021, verified="no"),
        Source("关于加强党风廉政建设责任制的规定", 2010, verified="no"),
    )
