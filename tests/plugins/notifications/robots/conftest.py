"""Robots whose platform is a real HTTP server of this machine."""

import pytest

from plugins.notifications.robots import platforms, sending
from plugins.notifications.robots.models import Robot

OK = b'{"errcode":0,"errmsg":"ok"}'


@pytest.fixture
def robot(world, receiver):
    """Makes a robot of the branch's group that tells of everything at any hour."""
    receiver.text = OK

    def make(sign_key="", **fields) -> Robot:
        platform = fields.get("platform", Robot.WECOM)
        parameter = platforms.PLATFORMS[platform].parameter
        address = f"{receiver.url}/robot/send?{parameter}=zzqkey-0123456789"
        defaults = {
            "committee": world.committee,
            "unit": world.branch,
            "name": "总装工作群",
            "kinds": ["review", "overdue", "returned", "published", "again"],
            "quiet_from": None,
            "quiet_until": None,
            "working_days_only": False,
        }
        one = Robot(**(defaults | fields))
        one.keep_address(address, sign_key, platforms.masked(address))
        one.save()
        return one

    return make


@pytest.fixture
def said(receiver):
    """What the group was told by what is sent now: each message's text."""

    def run() -> list[str]:
        before = len(receiver.received)
        sending.run()
        messages = [one.json for one in receiver.received[before:]]
        return [(one.get("markdown") or one["text"]).get("content") or one["markdown"]["text"] for one in messages]

    return run
