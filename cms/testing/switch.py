"""A plugin switched off for a moment, as CMS_PLUGINS_OFF does for good."""

# Imports of Django's apps are local: pytest loads this file before they are ready.
import contextlib
from collections.abc import Iterator

__all__ = ["without_plugin"]


@contextlib.contextmanager
def without_plugin(label: str) -> Iterator[None]:
    """Within the block the plugin is not installed: its pages have no class, its hooks and blocks are gone."""
    from django.apps import apps
    from wagtail import hooks
    from wagtail.models import pages

    from cms import plugins

    config = apps.app_configs[label]
    before = apps.app_configs, pages.PAGE_MODEL_CLASSES[:], {name: found[:] for name, found in hooks._hooks.items()}
    plugins.leave(config)
    _forget_vocabularies()
    try:
        yield
    finally:
        apps.app_configs, pages.PAGE_MODEL_CLASSES[:] = before[:2]
        for name, found in before[2].items():
            hooks._hooks[name][:] = found
        plugins.expire(apps)
        _forget_vocabularies()


def _forget_vocabularies() -> None:
    """Bodies keep the blocks that they may hold for as long as the process runs."""
    from cms.tree import Record, Unit

    for model in (Record, Unit):
        model._meta.get_field("body").__dict__.pop("stream_block", None)
