"""What a process remembers between requests, and a test must not inherit from the one before."""


def forget() -> None:
    """Empty the caches that outlive a rolled-back transaction."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache

    from cms import days

    cache.clear()
    days.forget()
    ContentType.objects.clear_cache()


def forget_index() -> None:
    """Remove the search index: it is no part of the transaction that is rolled back."""
    import shutil

    from django.conf import settings

    shutil.rmtree(settings.HONGBAN_DATA / "search", ignore_errors=True)
