"""What is kept of every record so that the check of one draft need not read all the others.

All of it follows from the records and their images: `manage.py veracity rebuild` makes it anew. Nothing of it can be read back
as text: hashes of words, hashes of pictures, and who was where from when until when.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.plugins import LABEL_LENGTH

__all__ = ["Photo", "PhotoBand", "PhotoUse", "Stay", "TextMark", "Trace"]


class Trace(models.Model):
    """One record as of its latest revision. `marks`: how many marks its text has, 0 when it is too short to compare."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    revision_id = models.BigIntegerField(_("版本编号"))
    unit_id = models.BigIntegerField(_("党组织编号"))
    module = models.CharField(_("栏目"), max_length=LABEL_LENGTH)
    occurred_on = models.DateField(_("事实发生日期"))
    entered_at = models.DateTimeField(_("录入时间"))
    live = models.BooleanField(_("已发布"))
    marks = models.PositiveIntegerField(_("文字特征数"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("核查特征")
        db_table = "veracity_trace"
        default_permissions = ()

    def __str__(self):
        return f"{self.module} {self.page_id}"


class TextMark(models.Model):
    """One mark of a record's text (`shingles.py`), with the unit that wrote it: what many units write is no copy."""

    trace = models.ForeignKey(Trace, on_delete=models.CASCADE, related_name="text_marks")
    value = models.BigIntegerField()
    unit_id = models.BigIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("文字特征")
        db_table = "veracity_text_mark"
        default_permissions = ()
        # All that a comparison asks for is in the index
        indexes = [models.Index(fields=["value", "unit_id", "trace"], name="veracity_text_mark_value")]

    def __str__(self):
        return f"{self.trace_id} {self.value:x}"


class Stay(models.Model):
    """A person was at a place from then until then, says a record. `place` as it is compared."""

    trace = models.ForeignKey(Trace, on_delete=models.CASCADE, related_name="stays")
    person_id = models.BigIntegerField(_("人员编号"))
    start = models.DateTimeField(_("开始"))
    end = models.DateTimeField(_("结束"))
    place = models.CharField(_("地点"), max_length=200)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("人员行踪")
        db_table = "veracity_stay"
        default_permissions = ()
        indexes = [models.Index(fields=["person_id", "start"], name="veracity_stay_person")]

    def __str__(self):
        return f"{self.trace_id} {self.person_id}"


class Photo(models.Model):
    """The print of one picture (`pictures.py`): of the library (`image`), or of an attachment that is a picture (`file`).

    `name`: the stored file that was read, so that a replaced one is read anew. Empty `bits`: it could not be read.
    """

    kind = models.CharField(max_length=5)
    object_id = models.BigIntegerField()
    name = models.CharField(max_length=255)
    bits = models.BinaryField(default=b"")
    look = models.BinaryField(default=b"")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("图片特征")
        db_table = "veracity_photo"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="veracity_photo_once")]

    def __str__(self):
        return f"{self.kind} {self.object_id}"


class PhotoBand(models.Model):
    """A part of a picture's hash, with its place in it."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="bands")
    value = models.BigIntegerField(db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("图片特征分段")
        db_table = "veracity_photo_band"
        default_permissions = ()

    def __str__(self):
        return f"{self.photo_id} {self.value:x}"


class PhotoUse(models.Model):
    """A record shows a picture as evidence of its fact."""

    trace = models.ForeignKey(Trace, on_delete=models.CASCADE, related_name="photo_uses")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="uses")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("图片使用")
        db_table = "veracity_photo_use"
        default_permissions = ()

    def __str__(self):
        return f"{self.trace_id} {self.photo_id}"
