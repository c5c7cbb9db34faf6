from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms import plugins
from cms.fields import HomeBodyField
from cms.moderation.page import ModeratedPage

# First parts of our own URLs: a unit or section directly below the site root must not hide them (a test compares them).
RESERVED_SLUGS = frozenset(
    {
        "admin",
        "api",
        "drafts",
        "exports",
        "healthz",
        "jsi18n",
        "media",
        "preview",
        "review",
        "search",
        "sign-in",
        "sign-out",
        "static",
        "units",
        "account",
        "acts",
        "files",
    }
)


class Unit(ModeratedPage):
    """A committee (党委), general branch (党总支) or branch (党支部); its home page is composed of blocks.

    Units nest: a committee holds committees, general branches and branches; a general branch holds branches; a branch none.
    Made by `create_unit()`, moved by `move_unit()`; only the home page's content passes moderation.
    """

    COMMITTEE, GENERAL_BRANCH, BRANCH = "committee", "general_branch", "branch"
    KINDS = [(COMMITTEE, _("党委")), (GENERAL_BRANCH, _("党总支")), (BRANCH, _("党支部"))]
    MAY_HOLD = {
        COMMITTEE: {COMMITTEE, GENERAL_BRANCH, BRANCH},
        GENERAL_BRANCH: {BRANCH},
        BRANCH: set(),
    }

    kind = models.CharField(_("类别"), max_length=20, choices=KINDS)
    code = models.SlugField(_("代码"), max_length=30, unique=True, help_text=_("命令行与接口用的简短代码，定后不改。"))
    site = models.CharField(_("所在厂区"), max_length=50, blank=True, default="")
    plant = models.CharField(_("所在工厂"), max_length=50, blank=True, default="")
    committee = models.ForeignKey(
        "self",
        verbose_name=_("所属党委"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("上溯最近的党委（党委即其自身），随组织树自动维护。"),
    )
    practice = models.BooleanField(
        _("练习单位"), default=False, help_text=_("练习单位的记录不计数、不外发、不被检索，可以删除。")
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    body = HomeBodyField()

    content_panels = [*Page.content_panels, FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("code"), index.FilterField("kind")]

    # The gate's content beside the title; what `create_unit` and `move_unit` set is not editorial
    gated_fields = ("body",)

    class Meta:
        verbose_name = verbose_name_plural = _("党组织")

    @property
    def owning_unit(self) -> "Unit":
        return self

    @property
    def owning_unit_id(self) -> int:
        return self.pk

    takes_records = False
    may_be_deleted = False

    @classmethod
    def can_exist_under(cls, parent):
        return isinstance(parent, Unit) or (parent is not None and parent.depth == 1)

    @classmethod
    def can_create_at(cls, parent):
        return False  # only by create_unit()

    def copy(self, *args, **kwargs):
        raise PermissionDenied(_("“%(title)s”不能作为页面复制。") % {"title": self.title})

    def slug_base(self):
        return slugify(self.code)

    def clean(self):
        super().clean()
        if not self.path:
            return
        parent = self.get_parent().specific
        if isinstance(parent, Unit) and self.kind not in Unit.MAY_HOLD[parent.kind]:
            raise ValidationError(
                {
                    "kind": _("%(parent)s之下不能设%(kind)s。")
                    % {"parent": parent.get_kind_display(), "kind": self.get_kind_display()}
                }
            )
        if not isinstance(parent, Unit) and self.kind != Unit.COMMITTEE:
            raise ValidationError({"kind": _("最上一级须是党委。")})
        check_reserved(self)


def check_reserved(page) -> None:
    """Refuse a slug directly below the site root (or of a future root) that one of our own URLs uses."""
    if page.depth and page.depth <= 3 and page.slug in reserved_slugs():
        raise ValidationError({"slug": _("“%(slug)s”是系统保留的网址名。") % {"slug": page.slug}})


def reserved_slugs() -> frozenset[str]:
    """The first parts of all our addresses, the plugins' included."""
    return RESERVED_SLUGS | {plugin.portal_prefix for plugin in plugins.installed() if plugin.portal_prefix}
