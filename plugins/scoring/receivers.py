"""What scoring listens to: the publication of the bulletin signs the quarter's figures, in the transaction that publishes."""

from wagtail.signals import page_published

from . import closing

__all__ = ["install"]


def on_published(sender, instance, **kwargs):
    closing.signed(instance.pk)


def install() -> None:
    page_published.connect(on_published, dispatch_uid="scoring.signed")
