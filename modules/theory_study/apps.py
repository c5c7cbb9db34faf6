from cms.plugins import Board, Cadence, Module, Source


class TheoryStudyConfig(Module):
    """理论学习: the centre group's study at the committee, study and education in the branches."""

    name = "modules.theory_study"
    zh = "理论学习"
    zh_committee = "中心组学习"
    zh_branch = "学习教育"
    en = "Theory study"
    board = Board.FOCUS
    number = 14
    scopes = {"committee": 1, "branch": 1}
    table = "m_study"
    privacy = "employees"
    icon = "openquote"
    cadence = Cadence(
        interval="month",
        kind="customary",
        after="event",
        days=7,
        min_items=1,
        due="集中学习每月1次；中心组每季度不少于1次；党员每年集中学习培训一般不少于32学时",
        by_field_value={
            "study_kind": {
                "collective": {"interval": "month", "min_items": 1, "kind": "customary"},
                "centre_group": {"interval": "quarter", "min_items": 1, "kind": "statutory", "applies_to": "committee"},
            }
        },
        annual_hours={"member": 32, "secretary_and_committee": 56},
    )
    sources = (
        Source("中国共产党党员教育管理工作条例", 2019, note="32 and 56 hours a year", verified="no"),
        Source("中国共产党党委（党组）理论学习中心组学习规则", 2017, verified="no"),
    )
