"""文件通知 keeps to the contract of modules."""

import datetime

from django.utils import timezone

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "documents_notices"

    def make(self, world, **fields):
        """A number of the year of the document, sent to one unit and copied to another."""
        today = timezone.localdate()
        rules = {
            "doc_number": f"江北党〔{today.year}〕3号",
            "issued_on": today,
            "receipt_due": timezone.now().replace(second=0, microsecond=0) + datetime.timedelta(days=2),
            "feedback_due": today + datetime.timedelta(days=7),
            "main_recipients": [world.branch],
            "copy_recipients": [world.other],
        }
        return super().make(world, **(rules | fields))
