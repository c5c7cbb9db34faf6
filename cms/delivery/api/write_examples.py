"""What the OpenAPI document shows as examples of writing and reviewing."""

from .examples import API, RECORD, SECTION, SITE, UNIT_REF

SECTION_REF = {name: SECTION[name] for name in ("id", "module", "title", "href")}

CHANGE = {"summary": "大家联系班组实际，谈了看法。", "fields": {"expected": 8, "chair": 452}}
NEW = {
    "section": 40,
    "title": "第三党小组讨论标准作业",
    "occurred_on": "2026-03-05",
    "confidentiality": "non_classified",
    "fields": {"meeting_type": "group", "topics": [{"topic": "讨论标准作业", "points": ""}]},
    "body": [{"type": "rich_text", "value": "<p>每件省下八秒。</p>"}],
    "attachments": [88],
}

STEPS = [
    {"name": "报送", "state": "done", "who": "余光辉", "when": "2026-03-06T09:00:00+08:00"},
    {"name": "一审一校", "state": "now", "who": "郑卫东", "when": None},
]
STATUS = {
    "state": "review",
    "headline": "审核中：一审一校",
    "next": "等待郑卫东审核，通过后到二审二校。",
    "since": "2026-03-06T09:00:00+08:00",
    "due": "2026-03-10",
    "steps": STEPS,
    "returned": None,
}
ITEM = {
    "id": 311,
    "title": "第三党小组讨论标准作业",
    "module": "three_meetings_one_lesson",
    "occurred_on": "2026-03-05",
    "unit": UNIT_REF,
    "section": SECTION_REF,
    "saved_at": "2026-03-06T08:58:11+08:00",
    "status": STATUS,
    "href": f"{API}/drafts/311",
}
DRAFTS = {"items": [ITEM], "next": None, "next_href": None}
DRAFT = {
    **ITEM,
    "revision": "702-9b1c4f0e2a7d6653",
    "period": "2026-03",
    "summary": "大家联系班组实际，谈了看法。",
    "tags": ["党小组会"],
    "source_kind": "own_record",
    "source_ref": "",
    "confidentiality": "non_classified",
    "scope": "employees",
    "contains_personal_data": False,
    "correction_note": "",
    "also_counts": [],
    "attachments": [],
    "evidence": [],
    "fields": {"meeting_type": "group", "expected": 8, "chair": {"id": 452, "title": "朱道林"}},
    "body": [{"type": "rich_text", "value": "<p>每件省下八秒。</p>", "id": "7190de04"}],
    "lacking": [{"field": "fields.present", "message": "“实到人数”必须填写。"}],
    "hints": [{"field": "title", "message": "标题与同月的另一条记录相同。"}],
}
SUBMITTED = {"id": 311, "status": STATUS, "href": f"{API}/drafts/311"}
PREVIEW = {
    "url": f"{SITE}/preview/WzMxMSwiNzAyIl0:1tZ:k2/",
    "href": f"{API}/previews/WzMxMSwiNzAyIl0:1tZ:k2",
    "expires_at": "2026-03-06T09:10:00+08:00",
}
UPLOAD = {
    "id": 88,
    "kind": "attachment",
    "title": "签到表",
    "url": "/files/88/qian-dao-biao.pdf",
    "size": 48213,
    "type": "application/pdf",
}
NOTE = {"note": "更正：实到人数应为7人，核对签到表后修改。"}
REASON = {"reason": "事实有误，核实后重新报送。"}
WITHDRAWN = {"id": 311, "withdrawn_at": "2026-03-12T16:20:00+08:00"}

WAITING = {
    "task": 95,
    "stage": "first",
    "stage_display": "一审一校",
    "id": 311,
    "title": "第三党小组讨论标准作业",
    "module": "three_meetings_one_lesson",
    "unit": UNIT_REF,
    "since": "2026-03-06T09:00:00+08:00",
    "due": "2026-03-10",
    "overdue": False,
    "claimed_by": "",
    "href": f"{API}/reviews/95",
}
REVIEWS = {"items": [WAITING]}
SHEET = {
    **WAITING,
    "draft": RECORD,
    "preview_url": PREVIEW["url"],
    "form": [
        {"item": "fact_happened", "axis": "truth", "label": "事实确已发生，时间地点人物与原始记录一致", "veto": True}
    ],
    "found": [
        {
            "id": 12,
            "check": "weekday",
            "axis": "truth",
            "field": "occurred_on",
            "message": "发生日期是星期日，请核对。",
            "quote": "2026-03-08",
            "must_answer": True,
            "answer": "",
            "reason": "",
        }
    ],
    "reasons": [{"value": "facts_unclear", "label": "事实不清"}],
    "scopes": [{"value": "members", "label": "全体党员"}],
    "returns": [],
}
CLAIMED = {"mine": True, "claimed_by": "", "since": "2026-03-06T10:00:00+08:00"}
DECISION = {
    "decision": "return",
    "reasons": ["numbers_differ"],
    "opinion": "实到人数与签到表不符，请核对。",
    "answers": {"numbers_reconcile": {"answer": "no", "note": "签到表7人"}},
    "found": {"12": {"answer": "dismiss", "reason": "当日加班，已对照排班表"}},
}
