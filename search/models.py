"""What search keeps in the database: ids that documents have elsewhere, the lexicon and the questions that it is
tried with, what documents are narrowed by, what was asked how often, and what editors put on top."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, RevisionMixin

from cms.delivery.models import Document

from .lexicon.groups import COMMA, KINDS, SYNONYM, Group, one_group, separate
from .semantic.models import PassageVector

__all__ = [
    "Asked", "BestBet", "ExternalId", "FacetValue", "LexiconGroup", "Opened", "PassageVector", "SavedQuery",
]  # fmt: skip


class ExternalId(models.Model):
    """The id of a record in the system or file that it was imported from: by it an import knows what it has brought already."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    external_id = models.CharField(_("外部标识"), max_length=200, unique=True)
    # sha256 of what was imported, so that the same again changes nothing
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "search_external_id"
        verbose_name = verbose_name_plural = _("外部标识")

    def __str__(self):
        return self.external_id


class LexiconGroup(RevisionMixin, models.Model):
    """One group of the lexicon, as editors keep it; every save is a revision. `origin`: the line of the base that it began as."""

    kind = models.CharField(
        _("类别"),
        max_length=1,
        choices=list(KINDS.items()),
        default=SYNONYM,
        help_text=_("同义词：互相找得到；简称：左右互相找得到；口语：左边找得到右边，反之不行。"),
    )
    terms = models.TextField(_("词语"), help_text=_("以“，”分开；每个词 2 到 40 个字。"))
    leads_to = models.TextField(
        _("对应说法"), blank=True, default="", help_text=_("简称的全称，或口语的规范说法；同义词不填。")
    )
    active = models.BooleanField(_("启用"), default=True)
    note = models.CharField(_("备注"), max_length=200, blank=True, default="")
    origin = models.TextField(editable=False, blank=True, default="")
    updated_at = models.DateTimeField(_("修改时间"), auto_now=True, db_index=True)

    class Meta:
        db_table = "search_lexicon"
        verbose_name = _("检索词库")
        verbose_name_plural = _("检索词库")
        ordering = ["pk"]

    def __str__(self):
        return str(self.group())

    @property
    def try_url(self) -> str:
        """Where the admin's form is posted to be tried."""
        return reverse(f"{self.snippet_viewset.url_namespace}:try")

    def group(self) -> Group:
        return Group(self.kind, separate(self.terms), separate(self.leads_to) if self.kind != SYNONYM else ())

    def clean(self):
        super().clean()
        if self.kind == SYNONYM and self.leads_to.strip():
            raise ValidationError({"leads_to": _("同义词写在“词语”一栏，这里不填。")})
        for name, value in (("terms", self.terms), ("leads_to", self.leads_to)):
            if name == "leads_to" and self.kind == SYNONYM:
                continue
            try:
                separate(value, strict=True)
            except ValueError as error:
                raise ValidationError({name: str(error)}) from error
        try:
            one_group(str(self))
        except ValueError as error:
            raise ValidationError({"terms" if self.kind == SYNONYM else "leads_to": str(error)}) from error
        self.terms, self.leads_to = (COMMA.join(separate(value)) for value in (self.terms, self.leads_to))


class SavedQuery(models.Model):
    """A question that a change of the lexicon is tried with before it is saved."""

    text = models.CharField(_("检索词"), max_length=200, unique=True)

    class Meta:
        db_table = "search_saved_query"
        verbose_name = verbose_name_plural = _("常用检索词")
        ordering = ["text"]

    def __str__(self):
        return self.text


class FacetValue(models.Model):
    """A value by which a document can be narrowed (`search.facets`)."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=10)
    value = models.CharField(max_length=40)
    label = models.CharField(max_length=100)

    class Meta:
        db_table = "search_facet"
        verbose_name = verbose_name_plural = _("检索分类值")
        constraints = [models.UniqueConstraint(fields=["document", "name"], name="search_facet_once")]

    def __str__(self):
        return f"{self.document_id} {self.name}: {self.label}"


class Asked(models.Model):
    """How often something was asked on a day. Nothing here tells by whom; `readers` is only a number (`search.asked`)."""

    day = models.DateField()
    query = models.CharField(_("检索词"), max_length=40)
    times = models.PositiveIntegerField(default=0)
    readers = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)  # so many times nothing was found

    class Meta:
        db_table = "search_asked"
        verbose_name = verbose_name_plural = _("检索统计")
        constraints = [models.UniqueConstraint(fields=["day", "query"], name="search_asked_once")]

    def __str__(self):
        return f"{self.day} {self.query}: {self.times}"


class Opened(models.Model):
    """How often a result was opened from the answer to something that was asked on a day. `places`: the sum of where it stood."""

    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="opened")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    times = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "search_opened"
        verbose_name = verbose_name_plural = _("结果打开统计")
        constraints = [models.UniqueConstraint(fields=["asked", "page"], name="search_opened_once")]

    def __str__(self):
        return f"{self.asked_id} → {self.page_id}: {self.times}"


class BestBet(models.Model):
    """A record that a Party office puts on top of the answers to these words (推荐). Who may not see it finds none."""

    words = models.CharField(
        _("检索词"), max_length=200, help_text=_("读者输入其中任何一个时置顶，以“，”分开，例如：交党费，党费怎么交。")
    )
    page = models.ForeignKey(Page, verbose_name=_("推荐的记录"), on_delete=models.CASCADE, related_name="+")
    committee = models.ForeignKey("cms.Unit", on_delete=models.CASCADE, related_name="+")
    active = models.BooleanField(_("启用"), default=True)
    updated_at = models.DateTimeField(_("修改时间"), auto_now=True)

    class Meta:
        db_table = "search_bet"
        verbose_name = verbose_name_plural = _("推荐结果")
        ordering = ["-updated_at", "-pk"]

    def __str__(self):
        return f"{self.words} → {self.page}"

    def clean(self):
        super().clean()
        try:
            terms = separate(self.words, strict=True)
        except ValueError as error:
            raise ValidationError({"words": str(error)}) from error
        if not terms:
            raise ValidationError({"words": _("请至少写一个检索词。")})
        self.words = COMMA.join(terms)
