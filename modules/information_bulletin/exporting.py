"""A bulletin as a file: the words of a circular, and the units' figures as its annex."""

from django.utils.html import format_html, format_html_join

from cms.exports import Column, Sheet, Table

from .models import GRADES

__all__ = ["sheet"]

COLUMNS = (
    Column("unit", "单位", width=10),
    Column("due", "应更新", "integer", 4, total=True),
    Column("submitted", "报送", "integer", 4, total=True),
    Column("effective", "有效更新", "integer", 5, total=True),
    Column("on_time_rate", "及时率%", "percent", 5),
    Column("returned", "退回", "integer", 3, total=True),
    Column("corrected", "更正", "integer", 3, total=True),
    Column("empty_modules", "空白模块", "integer", 5, total=True),
    Column("quality", "质量分", "decimal", 4),
    Column("total", "总分", "decimal", 4),
    Column("grade", "等次", width=4),
)


def sheet(document, content: dict) -> Sheet:
    fields = {entry["name"]: entry for entry in content["fields"]}
    shown = lambda name: fields[name].get("display", "") if name in fields else ""  # noqa: E731
    grades = {slug: str(label) for slug, label in GRADES}
    rows = [
        row | {"unit": row["unit"]["title"], "grade": grades.get(row["grade"], "")}
        for row in fields.get("unit_table", {}).get("value", [])
    ]
    titles = [(item["title"],) for item in fields.get("featured", {}).get("value", [])]
    featured = format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", titles))
    texts = [
        ("一、报送情况", _html(fields, "overview")),
        ("二、存在问题", _html(fields, "problems")),
        ("三、特色工作", featured if titles else "<p>本季度没有入选的特色工作。</p>"),
        ("四、工作要求", _html(fields, "requirements")),
    ]
    facts = [("评价方案", shown("scheme")), ("数据冻结时间", shown("frozen_at")), ("补充的通报", shown("supplements"))]
    return Sheet(
        title=document.title,
        unit=document.unit.title,
        period=shown("quarter"),
        tables=[Table("units", "各单位信息更新情况", COLUMNS, rows)],
        facts=[(label, words) for label, words in facts if words],
        texts=texts,
        signatures=("制表人", "审核人", "签发人"),
        note="及时率、质量分为空的，表示本季度没有应更新项或没有完成质量评分的信息。",
        day=shown("published_on"),
    )


def _html(fields: dict, name: str) -> str:
    return fields[name]["value"] if name in fields else ""
