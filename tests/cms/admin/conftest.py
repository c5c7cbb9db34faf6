import re

import pytest
from django.urls import reverse
from django.utils import timezone

from modules.three_meetings_one_lesson.models import MeetingRecord


@pytest.fixture
def edit_url():
    return lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def decision_url(task):
    return lambda page, action, state=None: reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, action, (state or task(page)).pk]
    )


@pytest.fixture
def form_of():
    """What a browser would post of the form that this page shows: every field as it stands."""
    from html.parser import HTMLParser

    class Fields(HTMLParser):
        def __init__(self):
            super().__init__()
            self.data, self.inside, self.select, self.textarea = {}, False, None, None

        def handle_starttag(self, tag, attributes):
            given = dict(attributes)
            if tag == "form":
                self.inside = given.get("id") in ("page-edit-form", "w-editor-form")
            name = given.get("name")
            if not self.inside or not name and tag != "option":
                return
            if tag == "input":
                kind = given.get("type", "text")
                if kind in ("checkbox", "radio") and "checked" not in given or kind in ("submit", "button", "file"):
                    return
                self.data.setdefault(name, []).append(given.get("value") or "")
            elif tag == "select":
                self.select = name
            elif tag == "option" and self.select and "selected" in given:
                self.data.setdefault(self.select, []).append(given.get("value", ""))
            elif tag == "textarea":
                self.textarea = name
                self.data.setdefault(name, []).append("")

        def handle_data(self, data):
            if self.textarea:
                self.data[self.textarea][-1] += data

        def handle_endtag(self, tag):
            if tag == "select":
                self.select = None
            elif tag == "textarea" and self.textarea:
                # browsers drop the first line break
                self.data[self.textarea][-1] = self.data[self.textarea][-1].removeprefix("\n")
                self.textarea = None

    def read(response) -> dict:
        parser = Fields()
        parser.feed(re.sub(r"<template.*?</template>", "", response.content.decode(), flags=re.S))
        # the blocks of a body are put into the form by script; here no body has any
        return {"body-count": ["0"]} | parser.data

    return read


@pytest.fixture
def meeting_form(world):
    """What a browser posts for a new 三会一课 record with one topic."""

    def make(**changes):
        chair = world.person("郑卫东")
        now = timezone.localtime().replace(hour=0, minute=30)
        rows = {"topics": 1}
        tables = [
            "evidence",
            "attachments",
            "absentees",
            "topics",
            "resolutions",
            "sign_in_sheet",
            "photos",
            "comments",
        ]
        data = {
            "title": "三季度支部党员大会",
            "occurred_on": f"{now:%Y-%m-%d}",
            "period": "",
            "summary": "",
            "meeting_type": "members",
            "held_at": f"{now:%Y-%m-%d %H:%M}",
            "place": "一号会议室",
            "chair": str(chair.pk),
            "recorder": str(chair.pk),
            "expected": "20",
            "present": "18",
            "source_kind": "own_record",
            "confidentiality": "non_classified",
            "disclosure_scope": "employees",
            "tags": "",
            "body-count": "0",
            "topics-0-topic": "讨论夜班安全",
            "topics-0-points": "逐条对照",
            "topics-0-ORDER": "1",
            "topics-0-id": "",
            "topics-0-DELETE": "",
        }
        for table in tables:
            data |= {
                f"{table}-TOTAL_FORMS": str(rows.get(table, 0)),
                f"{table}-INITIAL_FORMS": "0",
                f"{table}-MIN_NUM_FORMS": "0",
                f"{table}-MAX_NUM_FORMS": "1000",
            }
        return data | changes

    make.model = MeetingRecord
    return make
