from cms.plugins import Board, Cadence, Module, Source


class RulesAndDutiesConfig(Module):
    """制度职责: the rules that a unit works by, duties of its posts, and what each rule replaces."""

    name = "modules.rules_and_duties"
    zh = "制度职责"
    en = "Rules and duties"
    board = Board.FOUNDATION
    number = 3
    scopes = {"committee": 1, "branch": 1}
    table = "m_rules"
    privacy = "employees"
    standing = True
    issued = True
    facets = {"kind": "rule_kind", "validity": "validity"}
    lapsed = frozenset({"repealed"})
    icon = "form"
    cadence = Cadence(interval="year", kind="default", days=0, min_items=1, due="每年清理复审一次")
    sources = (
        Source(
            "中国共产党国有企业基层组织工作条例(试行)",
            2019,
            note="for a joint venture applied by reference",
            verified="partly",
        ),
    )
