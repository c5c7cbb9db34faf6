"""What scoring listens to: the publication of the bulletin signs the quarter's figures, in the transaction that
publishes."""

from wagtail.signals import page_published

from cms import plugins

from . import closing

__all__ = ["install"]


def on_published(sender, instance, **kwargs):
    # Nobody's publication but the bulletin's costs a query
    if any(plugin.label == sender._meta.app_label for plugin, _draft in plugins.offers("bulletin")):
        closing.signed(instance.pk)


def install() -> None:
    page_published.connect(on_published, dispatch_uid="scoring.signed")
