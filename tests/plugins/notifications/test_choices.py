"""消息设置: what a person chooses is what they get, and a duty is on the site whatever they choose."""

import datetime

import pytest
from django.core import mail as post
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from cms.moderation.actions import submit
from cms.people import Person
from cms.testing import decide, publish
from plugins.notifications import choices, mailing
from plugins.notifications.models import Notice, Preference
from tests.cms.samples import featured

DAY = datetime.timedelta(days=1)


@pytest.fixture
def reviewer(world, settings):
    """With an address, on a site that sends e-mail."""
    settings.MAIL_CONFIGURED = True
    settings.WAGTAILADMIN_BASE_URL = "https://dj.example.cn"
    return addressed(world.user("reviewer"))


def addressed(user):
    user.email = f"{user.username}@example.cn"
    user.save()
    return user


def wishes(user, **fields) -> Preference:
    """Kept as the page keeps them; at any hour unless said otherwise."""
    fields = {"quiet_from": None, "quiet_until": None} | fields
    choices.save(Preference(person=user.person, **fields))
    return Preference.objects.get(person=user.person)


def hour(moment) -> datetime.time:
    return timezone.localtime(moment).time().replace(second=0, microsecond=0)


def arrive(world, *titles):
    for title in titles:
        submit(featured(world, title=title), world.user("drafter"))


def form_of(**changed) -> dict:
    """What the page posts when everything is left as it is by default."""
    ticked = {f"{kind}:{channel}": "on" for kind, _label in Notice.KINDS for channel in choices.CHANNELS}
    times = {"mail": "at_once", "digest_at": "08:00", "quiet_from": "22:00", "quiet_until": "07:00"}
    return {name: value for name, value in (ticked | times | changed).items() if value is not None}


# When ----------------------------------------------------------------------------------------------------------------------


def test_what_arrives_in_the_quiet_hours_waits_and_is_one_e_mail_in_the_morning(world, reviewer):
    now = timezone.localtime()
    before, after = (now - datetime.timedelta(hours=1)).time(), (now + datetime.timedelta(hours=2)).time()
    wishes(reviewer, quiet_from=before, quiet_until=after)
    arrive(world, "甲", "乙", "丙")
    assert Notice.objects.filter(person=reviewer.person).count() == 3
    assert mailing.send_due() == 0 and post.outbox == []
    assert {hour(notice.mail_at) for notice in Notice.objects.filter(mail_at__isnull=False)} == {hour(now + DAY / 12)}
    assert mailing.send_due(now + datetime.timedelta(hours=2, minutes=1)) == 1
    (message,) = post.outbox
    assert message.subject == "[红板] 3条消息：等您审核3" and all(title in message.body for title in "甲乙丙")
    for notice in Notice.objects.filter(person=reviewer.person):
        assert f"https://dj.example.cn/notices/{notice.pk}/" in message.body and notice.mailed_at


def test_the_quiet_hours_are_asked_again_when_it_is_sent(world, reviewer):
    """What failed before the night is not tried in the middle of it."""
    wishes(reviewer)
    arrive(world, "甲")
    Preference.objects.update(quiet_from=datetime.time(22), quiet_until=datetime.time(7))
    night = timezone.localtime().replace(hour=23, minute=30) + DAY
    assert mailing.send_due(night) == 0 and post.outbox == []
    waits = Notice.objects.get(person=reviewer.person).mail_at
    assert waits > night and hour(waits) == datetime.time(7)
    assert mailing.send_due(waits) == 1


def test_a_daily_digest_is_one_e_mail_at_its_hour_with_what_is_still_unread(world, reviewer):
    wishes(reviewer, mail="daily", digest_at=datetime.time(8))
    arrive(world, "甲", "乙", "丙")
    assert {hour(notice.mail_at) for notice in Notice.objects.filter(person=reviewer.person)} == {datetime.time(8)}
    assert mailing.send_due() == 0
    Notice.objects.filter(person=reviewer.person).order_by("pk").first().delete()
    decided = featured(world, title="丁")
    submit(decided, world.user("drafter"))
    decide(type(decided).objects.get(pk=decided.pk).current_workflow_task_state, reviewer, "pass")
    assert mailing.send_due(timezone.now() + 2 * DAY) == 1
    (message,) = post.outbox
    assert "2条消息" in message.subject and "乙" in message.body and "丁" not in message.body
    assert mailing.send_due(timezone.now() + 3 * DAY) == 0  # and a day without news has none


def test_what_waits_follows_a_new_choice(world, reviewer):
    wishes(reviewer, mail="daily")
    arrive(world, "甲")
    assert mailing.send_due() == 0
    wishes(reviewer, mail="at_once", off=["overdue:mail"])
    assert mailing.send_due() == 1
    arrive(world, "乙")
    wishes(reviewer, mail="at_once", off=["review:mail"])
    assert mailing.send_due() == 0 and not Notice.objects.filter(mail_at__isnull=False).exists()


# What ----------------------------------------------------------------------------------------------------------------------


def test_a_kind_is_switched_off_on_a_channel_but_a_duty_stays_on_the_site(world, reviewer, sign_in):
    drafter = addressed(world.user("drafter"))
    wishes(drafter, off=["published:site"])
    wishes(reviewer, off=["review:site", "review:mail"])  # the first is nothing that can be chosen
    publish(world, featured(world, title="已发布的"))
    assert Notice.objects.filter(person=reviewer.person, on_site=True, mail_at=None).exists()
    told = Notice.objects.get(person=drafter.person, kind=Notice.PUBLISHED)
    assert not told.on_site and told.mail_at
    client = sign_in(drafter)
    assert "已发布的" not in client.get("/notices/").content.decode()
    assert mailing.send_due() >= 1 and "已发布的" in post.outbox[-1].subject
    assert client.get(f"/notices/{told.pk}/")["Location"].startswith(
        "/zongzhuang/"
    )  # the e-mail leads there all the same
    wishes(drafter, off=["published:site", "published:mail"])
    publish(world, featured(world, title="另一个"))
    assert Notice.objects.filter(person=drafter.person, kind=Notice.PUBLISHED).count() == 1


def test_the_page_shows_the_defaults_and_keeps_what_is_chosen(world, reviewer, sign_in, client):
    assert client.get("/notices/settings/").status_code == 302
    client = sign_in(reviewer)
    page = client.get("/notices/settings/").content.decode()
    assert page.count("必收") == 7 and page.count('value="22:00"') == 1 and page.count('type="checkbox"') == 14
    answer = client.post(
        "/notices/settings/",
        form_of(**{"published:site": None, "review:site": None, "again:mail": None}, working_days_only="on"),
    )
    assert answer["Location"] == "/notices/settings/"
    kept = Preference.objects.get(person=reviewer.person)
    assert kept.off == ["published:site", "again:mail"] and kept.working_days_only
    assert "消息设置已保存" in client.get("/notices/settings/").content.decode()
    client.post("/notices/settings/", form_of(quiet_from="", quiet_until=""))
    kept.refresh_from_db()
    assert kept.off == [] and kept.quiet_from is None and not kept.working_days_only


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"quiet_until": ""}, "要么都填，要么都不填"),
        ({"quiet_until": "22:00"}, "不能与开始相同"),
        ({"mail": "daily", "digest_at": "23:00"}, "落在免打扰时段内"),
        ({"mail": "hourly"}, "选项"),
        ({"digest_at": "25:00"}, "时间"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(world, sign_in, wrong, reason):
    client = sign_in(world.user("member"))
    page = client.post("/notices/settings/", form_of(**wrong)).content.decode()
    assert reason in page and "没有保存" in page and not Preference.objects.exists()


def test_whoever_is_no_person_has_no_settings(db, sign_in, django_user_model):
    client = sign_in(django_user_model.objects.create_superuser("root"))
    assert client.get("/notices/settings/").status_code == client.get("/notices/about/1/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_whoever_had_switched_e_mail_off_before_still_has():
    executor = MigrationExecutor(connection)
    executor.migrate([("notifications", "0001_initial")])
    try:
        old = executor.loader.project_state([("notifications", "0001_initial")]).apps
        people = [Person.objects.create(name=name) for name in "甲乙"]
        choice = old.get_model("notifications", "MailChoice")
        for person, by_mail in zip(people, (False, True), strict=True):
            choice.objects.create(person_id=person.pk, by_mail=by_mail)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes("notifications"))
    kept = Preference.objects.get()
    assert (kept.person_id, kept.mail) == (people[0].pk, Preference.NEVER) and kept.digest_at == datetime.time(8)
