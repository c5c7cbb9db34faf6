"""Who is told what, when, and that nobody is told a title that is not theirs."""

import datetime
import json

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import TaskState

from cms import clock
from cms.delivery.models import Document
from cms.moderation import referrals, reminding
from cms.moderation.actions import submit, take_back, withdraw
from cms.moderation.models import Referral
from cms.moderation.packages import decide_parts, submit_package
from cms.people import Membership
from cms.testing import answers_for, decide, publish, review
from plugins.notifications import mailing, pruning, reading
from plugins.notifications.models import Notice, Preference
from plugins.notifications.words import spoken
from tests.cms.samples import featured


@pytest.fixture
def record(world):
    """A draft of the branch, titled so that a leak shows."""
    return featured(world, title="扭矩攻关zzq")


@pytest.fixture
def mail(settings):
    settings.MAIL_CONFIGURED = True
    settings.WAGTAILADMIN_BASE_URL = "https://dj.example.cn"


# What arrives then is due on Wednesday the 4th
MONDAY_MORNING = datetime.datetime(2026, 3, 2, 9, tzinfo=timezone.get_default_timezone())


def told(user, kind=None) -> list[Notice]:
    found = Notice.objects.filter(person=user.person).order_by("pk")
    return list(found.filter(kind=kind) if kind else found)


def at_any_hour(user) -> None:
    """Without quiet hours, so that it does not matter when the tests run."""
    Preference.objects.create(person=user.person, quiet_from=None, quiet_until=None)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def state_of(page):
    return type(page).objects.get(pk=page.pk).current_workflow_task_state


# Who is told -------------------------------------------------------------------------------------------------------------


def test_each_stage_asks_those_who_can_decide_it_and_nobody_else(world, record):
    drafter, reviewer, secretary = world.user("drafter"), world.user("reviewer"), world.user("secretary")
    approver = world.user("approver")
    author_too = world.new_user("secretary", "drafter")
    record.drafter = author_too.person
    record.save_revision(user=drafter)
    elsewhere = [world.user("reviewer", world.other), world.user("secretary", world.other)]
    submit(record, drafter)
    assert [notice.stage for notice in told(reviewer)] == ["first"]
    assert Notice.objects.count() == 1
    decide(state_of(record), reviewer, "pass")
    assert [notice.stage for notice in told(secretary)] == ["second"]
    assert told(author_too) == []  # 书记 of the branch as well, but the text is theirs
    decide(state_of(record), secretary, "pass")
    assert [notice.stage for notice in told(approver)] == ["final"]
    assert [told(user) for user in elsewhere] == [[], []]
    # A stage that was decided is nobody's turn any more
    assert told(reviewer)[0].read_at and told(secretary)[0].read_at and not told(approver)[0].read_at


def test_the_authors_hear_of_a_return_with_its_reason_of_the_publication_and_of_the_withdrawal(world, record):
    drafter = world.user("drafter")
    review(world, record, upto=1)
    decide(state_of(record), world.user("secretary"), "return", reasons=["typos"], opinion="第二段有错字")
    (returned,) = told(drafter)
    (said,) = spoken([returned], drafter)
    assert "扭矩攻关zzq" in said.text and "二审二校" in said.text
    assert said.detail == "文字差错；第二段有错字"
    publish(world, record)
    assert [notice.kind for notice in told(drafter)] == [Notice.RETURNED, Notice.PUBLISHED]
    withdraw(record, world.user("party_office"), "数字有误")
    (said,) = spoken(told(drafter, Notice.WITHDRAWN), drafter)
    assert said.detail == "撤回：数字有误"


def test_whoever_was_asked_is_asked_no_more_once_the_author_takes_it_back(world, record, mail, mailoutbox):
    reviewer = world.user("reviewer")
    reviewer.email = "r@example.cn"
    reviewer.save()
    at_any_hour(reviewer)
    submit(record, world.user("drafter"))
    assert told(reviewer)[0].mail_at
    take_back(record, world.user("drafter"))
    assert told(reviewer)[0].read_at
    assert mailing.send_due() == 0 and mailoutbox == []


def test_an_overdue_stage_is_recalled_once_a_day_and_reaches_the_party_office_two_working_days_later(world, record):
    office, reviewer = world.user("party_office"), world.user("reviewer")
    submit(record, world.user("drafter"))
    state = state_of(record)
    monday = datetime.date(2026, 3, 2)
    type(state).objects.filter(pk=state.pk).update(started_at=MONDAY_MORNING)
    days = [monday + datetime.timedelta(days=number) for number in range(10)]
    recalled = {day: (reminding.remind(day), len(told(reviewer, Notice.OVERDUE)), len(told(office))) for day in days}
    assert [recalled[day][1] for day in days] == [0, 0, 0, 1, 2, 2, 2, 3, 4, 5]  # Thursday, Friday, then Monday on
    assert [recalled[day][2] for day in days] == [0, 0, 0, 0, 0, 0, 0, 1, 1, 1]
    reminding.remind(days[-1])
    assert len(told(reviewer, Notice.OVERDUE)) == 5
    assert reading.unread(reading.Viewer(reviewer.person.pk)).count() == 1  # one thing to do, however often recalled
    decide(state, reviewer, "pass")
    assert not reading.unread(reading.Viewer(office.person.pk)).exists()


def test_a_stage_that_nobody_can_decide_reaches_the_party_office_at_once(world, record):
    office = world.user("party_office")
    submit(record, world.user("drafter"))  # a branch without a reviewer
    state = state_of(record)
    type(state).objects.filter(pk=state.pk).update(started_at=MONDAY_MORNING)
    reminding.remind(datetime.date(2026, 3, 5))
    (said,) = spoken(told(office), office)
    # The office reads what is published; a draft's title is not for it
    assert "zzq" not in said.text and "总装党支部" in said.text


# What a notice says, and to whom -----------------------------------------------------------------------------------------


def test_a_title_is_shown_only_to_whoever_may_still_know_it(world, record):
    reviewer, drafter = world.user("reviewer"), world.user("drafter")
    submit(record, drafter)
    page = client_of(reviewer).get("/notices/")
    assert "扭矩攻关zzq" in page.content.decode()
    Membership.objects.filter(person=reviewer.person).update(until=timezone.localdate() - datetime.timedelta(days=1))
    world.person("x")  # nothing of the notice was changed
    Membership.objects.create(person=reviewer.person, unit=world.other, role="reviewer")
    text = client_of(reviewer).get("/notices/").content.decode()
    assert "zzq" not in text and "一份稿件" in text
    assert client_of(reviewer).get(f"/notices/{told(reviewer)[0].pk}/").headers["Location"] == "/notices/"


def test_a_notice_of_somebody_else_is_no_page(world, record):
    submit(record, world.user("drafter")) if world.user("reviewer") else None
    notice = told(world.user("reviewer"))[0]
    other = client_of(world.user("secretary"))
    assert other.get(f"/notices/{notice.pk}/").status_code == 404
    other.post("/notices/read/", {"notice": notice.pk})
    other.post("/notices/read/", {"newest": notice.pk})
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_link_asks_a_visitor_to_sign_in_and_leads_back_to_the_very_thing(world, record):
    reviewer, drafter = world.user("reviewer"), world.user("drafter")
    submit(record, drafter)
    asked, state = told(reviewer)[0], state_of(record)
    address = f"/notices/{asked.pk}/"
    away = Client().get(address)
    assert away.headers["Location"] == f"/sign-in/?next={address}"
    client = Client()
    signed_in = client.post(away.headers["Location"], {"username": reviewer.username, "password": "Hongban-2026"})
    assert signed_in.headers["Location"] == address
    opened = client.get(address)
    assert opened.headers["Location"] == f"/review/{record.pk}/"
    assert client.get(opened.headers["Location"]).status_code == 200
    assert told(reviewer)[0].read_at
    decide(state, reviewer, "return", reasons=["typos"], opinion="改")
    back = client_of(drafter).get(f"/notices/{told(drafter)[0].pk}/")
    assert back.headers["Location"] == f"/admin/pages/{record.pk}/edit/"
    page = publish(world, record)
    out = client_of(drafter).get(f"/notices/{told(drafter, Notice.PUBLISHED)[0].pk}/")
    assert out.headers["Location"] == f"/zongzhuang/featured-work/{page.slug}/"


# The page and the bell ---------------------------------------------------------------------------------------------------


def test_the_page_of_notices_marks_one_and_all_as_read_without_javascript(world):
    reviewer = world.user("reviewer")
    for number in range(3):
        submit(featured(world, title=f"记录{number}"), world.user("drafter"))
    client = client_of(reviewer)
    page = client.get("/notices/").content.decode()
    assert page.count("等您审核。") == 3 and "3 条未读" in page
    first = told(reviewer)[0]
    assert client.post("/notices/read/", {"notice": first.pk}).headers["Location"] == "/notices/"
    page = client.get("/notices/?unread=1").content.decode()
    assert page.count("等您审核。") == 2 and "记录0" not in page
    shown = told(reviewer)[-1].pk
    submit(featured(world, title="后到"), world.user("drafter"))
    client.post("/notices/read/", {"newest": shown})  # what arrived after the page was shown stays unread
    page = client.get("/notices/?unread=1").content.decode()
    assert page.count("等您审核。") == 1 and "后到" in page
    assert client.post("/notices/read/", {"notice": "x"}).status_code == 404
    assert Client().get("/notices/").status_code == 302
    assert "还没有消息" in client_of(world.user("member")).get("/notices/").content.decode()


def test_the_bell_is_renewed_though_the_page_itself_did_not_change(world, record):
    """A page that the browser holds is not confirmed when the number beside the bell is another one."""
    reviewer = world.user("reviewer")
    published = publish(world, featured(world, title="已发布的"))
    address = f"/zongzhuang/featured-work/{published.slug}/"
    client = client_of(reviewer)
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    submit(record, world.user("drafter"))
    again = client.get(address, headers={"if-none-match": etag})
    assert again.status_code == 200 and "1 条未读" in again.content.decode()
    assert json.dumps("消息（1）") in client.get("/admin/").content.decode()


# E-mail ------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(world, record, mail):
    """The reviewer, who has an address, is asked."""
    reviewer = world.user("reviewer")
    reviewer.email = "reviewer@example.cn"
    reviewer.save()
    at_any_hour(reviewer)
    submit(record, world.user("drafter"))
    return reviewer


def test_an_e_mail_leads_to_the_notice_and_is_sent_once(asked, mailoutbox):
    assert mailing.send_due() == 1 and mailing.send_due() == 0
    (message,) = mailoutbox
    notice = told(asked)[0]
    assert message.to == ["reviewer@example.cn"]
    assert message.subject == "[红板] 等您审核：扭矩攻关zzq"
    assert f"https://dj.example.cn/notices/{notice.pk}/" in message.body
    assert notice.mailed_at and notice.mail_at is None


def test_what_cannot_be_sent_is_kept_logged_and_tried_again(asked, mailoutbox, settings, caplog):
    settings.EMAIL_BACKEND = "tests.plugins.notifications.failing.Backend"
    assert mailing.send_due() == 0
    notice = told(asked)[0]
    assert notice.tries == 1 and notice.mail_at > timezone.now() and "no such host" in notice.error
    assert "no such host" in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert mailing.send_due() == 0  # not yet
    Notice.objects.update(mail_at=timezone.now())
    assert mailing.send_due() == 1 and len(mailoutbox) == 1


def test_whoever_lost_the_role_before_the_e_mail_was_sent_is_told_no_title(asked, mailoutbox):
    Membership.objects.filter(person=asked.person).update(until=timezone.localdate() - datetime.timedelta(days=1))
    mailing.send_due()
    assert "zzq" not in mailoutbox[0].subject + mailoutbox[0].body


def test_whoever_wants_none_gets_none_and_says_so_on_the_page(asked, mailoutbox):
    client = client_of(asked)
    assert "reviewer@example.cn" in client.get("/notices/").content.decode()
    client.post("/notices/settings/", {"mail": "never", "digest_at": "08:00"})
    assert Preference.objects.get(person=asked.person).mail == Preference.NEVER
    assert mailing.send_due() == 0 and mailoutbox == []
    assert "您已关闭邮件通知" in client.get("/notices/").content.decode()


def test_nothing_waits_to_be_mailed_where_it_cannot_be(world, record, settings):
    reviewer, settings.MAIL_CONFIGURED = world.user("reviewer"), True
    submit(record, world.user("drafter"))
    assert told(reviewer)[0].mail_at is None  # no address
    take_back(record, world.user("drafter"))
    reviewer.email = "reviewer@example.cn"
    reviewer.save()
    settings.MAIL_CONFIGURED = False
    submit(record, world.user("drafter"))
    assert told(reviewer)[-1].mail_at is None


# Kept and forgotten -------------------------------------------------------------------------------------------------------


def test_what_was_read_long_ago_is_forgotten_and_what_would_be_told_anew_is_not(world, record, settings):
    """The clock's own job; by the days of the setting, from when it was read on."""
    office, drafter = world.user("party_office"), world.user("drafter")
    page = publish(world, featured(world))
    (published,) = told(drafter, Notice.PUBLISHED)
    day = MONDAY_MORNING.date()
    Document.objects.filter(pk=page.pk).update(review_due=day)
    submit(record, drafter)
    TaskState.objects.filter(status="in_progress").update(started_at=MONDAY_MORNING)
    later = day + datetime.timedelta(days=9)
    reminding.remind(later)
    (escalated,), (again,) = told(office, Notice.OFFICE), told(drafter, Notice.AGAIN)
    (recalled,) = told(world.user("reviewer"), Notice.OVERDUE)
    long_ago = timezone.now() - datetime.timedelta(days=91)
    Notice.objects.update(read_at=long_ago, created_at=long_ago)
    Notice.objects.filter(pk=recalled.pk).update(read_at=None)
    assert pruning.prune() == 0  # 180 days
    settings.NOTICES_RETENTION_DAYS = 90
    clock.run("notifications.prune")
    left = set(Notice.objects.values_list("pk", flat=True))
    assert left == {escalated.pk, again.pk, recalled.pk} and published.pk not in left
    reminding.remind(later)
    assert [told(office, Notice.OFFICE), told(drafter, Notice.AGAIN)] == [[escalated], [again]]
    take_back(record, drafter)
    Document.objects.filter(pk=page.pk).update(review_due=later)
    Notice.objects.update(read_at=long_ago)
    assert pruning.prune() == 3 and not Notice.objects.exists()


# Secrecy review, rejection, packages ---------------------------------------------------------------------------------------


def test_the_secrecy_officer_is_asked_first_and_the_stage_again_when_it_is_cleared(world):
    officer, reviewer = world.user("secrecy_officer"), world.user("reviewer")
    record = featured(world, confidentiality="undetermined")
    submit(record, world.user("drafter"))
    (asked,) = told(officer, Notice.REVIEW)
    assert not any(notice.read_at is None for notice in told(reviewer, Notice.REVIEW))
    referral = Referral.objects.get()
    assert reading.target(asked, officer) == f"/admin/secrecy/{referral.pk}/" and reading.target(asked, reviewer) == ""
    referrals.decide(referral, officer, "clear", conclusion="non_classified")
    asked.refresh_from_db()
    assert asked.read_at and [notice.read_at for notice in told(reviewer, Notice.REVIEW)][-1] is None


def test_the_authors_of_what_is_not_to_be_published_are_told_so_and_why(world, record):
    review(world, record, upto=1)
    decide(state_of(record), world.user("secretary"), "reject", reasons=["wording"], opinion="不宜公开。")
    (notice,) = told(world.user("drafter"), Notice.REJECTED)
    (said,) = spoken([notice], world.user("drafter"))
    assert "不予发布" in said.text and "不宜公开" in said.detail


def test_a_package_asks_and_tells_once_and_leads_to_its_sheet(world):
    reviewer, secretary, approver = (world.user(role) for role in ("reviewer", "secretary", "approver"))
    parts = [featured(world, title=f"名册{number}") for number in range(3)]
    package = submit_package(parts, world.user("drafter"), "十一月名册")
    (notice,) = told(reviewer, Notice.REVIEW)
    (said,) = spoken([notice], reviewer)
    assert "十一月名册" in said.text and reading.target(notice, reviewer) == f"/admin/packages/{package.pk}/"
    for stage, user in {"first": reviewer, "second": secretary, "final": approver}.items():
        answers, found = answers_for(package.releases.all(), stage)
        decide_parts(package, user, stage, [part.pk for part in parts], answers=answers, found=found)
    notice.refresh_from_db()
    assert notice.read_at and len(told(secretary)) == len(told(approver)) == 1
    assert len(told(world.user("drafter"), Notice.PUBLISHED)) == 1
