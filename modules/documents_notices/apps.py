from cms.plugins import Board, Cadence, Module, Source


class DocumentsNoticesConfig(Module):
    """文件通知: what the committee issues and the branches sign for, relay and report back on."""

    name = "modules.documents_notices"
    zh = "文件通知"
    zh_branch = "文件传达"
    en = "Documents and notices"
    board = Board.FOUNDATION
    number = 5
    scopes = {"committee": 1, "branch": 1}
    table = "m_notice"
    privacy = "employees"
    icon = "mail"
    facets = {"kind": "doc_kind"}
    cadence = Cadence(
        interval="event",
        kind="default",
        after="event",
        days=7,
        min_items=0,
        due="签收2个工作日内；传达7日内",
    )
    sources = (
        Source("党政机关公文处理工作条例", 2012, note="15 kinds of official document", verified="no"),
        Source("GB/T 9704-2012 党政机关公文格式", 2012, verified="yes"),
    )
