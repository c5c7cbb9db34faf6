import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

application = get_wsgi_application()

from cms import clock  # noqa: E402 (needs the apps)
from cms.delivery import keeper  # noqa: E402 (needs the apps)
from cms.delivery.fast.door import FastDoor  # noqa: E402

application = FastDoor(application)

keeper.start()
clock.start()
