"""异常: what checks found in what was submitted lately, for those who may read every draft of the unit."""

import datetime

from django.utils import timezone

from cms.access import viewer_of
from cms.moderation.actions import submit
from cms.moderation.models import MachineFinding, Release
from cms.testing import publish
from plugins.veracity.concerns import concerns
from tests.cms.samples import featured


def test_back_dating_is_told_to_office_and_desk_alone_without_a_title(world):
    day = timezone.localdate() - datetime.timedelta(days=120)
    publish(world, featured(world, title="补录zzq", occurred_on=day))
    submit(featured(world, title="再补zzq", occurred_on=day), world.user("drafter"))
    units = [world.branch, world.other]
    (one,) = concerns(viewer_of(world.user("party_office")), units)
    assert one.text == "事后补录：“特色工作”2条记录，其中1条审核人已核实无误"
    assert (one.unit_id, one.kind, one.url) == (world.branch.pk, "unusual", "/zongzhuang/featured-work/")
    assert concerns(viewer_of(world.user("secretary")), units) == [one]
    for user in (world.user("member", world.committee), world.user("secretary", world.other), world.user("employee")):
        assert concerns(viewer_of(user), units) == []


def test_what_was_taken_back_or_is_long_past_is_not_told(world):
    page = featured(world)
    submit(page, world.user("drafter"))
    release = Release.objects.get(page_id=page.pk)
    MachineFinding.objects.create(release=release, check_slug="bulk_entry", axis="truth", message="四个月一次录入")
    office = viewer_of(world.user("party_office"))
    assert "集中补录" in concerns(office, [world.branch])[0].text
    assert concerns(office, [world.branch], timezone.localdate() + datetime.timedelta(days=60)) == []
    Release.objects.filter(pk=release.pk).update(void_at=timezone.now())
    assert concerns(office, [world.branch]) == []
