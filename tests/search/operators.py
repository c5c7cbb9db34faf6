"""modelsearch's own ways of asking, and which of four titles each finds: alike on every backend."""

from wagtail.search.query import MATCH_ALL, MATCH_NONE, And, Not, Or, Phrase, PlainText

EVERY = {"焊装班组", "钳台班组", "焊装和钳台", "涂装"}
OPERATORS = (
    (PlainText("焊装 钳台"), {"焊装和钳台"}),
    (PlainText("焊装 钳台", operator="or"), EVERY - {"涂装"}),
    (PlainText("焊装 火星", operator="or"), {"焊装班组", "焊装和钳台"}),
    (PlainText("。 焊装", operator="or"), {"焊装班组", "焊装和钳台"}),
    (Phrase("装班组"), {"焊装班组"}),
    (Phrase("焊装"), {"焊装班组", "焊装和钳台"}),
    (Phrase("装"), {"焊装班组", "焊装和钳台", "涂装"}),
    (Phrase("焊装 钳台"), set()),
    (And([PlainText("焊装"), PlainText("钳台")]), {"焊装和钳台"}),
    (Or([PlainText("涂装"), PlainText("钳台")]), {"钳台班组", "焊装和钳台", "涂装"}),
    (And([PlainText("焊装"), Not(PlainText("钳台"))]), {"焊装班组"}),
    (And([PlainText("焊装"), MATCH_ALL]), {"焊装班组", "焊装和钳台"}),
    (And([PlainText("焊装"), MATCH_NONE]), set()),
    (Or([PlainText("涂装"), MATCH_NONE]), {"涂装"}),
    (Or([PlainText("涂装"), MATCH_ALL]), EVERY),
    (Or([PlainText("。"), PlainText("涂装")]), {"涂装"}),
    (Not(Not(PlainText("涂装"))), {"涂装"}),
    (Not(PlainText("焊装")), {"钳台班组", "涂装"}),
    (MATCH_ALL, EVERY),
    (MATCH_NONE, set()),
    (PlainText(""), set()),
)
