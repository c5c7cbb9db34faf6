"""What the OpenAPI document shows as examples."""

SITE = "https://dj.example.cn"
API = f"{SITE}/api/v1"

UNIT_REF = {"id": 12, "code": "zongzhuang", "title": "总装党支部", "href": f"{API}/units/12"}

UNIT_ITEM = {
    "id": 12,
    "code": "zongzhuang",
    "title": "总装党支部",
    "kind": "branch",
    "kind_display": "党支部",
    "site": "江北厂区",
    "plant": "总装厂",
    "practice": False,
    "parent": 3,
    "committee": 3,
    "path": "/zongzhuang/",
    "url": f"{SITE}/zongzhuang/",
    "href": f"{API}/units/12",
    "board_href": f"{API}/units/12/board",
    "sections_href": f"{API}/sections?unit=12",
    "records_href": f"{API}/records?unit=12",
}
UNITS = {"items": [UNIT_ITEM]}

STAMP = {
    "stage": "final",
    "display": "三审三校签发",
    "reviewer": "杨世杰",
    "role": "党委签发人",
    "decided_at": "2026-03-09T09:02+08:00",
}
UNIT = {
    **UNIT_ITEM,
    "home": {
        "title": "总装党支部",
        "body": [
            {"type": "rich_text", "value": "<p>支部有党员三十二人。</p>", "id": "639473f6"},
            {"type": "board", "value": {"board": ""}, "id": "53c8981d", "href": f"{API}/units/12/board"},
        ],
        "review": [STAMP],
        "first_published_at": "2026-01-05T09:15:00+08:00",
        "last_published_at": "2026-01-05T09:15:00+08:00",
    },
}

SECTION = {
    "id": 40,
    "title": "三会一课",
    "module": "three_meetings_one_lesson",
    "board": "focus",
    "state": "counted",
    "state_display": "计入",
    "unit": UNIT_REF,
    "path": "/zongzhuang/three-meetings-one-lesson/",
    "url": f"{SITE}/zongzhuang/three-meetings-one-lesson/",
    "href": f"{API}/sections/40",
    "records_href": f"{API}/records?section=40",
}
SECTIONS = {"items": [SECTION], "next": None, "next_href": None}

RECORD_ITEM = {
    "id": 311,
    "module": "three_meetings_one_lesson",
    "title": "第三党小组讨论标准作业",
    "occurred_on": "2026-03-05",
    "period": "2026-03",
    "scope": "employees",
    "scope_display": "全体员工",
    "unit": UNIT_REF,
    "section": {"id": 40, "module": "three_meetings_one_lesson", "title": "三会一课", "href": f"{API}/sections/40"},
    "card": {"summary": "大家联系班组实际，谈了看法。", "lines": ["党小组会", "应到8人，实到6人"]},
    "first_published_at": "2026-03-09T09:02:11+08:00",
    "last_published_at": "2026-03-09T09:02:11+08:00",
    "path": "/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
    "url": f"{SITE}/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
    "href": f"{API}/records/311",
}
RECORDS = {"items": [RECORD_ITEM], "next": "20260305-311", "next_href": f"{API}/records?limit=1&after=20260305-311"}

BOARD = {
    "unit": UNIT_REF,
    "boards": [
        {
            "board": "focus",
            "label": "管理重点",
            "tiles": [
                {
                    "section": 40,
                    "module": "three_meetings_one_lesson",
                    "title": "三会一课",
                    "icon": "group",
                    "state": "counted",
                    "state_display": "计入",
                    "count": 36,
                    "newest": "2026-03-05",
                    "updated_at": "2026-03-09T09:02:11+08:00",
                    "due": {"state": "due_soon", "sign": "△", "words": "3月31日前应更新", "due_on": "2026-03-31"},
                    "latest": [RECORD_ITEM],
                    "path": SECTION["path"],
                    "url": SECTION["url"],
                    "href": SECTION["href"],
                    "records_href": SECTION["records_href"],
                }
            ],
        }
    ],
    "due_counts": {"fresh": 0, "due_soon": 1, "late": 0, "blank": 0, "nil": 0},
}

RECORD = {
    **RECORD_ITEM,
    "summary": "大家联系班组实际，谈了看法。",
    "tags": ["党小组会"],
    "source": {"kind": "own_record", "display": "本单位原始记录", "reference": ""},
    "drafter": {"id": 450, "title": "余光辉"},
    "attachments": [],
    "evidence": [],
    "body": [{"type": "rich_text", "value": "<p>每件省下八秒。</p>", "id": "7190de04"}],
    "review": [STAMP],
    "fields": [
        {"name": "meeting_type", "label": "会议类型", "type": "choice", "value": "group", "display": "党小组会"},
        {"name": "expected", "label": "应到人数", "type": "integer", "value": 8, "display": "8"},
    ],
    "withheld": ["absentees"],
}

CHANGES = {
    "items": [
        {
            "id": 311,
            "change": "current",
            "document": {
                "kind": "record",
                "module": "three_meetings_one_lesson",
                "path": RECORD_ITEM["path"],
                "version": "5c1f0e4a",
                "last_published_at": "2026-03-09T09:02:11+08:00",
                "href": f"{API}/records/311",
            },
        },
        {"id": 298, "change": "gone", "document": None},
    ],
    "cursor": "4711",
    "more": False,
}

TAXONOMY = {
    "boards": [{"value": "focus", "label": "管理重点"}],
    "modules": [
        {
            "value": "three_meetings_one_lesson",
            "label": "三会一课",
            "board": "focus",
            "records_href": f"{API}/records?module=three_meetings_one_lesson",
        }
    ],
    "scopes": [{"value": "employees", "label": "全体员工"}],
    "roles": [{"value": "drafter", "label": "信息员"}],
    "tags": [
        {"value": "党小组会", "count": 12, "records_href": f"{API}/records?tag=%E5%85%9A%E5%B0%8F%E7%BB%84%E4%BC%9A"}
    ],
}

FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "总装党支部 · 三会一课",
    "home_page_url": SECTION["url"],
    "feed_url": f"{API}/sections/40/feed.json",
    "language": "zh-CN",
    "items": [
        {
            "id": f"{API}/records/311",
            "url": RECORD_ITEM["url"],
            "title": RECORD_ITEM["title"],
            "content_text": "大家联系班组实际，谈了看法。",
            "date_published": "2026-03-09T09:02:11+08:00",
            "date_modified": "2026-03-09T09:02:11+08:00",
        }
    ],
}
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><title>总装党支部 · 三会一课</title></feed>'

MODULES = {
    "items": [
        {
            "label": "three_meetings_one_lesson",
            "zh": "三会一课",
            "en": "Three meetings and one lesson",
            "zh_committee": "三会一课",
            "zh_branch": "三会一课",
            "board": "focus",
            "board_display": "管理重点",
            "number": 13,
            "scopes": {"branch": 1},
            "privacy": "employees",
            "standing": False,
            "icon": "group",
            "cadence": {"interval": "month", "kind": "statutory", "after": "event", "days": 7, "min_items": 1},
            "sources": [
                {
                    "title": "中国共产党支部工作条例(试行)",
                    "year": 2018,
                    "article": "11-14, 16",
                    "note": "",
                    "verified": "yes",
                }
            ],
            "fields": {
                "type": "object",
                "properties": {"expected": {"type": "integer", "title": "应到人数", "x-type": "integer"}},
                "required": ["expected"],
            },
            "records_href": f"{API}/records?module=three_meetings_one_lesson",
        }
    ]
}

ME = {
    "signed_in": True,
    "username": "zongzhuang.member",
    "person": {"id": 452, "name": "朱道林"},
    "credentials": "token",
    "scopes": ["read"],
    "expires_at": "2027-03-09T09:02:11+08:00",
    "roles": [{"role": "member", "display": "党员", "unit": UNIT_REF}],
    "audiences": [
        {"scope": "public", "display": "社会公开", "unit": None},
        {"scope": "unit", "display": "本单位党员", "unit": UNIT_REF},
    ],
}

INDEX = {
    "title": "Hongban 红板",
    "version": "1",
    "links": {"openapi": f"{API}/openapi.json", "units": f"{API}/units", "records": f"{API}/records"},
}
