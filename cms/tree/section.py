import datetime
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms import plugins

from .base import TreePage
from .unit import Unit, check_reserved

# The label of the module that is being removed, in the context that removes it
being_removed: ContextVar[str] = ContextVar("being_removed", default="")


class Section(TreePage):
    """One module switched on in one unit: the tile on the board. It has no content of its own.

    A unit has a module when it has a live section of it. Opened and closed by `cms.tree.actions`; its state is dated.
    """

    module = models.CharField(_("栏目"), max_length=plugins.LABEL_LENGTH, db_index=True)

    content_panels = Page.content_panels

    class Meta:
        verbose_name = verbose_name_plural = _("栏目")

    has_drafts = False

    @property
    def may_be_deleted(self) -> bool:
        """Only together with its module, which `cms.removal` takes out; otherwise a section is closed."""
        return self.module == being_removed.get()

    @cached_property
    def owning_unit(self) -> Unit:
        return self.get_parent().specific

    @property
    def owning_unit_id(self) -> int:
        return self.get_parent().pk

    @property
    def plugin(self) -> plugins.Module | None:
        """The installed module, or None while it is off or gone."""
        return plugins.find_module(self.module)

    def state_on(self, day: datetime.date | None = None) -> str:
        """trial, counted or closed on `day` (today); `closed` before it was first opened."""
        day = day or timezone.localdate()
        states = [state for state in self.states.all() if state.since <= day]
        return max(states, key=lambda state: (state.since, state.pk)).state if states else SectionState.CLOSED

    @property
    def takes_records(self) -> bool:
        return self.live and self.plugin is not None and self.state_on() != SectionState.CLOSED

    @classmethod
    def can_exist_under(cls, parent):
        return isinstance(parent, Unit)

    @classmethod
    def can_create_at(cls, parent):
        return False  # only by open_section()

    def delete(self, *args, **kwargs):
        """Refused: a section is closed, and what it holds stays readable."""
        if self.may_be_deleted:
            return super().delete(*args, **kwargs)
        raise PermissionDenied(_("“%(title)s”栏目不能删除，只能关闭。") % {"title": self.title})

    def copy(self, *args, **kwargs):
        raise PermissionDenied(_("“%(title)s”栏目不能复制，请在目标党组织另行开设。") % {"title": self.title})

    def slug_base(self):
        return self.module.replace("_", "-")

    def clean(self):
        super().clean()
        module = self.plugin
        if module is None:
            raise ValidationError({"module": _("没有安装名为“%(module)s”的栏目模块。") % {"module": self.module}})
        if self.path:
            kind = self.owning_unit.kind
            if not module.is_for(kind):
                raise ValidationError(
                    {
                        "module": _("“%(module)s”不设在%(kind)s。")
                        % {"module": module.zh, "kind": self.owning_unit.get_kind_display()}
                    }
                )
            if Section.objects.child_of(self.owning_unit).filter(module=self.module).exclude(pk=self.pk).exists():
                raise ValidationError(
                    {"module": _("%(unit)s已有“%(module)s”栏目。") % {"unit": self.owning_unit, "module": module.zh}}
                )
        check_reserved(self)


class SectionState(models.Model):
    """From a day on, the section is in this state. Only counted sections enter the due table; nothing is retroactive."""

    TRIAL, COUNTED, CLOSED = "trial", "counted", "closed"
    CHOICES = [(TRIAL, _("试运行")), (COUNTED, _("计入")), (CLOSED, _("关闭"))]

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="states")
    state = models.CharField(_("状态"), max_length=10, choices=CHOICES)
    since = models.DateField(_("自何日起"))
    decided_by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("栏目状态")
        ordering = ["since", "pk"]
        indexes = [models.Index(fields=["section", "since"], name="cms_sectionstate_since")]

    def __str__(self):
        return f"{self.get_state_display()} {self.since}"
