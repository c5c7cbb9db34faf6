"""An assessment as a sheet (考核表): items with self-score and score, bonus, vetoes, and the total as a formula."""

from decimal import Decimal

from cms.exports import Column, Sheet, Table

from .grading import MOST_BONUS

__all__ = ["sheet"]

ITEMS = (
    Column("item", "项目", width=9),
    Column("standard", "标准", width=12),
    Column("full_marks", "满分", "decimal", 4, total=True),
    Column("self_score", "自评分", "decimal", 4, total=True),
    Column("score", "考核分", "decimal", 4, total=True),
    Column("reason", "扣分原因", width=11),
    Column("evidence", "依据记录", width=11),
)
BONUS = (
    Column("item", "事项", width=9),
    Column("evidence", "依据", width=12),
    Column("score", "加分", "decimal", 4, total=True),
)
VETOES = (Column("item", "事项", width=9), Column("fact", "事实", width=12))
APPEALS = (
    Column("by", "申诉人", width=9),
    Column("ground", "理由", width=12),
    Column("was", "原得分", "decimal", 4),
    Column("score", "复核得分", "decimal", 4),
    Column("date", "日期", width=4),
    Column("decision", "复核结论", width=11),
)


def sheet(document, content: dict) -> Sheet:
    fields = {entry["name"]: entry for entry in content["fields"]}
    shown = lambda name: fields[name].get("display", "") if name in fields else ""  # noqa: E731
    rows = lambda name: fields.get(name, {}).get("value", [])  # noqa: E731
    tables = [Table("items", "考核项目", ITEMS, rows("items")), Table("bonus", "加分项", BONUS, rows("bonus"))]
    tables.append(Table("vetoes", "一票否决事项", VETOES, rows("veto_items")))
    if appeals := rows("appeal"):
        tables.append(Table("appeals", "申诉与复核", APPEALS, [row | {"by": row["by"]["title"]} for row in appeals]))
    total = Decimal(fields["total"]["value"]) if "total" in fields else None
    facts = [("考核周期", shown("period_kind")), ("考核方案", shown("scheme")), ("等次", shown("grade"))]
    return Sheet(
        title=document.title,
        unit=document.unit.title,
        period=shown("period_value"),
        tables=tables,
        facts=[(label, words) for label, words in facts if words],
        results=[("总分（考核分＋加分）", total, f"=SUM({{items.score}})+MIN({MOST_BONUS:f},SUM({{bonus.score}}))")],
        signatures=("被考核单位负责人", "考核人", "审核人"),
        day=shown("published_on"),
        tables_first=True,
    )
