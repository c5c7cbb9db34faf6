"""Every address that the site has, filled with ids of a page: for tests that nothing answers 500."""

from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

# What an address may ask for, beside the page itself
OTHERS = {
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "action_name": "pass",
    "action": "delete",
    "model_name": "page",
    "app_label": "wagtailcore",
}


def named(resolver=None, namespaces=()):
    """(name, pattern) of every address below the resolver."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern, (*namespaces, pattern.namespace) if pattern.namespace else namespaces)
        elif pattern.name:
            yield ":".join((*namespaces, pattern.name)), pattern


def addresses_of(page, **others) -> dict[str, str]:
    """{name: address} with `page`'s id wherever an address asks for one that `others` does not name."""
    found = {}
    for name, pattern in named():
        wanted = getattr(pattern.pattern, "converters", None) or pattern.pattern.regex.groupindex
        try:
            found[name] = reverse(name, kwargs={key: (OTHERS | others).get(key, page.pk) for key in wanted})
        except NoReverseMatch:
            continue
    return found
