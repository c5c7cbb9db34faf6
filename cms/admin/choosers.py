"""Choosers show the own unit: pages, people. (Images and files are chosen by collection, which `cms.permissions` decides.)"""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import chooser as pages
from wagtail.admin.views.generic import chooser as generic
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.moderation.borrowed import people_of
from cms.people import Person
from cms.permissions import drafting_units, keeps_people

# Pages ---------------------------------------------------------------------------------------------------------------------


def choosable_pages(user):
    return policy_registry.get_by_type(Page).explorable_instances(user)


def limit_pages(queryset, request):
    """For the hook `construct_page_chooser_queryset`."""
    return queryset.filter(pk__in=choosable_pages(request.user).values("pk"))


class BrowsePages(pages.BrowseView):
    """Starts at the own unit and shows no page above or beside it."""

    def get(self, request, parent_page_id=None):
        if parent_page_id is None or not choosable_pages(request.user).filter(pk=parent_page_id).exists():
            root = policy_registry.get_by_type(Page).explorable_root_instance(request.user)
            if root is None or root.pk == parent_page_id:
                raise Http404
            address = reverse("wagtailadmin_choose_page_child", args=[root.pk])
            return redirect(f"{address}?{request.GET.urlencode()}")
        return super().get(request, parent_page_id)


class ChosenPages(pages.ChosenMultipleView):
    def get(self, request):
        asked = request.GET.copy()
        own = choosable_pages(request.user).filter(pk__in=[pk for pk in asked.getlist("id") if pk.isdigit()])
        asked.setlist("id", [str(pk) for pk in own.values_list("pk", flat=True)])
        request.GET = asked
        return super().get(request)


# People --------------------------------------------------------------------------------------------------------------------


def choosable_people(user):
    """The administrator's are all people; an information officer's those of the own units."""
    if keeps_people(user):
        return Person.objects.all()
    return people_of(drafting_units(user))


class PersonSearch(SearchFilterMixin, BaseFilterForm):
    """By name or staff number: a list of some dozens of people needs no index."""

    def filter(self, objects):
        words = self.cleaned_data.get("q")
        if words:
            self.is_searching, self.search_query = True, words
            objects = objects.filter(name__icontains=words) | objects.filter(staff_number__startswith=words)
        return objects


class OwnPeople:
    filter_form_class = PersonSearch

    def get_object_list(self):
        return choosable_people(self.request.user).select_related("unit").order_by("name", "pk")

    @property
    def columns(self):
        name, *others = super().columns
        name.label = _("姓名")
        return [
            name,
            *others,
            Column("unit", label=_("所属党组织"), accessor="unit"),
            Column("staff_number", label=_("工号"), accessor="staff_number"),
        ]

    def get_object(self, pk):
        return choosable_people(self.request.user).get(pk=pk)

    def get_objects(self, pks):
        return choosable_people(self.request.user).filter(pk__in=[pk for pk in pks if pk.isdigit()])


class ChoosePeople(OwnPeople, generic.ChooseView):
    pass


class ChoosePeopleResults(OwnPeople, generic.ChooseResultsView):
    pass


class ChosenPerson(OwnPeople, generic.ChosenView):
    pass


class ChosenPeople(OwnPeople, generic.ChosenMultipleView):
    pass


class PersonChooser(ChooserViewSet):
    model = Person
    icon = "user"
    choose_one_text = _("选择人员")
    choose_another_text = _("换一个人")
    edit_item_text = _("查看此人")
    per_page = 20
    choose_view_class = ChoosePeople
    choose_results_view_class = ChoosePeopleResults
    chosen_view_class = ChosenPerson
    chosen_multiple_view_class = ChosenPeople
