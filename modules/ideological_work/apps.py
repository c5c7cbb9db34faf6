from cms.plugins import Board, Cadence, Module, Source


class IdeologicalWorkConfig(Module):
    """思想政治工作: how employees think and feel, without names; help given, for those who must know."""

    name = "modules.ideological_work"
    zh = "思想政治工作"
    en = "Ideological and political work"
    board = Board.FOCUS
    number = 17
    scopes = {"branch": 1}
    table = "m_thought"
    privacy = "unit"
    icon = "comment"
    cadence = Cadence(
        interval="quarter",
        kind="customary",
        after="period_end",
        days=5,
        min_items=1,
        due="每季度1次职工思想动态分析；谈心谈话每年不少于1次",
        by_field_value={
            "survey_form": {
                "analysis": {"interval": "quarter", "min_items": 1, "kind": "customary"},
                "talk": {"interval": "year", "min_items": 1, "kind": "statutory"},
            }
        },
    )
    sources = (
        Source("关于新时代加强和改进思想政治工作的意见", 2021, verified="no"),
        Source(
            "中国共产党支部工作条例（试行）",
            2018,
            article="19",
            note="heart-to-heart talks generally at least once a year",
            verified="yes",
        ),
    )
