"""文件传达: how a unit passes on a document of the committee to its members."""

from collections.abc import Iterator

from .issued import DAY, Document, board, receipt
from .texts import REPLY, SUPERIOR

# Of how many documents a year a unit makes a record of its own; for the others the receipt is enough
HOW_MANY = 6
OPENINGS = (
    "收到{sender}《{title}》后，{secretary}当天批示，由{board}研究传达和落实办法。",
    "《{title}》已由信息员签收，呈{secretary}阅批后分送各位委员和党小组长。",
    "{sender}印发《{title}》，{branch}及时组织传达，要求联系{process}岗位实际抓好落实。",
    "{secretary}在{board}会议上通报了《{title}》，委员们对照{team}的情况议了落实办法。",
    "{branch}签收《{title}》后，先在委员中传阅，再按班次向党员传达，不以转发代替传达。",
)
WAYS = {
    "meeting": (
        "利用班前会向{team}全体员工传达要点，原文放在党员活动室供查阅",
        "{team2}夜班较多，分白、夜两场传达，传达人和人数做好登记",
        "由{secretary}在{workshop}碰头会上传达，各班长会后带回班组",
    ),
    "group": (
        "党小组长在{team}、{team2}分别传达，倒班党员由组长当周补传达",
        "各党小组结合{process}岗位逐条学，{job}岗位外出人员由联系人电话告知",
    ),
    "read": ("原文在委员和党小组长中传阅签名，要点由组长口头带到{team}",),
    "notice_board": ("在{workshop}公开栏张贴一周，{job}岗位外出人员由联系人电话告知",),
    "online": ("在平台转发原文，党员在线阅读，不便上网的{team}员工由党小组长口头传达",),
}
DUTIES = (
    "与{process}党员责任区结合，由{officer}跟进，每周看一次进度",
    "涉及{equipment}和{hazard}的事项，列入当月工作安排",
    "落实中遇到的困难先在{board}会议上研究，解决不了的及时报党务室",
    "{officer}月底汇报落实结果，写入月度小结",
)


ASKED = "需要反馈的内容由{officer}汇总，按时限在平台填报"


def chosen(unit, documents: list[Document]) -> list[Document]:
    """Of which documents the unit makes a record of its own."""
    to_all = [document for document in documents if document.text.kind != REPLY]
    picked = unit.rng("relayed").sample(to_all, min(HOW_MANY, len(to_all)))
    return sorted(picked, key=lambda document: document.day)


def relayed(unit, document: Document) -> Iterator:
    """The unit's record of it; nothing when the unit has not signed for it yet."""
    rng = unit.rng("relayed", document.number)
    if not (row := receipt(unit, document)):
        return
    voice = unit.voice(
        "relayed", document.number,
        sender=document.sender_name, title=document.title, secretary=unit.secretary.name,
        board=board(unit), officer=rng.choice(unit.committee[1:] or unit.committee).name,
    )  # fmt: skip
    duties = rng.sample(DUTIES, 2)
    if document.text.within:
        duties[-1] = ASKED
    arranged = [voice.say(line) for line in (rng.choice(WAYS[row.get("relay_form", "group")]), *duties)]
    ordered = "；</li><li>".join(arranged)
    from_above = document.text.kind == SUPERIOR
    blocks = [
        ("rich_text", f"<p>{voice.say(rng.choice(OPENINGS))}</p>"),
        ("callout", {"kind": "info", "text": f"要点：{document.text.gist}"}),
        ("rich_text", f"<p><b>传达和落实安排</b></p><ol><li>{ordered}。</li></ol>"),
    ]
    yield unit.record(
        f"传达《{document.title}》",
        document.day,
        {
            "doc_kind": SUPERIOR,
            "doc_number": document.number,
            "issuing_body": document.sender_name,
            "signed_by": None if from_above else document.sender.secretary,
            "urgency": document.text.urgency,
            "main_recipients": [unit],
            "issued_on": document.day,
            "feedback_due": document.day + document.text.within * DAY if document.text.within else None,
        },
        rows={"receipts": [row]},
        summary=f"{arranged[0]}。",
        body=blocks,
        tags=("文件传达", *document.text.tags),
        source_kind="superior_document",
        source_ref=f"{document.sender_name}{document.number}",
        known_on=row["received_at"].date(),
    )
