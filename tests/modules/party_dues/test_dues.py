"""党费管理: the rates, the sums, and who sees whose line."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.access import viewer_of
from cms.delivery import documents, reading
from modules.party_dues.lines import line_faults
from modules.party_dues.models import DuesLine, DuesRecord
from modules.party_dues.rates import dues_of, rate_for

from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db
D = Decimal
PAID_ON = datetime.date(2026, 3, 6)


def line(member, due, paid=None, base=None, rate=None, paid_on=PAID_ON) -> DuesLine:
    paid = due if paid is None else paid
    return DuesLine(
        member_id=member, base=base, rate=rate, due=D(due), paid=D(paid), paid_on=paid_on if D(paid) else None
    )


def dues(lines=None, **fields) -> DuesRecord:
    """An unsaved month of two members who paid 40 and 90 yuan."""
    page = DuesRecord(
        **{
            "title": "3月党费收缴",
            "slug": "dues",
            "occurred_on": datetime.date(2026, 3, 10),
            "payable_count": 2,
            "paid_count": 2,
            "payable_amount": D(130),
            "paid_amount": D(130),
            "remitted_amount": D(130),
        }
        | fields
    )
    page.member_lines = [line(1, "40"), line(2, "90")] if lines is None else lines
    page.usage_lines = []
    page.fill_in()
    return page


def faults(page) -> set[str]:
    found = set()
    for rule in (page.clean, page.checks):
        try:
            rule()
        except ValidationError as error:
            found |= set(error.message_dict)
    return found


# 比例 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "rate"),
    [
        ("0", "0.5"),
        ("3000", "0.5"),
        ("3000.01", "1"),
        ("5000", "1"),
        ("5000.01", "1.5"),
        ("10000", "1.5"),
        ("10000.01", "2"),
        ("50000", "2"),
    ],
)
def test_the_rate_is_that_of_the_band(base, rate):
    """中组部 2008: 3000元以下（含）0.5%，至5000元1%，至10000元1.5%，以上2%."""
    assert rate_for(D(base)) == D(rate)


@pytest.mark.parametrize(("base", "rate", "due"), [("4321.50", "1", "43.22"), ("6666.66", "1.5", "100.00")])
def test_dues_are_reckoned_to_the_fen(base, rate, due):
    assert dues_of(D(base), D(rate)) == D(due)


@pytest.mark.parametrize(
    ("base", "rate", "due", "caught"),
    [
        ("4000", "1", "40", False),
        ("4000", "1.5", "60", True),  # the rate of the next band
        ("3000", "0.5", "15", False),
        ("3000", "1", "30", True),
        ("4321.50", "1", "43.30", False),  # collected to the jiao
        ("4321.50", "1", "43.40", True),
        (None, None, "0.20", False),  # a fixed amount
        ("4000", None, "40", True),
        (None, "1", "40", True),
    ],
)
def test_a_line_follows_the_rates(base, rate, due, caught):
    row = line(1, due, base=base and D(base), rate=rate and D(rate))
    page = dues([row], payable_count=1, paid_count=1, payable_amount=D(due), paid_amount=D(due), remitted_amount=D(0))
    assert (faults(page) == {"member_lines"}) is caught


# 合计 -----------------------------------------------------------------------------------------------------------------


def test_a_month_in_order_has_no_fault():
    assert faults(dues()) == set()


def test_a_month_without_lines_has_its_sums_alone():
    assert faults(dues([])) == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [("payable_count", 3), ("paid_count", 1), ("payable_amount", D("130.01")), ("paid_amount", D("130.01"))],
)
def test_the_lines_add_up_to_the_sums(name, value):
    page = dues(**{name: value})
    assert len(line_faults(page)) == 1
    assert str(page._meta.get_field(name).verbose_name) in line_faults(page)[0]


def test_who_has_not_paid_is_due_and_not_paid():
    lines = [line(1, "40"), line(2, "90", paid="0")]
    assert faults(dues(lines, paid_count=1, paid_amount=D(40), remitted_amount=D(40))) == set()
    assert faults(dues(lines, paid_count=2, paid_amount=D(40), remitted_amount=D(40))) == {"member_lines"}


def test_who_gives_more_than_is_due_may():
    assert faults(dues([line(1, "40", paid="100"), line(2, "90")], paid_amount=D(190))) == set()


def test_nobody_stands_in_the_lines_twice():
    assert faults(dues([line(1, "40"), line(1, "90")])) == {"member_lines"}


def test_a_payment_has_a_day_and_no_payment_has_none():
    unpaid = DuesLine(member_id=2, due=D(90), paid=D(0), paid_on=PAID_ON)
    sums = {"paid_count": 1, "paid_amount": D(40), "remitted_amount": D(40)}
    assert faults(dues([line(1, "40"), unpaid], **sums)) == {"member_lines"}
    assert faults(dues([line(1, "40", paid_on=None), line(2, "90")])) == {"member_lines"}


@pytest.mark.parametrize(("paid", "caught"), [(3, True), (2, False)])
def test_no_more_paid_than_had_to(paid, caught):
    assert ("paid_count" in faults(dues([], paid_count=paid))) is caught


@pytest.mark.parametrize(("remitted", "caught"), [("130.01", True), ("130", False), ("0", False)])
def test_no_more_is_remitted_than_was_paid(remitted, caught):
    assert ("remitted_amount" in faults(dues(remitted_amount=D(remitted)))) is caught


@pytest.mark.parametrize(
    ("count", "amount", "caught"), [(0, "130", True), (2, "0", True), (0, "0", False), (2, "130", False)]
)
def test_money_comes_from_somebody(count, amount, caught):
    page = dues([], paid_count=count, paid_amount=D(amount), remitted_amount=D(0))
    assert ("paid_amount" in faults(page)) is caught


# 月份 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "both"), [({}, "2026-03"), ({"month": "2026-02"}, "2026-02"), ({"period": "2026-02"}, "2026-02")]
)
def test_whoever_writes_one_of_month_and_period_need_not_write_the_other(fields, both):
    page = dues(**fields)
    assert (page.month, page.period) == (both, both)


def test_the_month_is_the_period_and_has_begun():
    assert "month" in faults(dues(month="2026-02", period="2026-03"))
    today = timezone.localdate()
    following = f"{today.year + today.month // 12}-{today.month % 12 + 1:02}"
    assert "month" in faults(dues(month=following))
    assert "month" not in faults(dues(month=f"{today:%Y-%m}"))


# 公开 -----------------------------------------------------------------------------------------------------------------


def test_members_see_the_sums_and_nobodys_base(world):
    """公开时只公布汇总与个人实交额，不公布工资基数."""
    page = Contract().published(world)
    member = viewer_of(world.user("member"))
    document = reading.record(member, page.pk)
    content = documents.read(document, member)
    shown = f"{content} {document.text} {document.card}"
    assert "130.00" in shown
    assert content["withheld"] == ["member_lines"]
    assert not [secret for secret in ("4000.00", "6000.00", "交纳者甲") if secret in shown]
    assert "4000.00" in str(documents.read(document, viewer_of(world.user("secretary"))))


def test_lines_are_personal_data():
    assert dues().contains_personal_data
    assert not dues([]).contains_personal_data


def test_the_card_tells_the_sums():
    assert [str(text) for text in dues(payable_amount=D("1234.50"), paid_amount=D("1234.50")).card_lines()] == [
        "应交2人，实交2人",
        "实交1,234.50元，上缴130元",
    ]
