"""The form in which records and home pages are written."""

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from cms import identity_numbers, requirements
from cms.people import Person
from cms.tree import also

from . import borrowed


class DraftForm(WagtailAdminPageForm):
    """An unfinished draft may be saved; images, files and people come from the own unit; refusals stand beside their fields."""

    def __init__(self, data=None, files=None, **kwargs):
        if data is None:
            self._start(kwargs.get("instance"))
        super().__init__(data, files, **kwargs)
        place = self.instance if self.instance.pk else self.parent_page.specific if self.parent_page else None
        self.unit = place.owning_unit if place else None
        if self.unit and self.instance.is_record:
            self._leave_out(requirements.left_out(type(self.instance), self.unit))
            self._leave_out(self.instance.locked_fields())
            self._offer_targets()
            if self.instance.first_published_at is None:
                self.fields.pop("correction_note", None)
        for field in self.fields.values():
            if isinstance(field, forms.ModelMultipleChoiceField) and field.queryset.model is Person and self.unit:
                field.queryset = self._choosable(field.queryset)

    @staticmethod
    def _start(page) -> None:
        """A new record's tables begin with the rows that every such record has (`Record.starting_rows`)."""
        if page is None or page.pk or not page.is_record:
            return
        for name, rows in page.starting_rows.items():
            if not getattr(page, name).all():
                row = page._meta.get_field(name).related_model
                setattr(page, name, [row(**values) for values in rows])

    def _leave_out(self, names) -> None:
        """What units of this kind do not have."""
        for name in names:
            self.fields.pop(name, None)
            self.formsets.pop(name, None)

    def _offer_targets(self) -> None:
        """What the record may also count as in a unit of this kind."""
        if "also_counts" in self.fields:
            own = also.own_target(self.instance)
            self.fields["also_counts"].choices = [
                (target, label) for _module, target, label in also.targets(self.unit.kind) if target != own
            ]

    def _choosable(self, queryset):
        """Lists of people show those of the unit and whoever was chosen before."""
        chosen = borrowed._people(self.instance) if self.instance.pk else {}
        return queryset.filter(pk__in=borrowed.people_of([self.unit.pk]).values("pk")) | queryset.filter(
            pk__in=list(chosen)
        )

    def _post_clean(self):
        self.instance.unfinished = self.is_deferred_validation
        try:
            super()._post_clean()
        finally:
            self.instance.unfinished = False

    def is_valid(self):
        if not super().is_valid():
            return False
        if self._looked_up is None:
            self._looked_up = True
            self._refuse_borrowed()
        return not self.refused

    _looked_up = None
    refused = False

    def _refuse_borrowed(self) -> None:
        """What was taken from another unit, be it by a forged form, and ID-card and bank numbers: refused before anything is saved."""
        if self.unit is None:
            return
        before = self.instance.get_latest_revision_as_object() if self.instance.pk else None
        page = self.save(commit=False)
        page.fill_in()
        refused = borrowed.files(page, self.unit) | borrowed.people(page, self.unit, before)
        for name, message in (refused | identity_numbers.found_in(page)).items():
            self.refuse(name, message)

    def refuse(self, name: str | None, message) -> None:
        """Put a refusal where the eye looks for it: at the field, at the table of rows, or at the top of the form."""
        self.refused = True
        if name in self.formsets:
            self.formsets[name].non_form_errors().append(message)
        else:
            self.add_error(name if name in self.fields else None, message)
