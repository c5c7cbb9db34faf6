from wagtail.snippets.models import register_snippet

from .admin.viewsets import SearchViewSets

register_snippet(SearchViewSets)
