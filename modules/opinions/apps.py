from cms.plugins import Board, Cadence, Module, Source


class OpinionsConfig(Module):
    """意见征集: calls for opinions, suggestions, questions, the secretary's mailbox, surveys and votes, answered in seven working days."""

    name = "modules.opinions"
    zh = "意见征集"
    en = "Opinion solicitation and interaction"
    board = Board.REVIEW
    number = 26
    scopes = {"committee": 2, "branch": 2}
    table = "m_opinion"
    privacy = "employees"
    icon = "comment-add"
    cadence = Cadence(
        interval="event",
        kind="default",
        after="event",
        days=7,
        working_days=True,
        min_items=0,
        due="7个工作日内答复；逾期标红",
    )
    sources = (
        Source("种子文本", note="听取党员心声，征求群众意见", verified="yes"),
        Source(
            "政府网站与政务新媒体检查指标",
            2019,
            note="unanswered messages over 3 months fail a site; used as an analogue",
            verified="yes",
        ),
    )
