"""What Django's signals and Python's garbage collector do again and again, put off while much is written."""

import gc
from collections import defaultdict
from collections.abc import Iterable
from contextlib import contextmanager

from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.bulk.pages import index


@contextmanager
def quiet_signals():
    """Saves note nothing in the admin's search and in Wagtail's reference index; whoever saves calls `note()` afterwards."""
    silenced = [model for model in get_indexed_models() if post_save.disconnect(post_save_signal_handler, sender=model)]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in silenced:
            post_save.connect(post_save_signal_handler, sender=model)


def note(pages: Iterable[Page]) -> None:
    """What the signals would have noted of these pages (specific instances) as they are now."""
    by_type = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
        ReferenceIndex.create_or_update_for_object(page)
    for model, found in by_type.items():
        index(model, found)


@contextmanager
def quiet_collector():
    """Python's garbage collector looks at everything again and again while a million objects are made; it may wait."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()
