"""Idle time-out without a database write on every request."""

import time

from django.conf import settings

KEY = "_seen"


class SlidingSessionMiddleware:
    """Renews the session of a signed-in person at most ten times per idle period (`SESSION_IDLE_MINUTES`)."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.step = max(settings.SESSION_COOKIE_AGE // 10, 1)

    def __call__(self, request):
        response = self.get_response(request)
        session = request.session
        if session.accessed and "_auth_user_id" in session and time.time() - session.get(KEY, 0) > self.step:
            session[KEY] = int(time.time())  # marks it modified: SessionMiddleware saves it and renews the cookie
        return response
