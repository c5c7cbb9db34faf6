from cms.plugins import Board, Cadence, Module, Source


class AssessmentConfig(Module):
    """考核评价: a score that counts; the committee publishes results, the branch its self-score, appeal and improvement."""

    name = "modules.assessment"
    zh = "考核评价"
    zh_committee = "考核通报"
    zh_branch = "考核结果"
    en = "Assessment"
    board = Board.REVIEW
    number = 24
    scopes = {"committee": 1, "branch": 1}
    table = "m_assess"
    privacy = "employees"
    icon = "order"
    portal_prefix = "assessments"
    cadence = Cadence(
        interval="quarter",
        kind="default",
        after="period_end",
        days=15,
        min_items=1,
        due="季后15日内通报；年度考核次年1月底前",
    )
    sources = (
        Source("种子文本", note="网上检查考核;把考评结果纳入全年党建目标考核", verified="yes"),
        Source("整治形式主义为基层减负若干规定", 2024, note="limits on what may be an assessment item", verified="yes"),
    )
