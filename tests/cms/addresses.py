"""Every address that the site has, filled with ids of a page: for tests that nothing answers 500."""

from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

# Addresses that fail by design, or for everybody who posts nothing at all
APART = {"wagtailadmin_error_test", "wagtailadmin_choose_page_external_link"}
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


def failures(client, users, pages, **others) -> dict[str, int]:
    """Visit every address of the site as each user: those with a page's id for each of the pages, and by POST too when they
    are the admin's of pages. {address: status} of those that answer 500; at least a hundred are visited."""
    client.raise_request_exception = False
    answers = {}
    everywhere = addresses_of(pages[0], **others)
    with_page = {name for name, address in everywhere.items() if str(pages[0].pk) in address}
    for user in users:
        client.force_login(user)
        for number, page in enumerate(pages):
            for name, address in addresses_of(page, **others).items():
                if name in APART or number and name not in with_page:
                    continue
                methods = (client.get, client.post) if address.startswith("/admin/pages/") else (client.get,)
                for method in methods:
                    answers[f"{method.__name__} {address} ({name}) as {user}"] = method(address).status_code
    assert len(answers) > 100
    return {address: status for address, status in answers.items() if status == 500}
