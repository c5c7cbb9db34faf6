"""Addresses of the search page: the same question narrowed, or less narrow."""

from django import template
from django.utils.http import urlencode

register = template.Library()


@register.simple_tag(takes_context=True)
def narrowed_by(context, name: str, value: str) -> str:
    """The address of the same question, narrowed by one value more. `{% querystring %}` wants names that are known beforehand."""
    return _changed(context, **{name: value})


@register.simple_tag(takes_context=True)
def without(context, name: str) -> str:
    return _changed(context, **{name: None})


@register.simple_tag
def query_of(q: str, sort: str = "") -> str:
    """The parameters of a question that is not narrowed."""
    return urlencode({"q": q} | ({"sort": sort} if sort else {}))


def _changed(context, **changes) -> str:
    given = context["request"].GET.copy()
    for name, value in {"page": None, **changes}.items():
        given.pop(name, None)
        if value is not None:
            given[name] = value
    return f"?{given.urlencode()}"
