from cms.plugins import Board, Cadence, Module, Source


class WorkGuideConfig(Module):
    """党务指南: how party work is done, in the words that members use; kept by the committee, read and searched by all."""

    name = "modules.work_guide"
    zh = "党务指南"
    en = "Party-work guides"
    board = Board.FOUNDATION
    number = 6
    scopes = {"committee": 2}
    table = "m_guide"
    privacy = "employees"
    icon = "help"
    standing = True
    issued = True
    facets = {"topic": "topic"}
    cadence = Cadence(interval="half_year", kind="default", days=0, min_items=1, due="每半年复审；法规修订后15日内更新")
    sources = (Source("种子文本", note="党的基本知识、党务工作指南、基层组织建设等实用功能", verified="yes"),)
