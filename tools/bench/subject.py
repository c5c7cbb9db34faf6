"""What the benchmark asks for: members' sessions, and addresses at both APIs of the same records."""

import json
import random

import django

READERS = 200


def subject() -> dict:
    from django.db import connection

    from cms.access import viewer_of
    from cms.delivery import reading
    from cms.delivery.models import Document
    from cms.people import Membership, Role

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    members = Membership.objects.filter(role=Role.MEMBER, person__user__isnull=False, unit__code="zongzhuang")
    people = [(one, one.person.user) for one in members.select_related("person__user").order_by("pk")]
    # who holds no other post: they see the same
    users = [user for one, user in people if viewer_of(user).roles == {(one.role, one.unit_id)}][:READERS]
    seen = reading.documents(viewer_of(users[0])).filter(kind=Document.RECORD)
    places = list(seen.values_list("pk", "occurred_on"))
    luck = random.Random(1)
    some = luck.sample(places, min(2000, len(places)))
    later = range(len(places) // 2, len(places) - 50)
    deep = [places[place] for place in luck.sample(later, min(200, len(later)))]
    # Wagtail's pages are by offset: as deep, and spread over the same part
    offsets = luck.sample(later, min(200, len(later)))
    listed, theirs = "/api/v1/records?limit=20", "/api/v2/pages/?type=cms.Record&limit=20&order=-first_published_at"
    return {
        "cookies": [f"sessionid={_session(user)}" for user in users],
        "ours": {
            "detail": [f"/api/v1/records/{pk}" for pk, _day in some],
            "list": [listed],
            "list_deep": [f"{listed}&after={day:%Y%m%d}-{pk}" for pk, day in deep],
            "list_bodies": [f"{listed}&expand=content"],
        },
        "wagtail": {
            "detail": [f"/api/v2/pages/{pk}/" for pk, _day in some],
            "list": [theirs],
            "list_deep": [f"{theirs}&offset={offset}" for offset in offsets],
            "list_bodies": [f"{theirs}&fields=*"],
        },
    }


def _session(user) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["_seen"] = 4_000_000_000  # nothing is prolonged while it is measured
    session.create()
    return session.session_key


if __name__ == "__main__":
    django.setup()
    print(json.dumps(subject()))
