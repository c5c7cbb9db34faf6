"""月度关闭: closed when all is there, locked from then on, opened again by the committee alone, with a reason that is shown."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.moderation.actions import submit
from cms.testing import publish
from modules.policy_objectives.models import MonthClosing, ObjectiveRecord
from modules.policy_objectives.months import CLOSE, REOPEN, close, months_of, reopen
from modules.policy_objectives.reasons import by_month, of_month, with_month
from tests.modules.policy_objectives.goals import YEAR, actuals, corrected, drafted, published

pytestmark = pytest.mark.django_db


def test_a_month_is_closed_with_its_figures_or_their_reasons_only(world):
    office = world.user("party_office")
    published(world, monthly_actual=actuals(91, 92, 93))
    lacking = published(world, monthly_actual=actuals(91, None, 93), deviation_reason="2月：停产检修")
    close(world.branch, YEAR, 1, office)
    close(world.branch, YEAR, 2, office)  # without a figure, but with the month's reason
    with pytest.raises(ValidationError, match=f"4月不能关闭.*{lacking.objective}") as refused:
        close(world.branch, YEAR, 4, office)
    assert list(refused.value.message_dict) == ["month"]
    for month, year, words in (
        (1, YEAR, "已经关闭"),
        (12, timezone.localdate().year, "还没有结束"),
        (1, YEAR - 3, "没有已发布"),
    ):
        with pytest.raises(ValidationError, match=words):
            close(world.branch, year, month, office)
    assert PageLogEntry.objects.filter(page=world.branch, action=CLOSE).count() == 2


@pytest.mark.parametrize("role", ["drafter", "secretary", "approver", "administrator", "employee"])
def test_only_the_party_office_closes_and_opens_again(world, role):
    published(world, monthly_actual=actuals(91))
    with pytest.raises(PermissionDenied):
        close(world.branch, YEAR, 1, world.user(role))
    close(world.branch, YEAR, 1, world.user("party_office"))
    with pytest.raises(PermissionDenied):
        reopen(world.branch, YEAR, 1, world.user(role), "更正")


def test_a_closed_months_figure_is_refused_by_field_and_month_until_it_is_open_again(world):
    office, drafter = world.user("party_office"), world.user("drafter")
    page = published(world, monthly_actual=actuals(91, 92))
    close(world.branch, YEAR, 1, office)
    corrected(world, page, monthly_actual=actuals(95, 92))
    with pytest.raises(ValidationError) as refused:
        submit(page, drafter)
    assert refused.value.message_dict == {
        "monthly_actual": ["1月已关闭，实绩不能由“91”改为“95”；须先由党委党务室重新打开该月。"]
    }
    # near-misses: another month, and the same figure written otherwise
    corrected(world, page, monthly_actual=actuals("91.0", 93))
    submit(page, drafter)
    page.refresh_from_db()
    page.current_workflow_state.cancel(user=drafter)
    with pytest.raises(ValidationError, match="原因"):
        reopen(world.branch, YEAR, 1, office, " ")
    reopen(world.branch, YEAR, 1, office, "台账核对有误")
    corrected(world, page, monthly_actual=actuals(95, 92))
    submit(page, drafter)
    entry = PageLogEntry.objects.get(page=world.branch, action=REOPEN)
    assert entry.data == {"year": YEAR, "month": 1, "reason": "台账核对有误"}


def test_a_new_objective_brings_no_figure_into_a_closed_month(world):
    published(world, monthly_actual=actuals(91))
    close(world.branch, YEAR, 1, world.user("party_office"))
    with pytest.raises(ValidationError, match="1月已关闭"):
        submit(drafted(world, monthly_actual=actuals(91)), world.user("drafter"))
    publish(world, drafted(world))


def test_what_is_under_review_is_not_closed_over(world):
    page = published(world, monthly_actual=actuals(91, 92))
    corrected(world, page, monthly_actual=actuals(91, 95))
    submit(page, world.user("drafter"))
    close(world.branch, YEAR, 1, world.user("party_office"))  # the submission does not touch it
    with pytest.raises(ValidationError, match="正在审核"):
        close(world.branch, YEAR, 2, world.user("party_office"))


def test_the_office_closes_on_the_board_what_is_proposed_and_the_reason_of_opening_again_is_shown(world, client):
    published(world, monthly_actual=actuals(91, 92))
    board = f"{reverse('policy_objectives:board', args=[world.branch.code])}?year={YEAR}"
    address = reverse("policy_objectives:months", args=[world.branch.code])
    client.force_login(world.user("employee"))
    assert "建议关闭" not in client.get(board).content.decode()
    assert client.post(address, {"do": "close", "year": YEAR, "month": [1]}).status_code == 404
    client.force_login(world.user("party_office"))
    assert "建议关闭" in client.get(board).content.decode()
    # all of them or none: December has no figure
    client.post(address, {"do": "close", "year": YEAR, "month": [1, 12]})
    assert not MonthClosing.objects.exists()
    client.post(address, {"do": "close", "year": YEAR, "month": [1, 2]})
    assert MonthClosing.objects.count() == 2
    client.post(address, {"do": "reopen", "year": YEAR, "month": 2, "reason": "少计一班"})
    client.force_login(world.user("employee", world.other))
    assert "少计一班" in client.get(board).content.decode()


def test_states_of_the_months(world):
    page = published(world, monthly_actual=actuals(91))
    found = months_of([page], [], YEAR, datetime.date(YEAR, 2, 28))
    assert [month.state for month in found[:3]] == ["ready", "ahead", "ahead"]
    found = months_of([page], [], YEAR, datetime.date(YEAR, 3, 1))
    assert (found[1].state, found[1].lacking) == ("open", [page.title])
    done = drafted(
        world, direction="milestone", aggregation="last", must_target=100, stretch_target=90,
        monthly_must=actuals(*[None] * 2, 90), monthly_stretch=[],
    )  # fmt: skip
    assert months_of([done], [], YEAR, datetime.date(YEAR, 3, 1))[1].state == "ready"
    assert months_of([], [], YEAR, datetime.date(YEAR, 3, 1))[1].state == "open"


def test_reasons_are_told_apart_by_month():
    text = "全年：人员少\n1月：停产\n两周\n10月：换批次"
    assert by_month(text) == {0: "全年：人员少", 1: "停产\n两周", 10: "换批次"}
    assert (of_month(text, 0), of_month(text, 2)) == ("全年：人员少", "")
    assert with_month(text, 2, "检修") == "全年：人员少\n1月：停产\n两周\n2月：检修\n10月：换批次"
    assert with_month("1月：停产", 1, " ") == ""
    assert ObjectiveRecord._meta.get_field("deviation_reason").max_length == 1000
