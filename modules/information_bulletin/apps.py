from cms.plugins import Board, Cadence, Module, Source


class InformationBulletinConfig(Module):
    """信息通报: the quarter's bulletin: situation, problems, featured work, requirements, and each unit's figures."""

    name = "modules.information_bulletin"
    zh = "信息通报"
    en = "Quarterly information bulletin"
    board = Board.REVIEW
    number = 27
    scopes = {"committee": 2}
    table = "m_bulletin"
    privacy = "employees"
    icon = "clipboard-list"
    cadence = Cadence(
        interval="quarter",
        kind="default",
        after="period_end",
        days=15,
        min_items=1,
        due="季度结束后15日内公布",
    )
    sources = (
        Source("种子文本", note="每季度定期公布", verified="yes"),
        Source(
            "中铁四局系统2015年二季度党群信息报送情况通报",
            note="situation / problems / requirements shape",
            verified="yes",
        ),
    )
