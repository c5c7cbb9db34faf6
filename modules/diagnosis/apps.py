from cms.plugins import Board, Cadence, Module, Source


class DiagnosisConfig(Module):
    """诊断评价: a conversation about process and result that ends with countermeasures; it never counts as an assessment."""

    name = "modules.diagnosis"
    zh = "诊断评价"
    en = "Diagnosis"
    board = Board.REVIEW
    number = 23
    scopes = {"committee": 1, "branch": 1}
    table = "m_diagnosis"
    privacy = "employees"
    icon = "glasses"
    cadence = Cadence(
        interval="quarter",
        kind="default",
        after="period_end",
        days=10,
        min_items=1,
        due="支部每月自诊断，党委每季度诊断一次",
        by_field_value={
            "diagnosis_kind": {
                "self": {"interval": "month", "min_items": 1, "kind": "default", "applies_to": "branch"},
                "committee": {"interval": "quarter", "min_items": 1, "kind": "default", "applies_to": "committee"},
            }
        },
    )
    sources = (Source("种子文本", note="定期进行诊断(评价)", verified="yes"),)
