"""The map of what is public."""

import re

import pytest
from django.test import Client

from cms.access import ANYONE
from cms.delivery import reading
from cms.moderation.actions import withdraw
from cms.portal import sitemap
from cms.testing import publish
from tests.cms.samples import featured


@pytest.fixture
def addresses():
    """Of a map: those that it lists, each looked at as a visitor or as the client that is given."""

    def read(address: str, client=None) -> list[str]:
        answer = (client or Client()).get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
        return [found.replace("&amp;", "&") for found in re.findall("<loc>(.*?)</loc>", answer.content.decode())]

    return read


def test_it_lists_what_a_visitor_may_read_and_nothing_else_whoever_asks(world, addresses, monkeypatch):
    monkeypatch.setattr(sitemap, "PAGE", 2)
    public = [publish(world, featured(world, disclosure_scope="public")) for _number in range(3)]
    publish(world, featured(world))
    publish(world, featured(world, world.other))
    office = Client()
    office.force_login(world.user("party_office"))
    maps = addresses("/sitemap.xml")
    assert len(maps) == 2  # two records on each
    assert all("unit=zongzhuang" in address for address in maps)
    assert addresses("/sitemap.xml", office) == maps
    listed = [address for one in maps for address in addresses(one, office)]
    assert len(set(listed)) == len(listed) == 5  # the unit, its section, three records
    assert {f"http://testserver{reading.record(ANYONE, page.pk).path}" for page in public} < set(listed)
    for address in listed:
        assert Client().get(address).status_code == 200, address
    withdraw(public[0], world.user("party_office"), "事实有误")
    assert len([address for one in addresses("/sitemap.xml") for address in addresses(one)]) == 4


@pytest.mark.parametrize("query", ["unit=jijia", "unit=nothing", "unit=%00", "unit=zongzhuang&after=nonsense"])
def test_what_is_not_there_is_not_found(world, query):
    publish(world, featured(world, disclosure_scope="public"))
    assert Client().get(f"/sitemap.xml?{query}").status_code == 404
