"""Wagtail's page views as this site uses them: one viewset for every page of the tree."""

from django.http import Http404
from django.shortcuts import redirect
from wagtail.admin.views.generic.models import RevisionsCompareView as GenericCompareView
from wagtail.admin.views.generic.preview import PreviewRevision
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.revisions import RevisionsCompareView, RevisionsView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from .deciding import DecisionView
from .editing import CreateView, EditView, RevertView


class IndexView(ExplorableIndexView):
    """Wagtail lets somebody look at every page below the common ancestor of theirs; here a page must be their own."""

    def get(self, request, parent_page_id=None):
        if (
            parent_page_id
            and not self.permission_policy.explorable_instances(request.user).filter(pk=parent_page_id).exists()
        ):
            return redirect(self.index_url_name, self.permission_policy.explorable_root_instance(request.user).pk)
        return super().get(request, parent_page_id)


class CompareView(RevisionsCompareView):
    """A reviewer, who explores no pages, compares what waits for them; whose page it is, `get_object()` asks."""

    def dispatch(self, request, *args, **kwargs):
        return GenericCompareView.dispatch(self, request, *args, **kwargs)


class RevisionView(RevisionsView):
    """The same for looking at one revision."""

    def dispatch(self, request, *args, **kwargs):
        return PreviewRevision.dispatch(self, request, *args, **kwargs)


class NotHere:
    """Stands for views of Wagtail's that this site has no use for."""

    @classmethod
    def as_view(cls, **kwargs):
        def not_here(request, *args, **kwargs):
            raise Http404

        return not_here


class TreeViewSet(PageViewSet):
    model = Page

    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    revisions_compare_view_class = CompareView
    revisions_revert_view_class = RevertView
    revisions_view_class = RevisionView
    workflow_action_view_class = DecisionView

    def construct_view(self, view_class, **kwargs):
        return view_class.as_view() if view_class is NotHere else super().construct_view(view_class, **kwargs)

    # Publication, its schedule, its place and its readers are not the editors' to set
    collect_workflow_action_data_view_class = NotHere
    confirm_workflow_cancellation_view_class = NotHere
    convert_alias_view_class = NotHere
    lock_view_class = NotHere
    move_view_class = NotHere
    move_confirm_view_class = NotHere
    revisions_unschedule_view_class = NotHere
    set_page_position_view_class = NotHere
    set_privacy_view_class = NotHere
    unlock_view_class = NotHere
    unpublish_view_class = NotHere
    # it would tell the title of a page to whoever asks for its preview; reviewers look at the draft itself
    workflow_preview_view_class = NotHere
