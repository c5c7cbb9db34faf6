"""What the benchmark asks for: a member's session, and addresses at both APIs of the same records."""

import json
import random

import django


def subject() -> dict:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import connection

    from cms.access import viewer_of
    from cms.delivery import reading
    from cms.delivery.models import Document

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    user = User.objects.get(username="zongzhuang.member")
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["_seen"] = 4_000_000_000  # nothing is prolonged while it is measured
    session.create()
    seen = reading.documents(viewer_of(user)).filter(kind=Document.RECORD)
    places = list(seen.values_list("pk", "occurred_on"))
    luck = random.Random(1)
    some = luck.sample(places, min(2000, len(places)))
    deep = [
        places[place] for place in luck.sample(range(len(places) // 2, len(places) - 50), min(200, len(places) // 4))
    ]
    return {
        "cookie": f"sessionid={session.session_key}",
        "ours": {
            "detail": [f"/api/v1/records/{pk}" for pk, _day in some],
            "list": ["/api/v1/records?limit=20"],
            "list_deep": [f"/api/v1/records?limit=20&after={day:%Y%m%d}-{pk}" for pk, day in deep],
        },
        "wagtail": {
            "detail": [f"/api/v2/pages/{pk}/" for pk, _day in some],
            "list": ["/api/v2/pages/?type=cms.Record&limit=20&order=-first_published_at"],
            "list_deep": [
                f"/api/v2/pages/?type=cms.Record&limit=20&order=-first_published_at&offset={offset}"
                for offset in range(len(places) // 2, len(places) - 50, max(len(places) // 400, 1))
            ],
        },
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(subject()))
