from cms.plugins import Board, Cadence, Module, Source


class DemocraticAppraisalConfig(Module):
    """民主评议党员: self, mutual, vote and conclusion, once a year."""

    name = "modules.democratic_appraisal"
    zh = "民主评议党员"
    en = "Democratic appraisal of members"
    board = Board.REVIEW
    number = 22
    scopes = {"branch": 1}
    table = "m_appraisal"
    privacy = "unit"
    icon = "check"
    cadence = Cadence(
        interval="year",
        kind="statutory",
        after="event",
        days=15,
        min_items=1,
        due="每年一般1次，可结合组织生活会",
    )
    sources = (
        Source(
            "中国共产党支部工作条例（试行）",
            2018,
            article="18",
            note="self, mutual, democratic vote, organisational conclusion",
            verified="yes",
        ),
    )
