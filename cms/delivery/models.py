"""What readers read: one `Document` per live page. And what leaves the transaction: `OutboxEntry`. And API tokens."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.moderation.models import Release
from cms.plugins import LABEL_LENGTH

__all__ = [
    "ApiToken", "ChangeHead", "Document", "DocumentChange", "DocumentFile", "DocumentLink", "DocumentPath", "DocumentPiece",
    "OutboxEntry", "StoreVersion", "Withdrawal",
]  # fmt: skip


class Document(models.Model):
    """The single published form of a record or of a unit's home page, built in the publish transaction.

    Every document rests on a release: the database demands it, so that a row made live behind the gate's back is read by nobody.
    """

    RECORD, UNIT = "record", "unit"

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(RECORD, _("记录")), (UNIT, _("党组织"))])
    module = models.CharField(max_length=LABEL_LENGTH, blank=True, default="")
    unit = models.ForeignKey("cms.Unit", on_delete=models.CASCADE, related_name="+")
    committee = models.ForeignKey("cms.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    section = models.ForeignKey("cms.Section", null=True, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500, unique=True)
    title = models.CharField(max_length=255)
    occurred_on = models.DateField(null=True)
    period = models.CharField(max_length=7, blank=True, default="")
    scope = models.CharField(max_length=20)
    drafter = models.ForeignKey("cms.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    practice = models.BooleanField(default=False)
    # The last day on which readers see it, and the day on which it should be reviewed anew (复审); both from the page
    until = models.DateField(null=True, db_index=True)
    review_due = models.DateField(null=True, db_index=True)
    first_published_at = models.DateTimeField()
    last_published_at = models.DateTimeField()
    card = models.JSONField(default=dict)
    content = models.JSONField(default=dict)
    # Fields that not everybody who sees the record may see: {name: {"privacy", "entry", "masked"}}
    restricted = models.JSONField(default=dict)
    text = models.TextField(blank=True, default="")
    etag = models.CharField(max_length=64)
    built_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = _("发布件")
        ordering = ["-occurred_on", "-page_id"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="record", section=None), name="cms_document_section"),
        ]
        indexes = [
            models.Index(fields=["section", "-occurred_on", "-page"], name="cms_document_section_date"),
            models.Index(fields=["unit", "-occurred_on", "-page"], name="cms_document_unit_date"),
            models.Index(fields=["module", "-occurred_on", "-page"], name="cms_document_module_date"),
            models.Index(fields=["-occurred_on", "-page"], name="cms_document_date"),
            models.Index(fields=["-first_published_at", "-page"], name="cms_document_published"),
            # whoever may see little pays no more for a page than others
            models.Index(fields=["scope", "-occurred_on", "-page"], name="cms_document_scope_date"),
            models.Index(fields=["drafter", "-occurred_on", "-page"], name="cms_document_drafter_date"),
        ]

    def __str__(self):
        return self.title


class DocumentPiece(models.Model):
    """What the API answers of a record, ready to send (`cms.delivery.api.pieces`). '' where Django must make the answer.

    A table of its own: rows of a document are long, and a list would wade through all of them.
    """

    document = models.OneToOneField(Document, primary_key=True, on_delete=models.CASCADE, related_name="piece")
    # as one of a list; and in full, when all who see it read the same, else on what it depends what a reader reads
    item = models.TextField(blank=True, default="")
    detail = models.TextField(blank=True, default="")
    depends_on = models.TextField(blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("接口片段")

    def __str__(self):
        return str(self.document_id)


class StoreVersion(models.Model):
    """Two numbers that go up in every transaction that changes what readers see: `documents` of what is published, `access` of who
    may see it beyond sessions and accounts (memberships, persons, units). Whoever keeps something in memory asks for their sums
    in the statement that reads.

    A row for each change, so that writers never wait for one another; `cms.delivery.versions` sums them up now and then.
    """

    documents = models.BigIntegerField(default=0)
    access = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("数据版本")

    def __str__(self):
        return f"{self.documents}/{self.access}"


class DocumentPath(models.Model):
    """A path under which a document was once found: readers are led on to where it is now."""

    path = models.CharField(max_length=500, unique=True)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="earlier_paths")

    class Meta:
        verbose_name = verbose_name_plural = _("曾用网址")

    def __str__(self):
        return self.path


class DocumentLink(models.Model):
    """A module of the same unit that a document also counts as (一次录入、多处引用)."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="links")
    module = models.CharField(max_length=LABEL_LENGTH)
    target = models.CharField(max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = _("同时计入的栏目")
        indexes = [models.Index(fields=["module", "document"], name="cms_documentlink_module")]
        constraints = [models.UniqueConstraint(fields=["document", "target"], name="cms_documentlink_once")]

    def __str__(self):
        return f"{self.document_id}: {self.target}"


class DocumentFile(models.Model):
    """An image or attachment that a document shows; `privacy` when only in a field of narrower scope."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="files")
    image = models.ForeignKey("cms.Image", null=True, on_delete=models.PROTECT, related_name="+")
    attachment = models.ForeignKey("cms.Attachment", null=True, on_delete=models.PROTECT, related_name="+")
    privacy = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("发布件所用文件")
        constraints = [
            models.CheckConstraint(
                condition=Q(image=None, attachment__isnull=False) | Q(image__isnull=False, attachment=None),
                name="cms_documentfile_one",
            )
        ]

    def __str__(self):
        return f"{self.document_id}: {self.image_id or self.attachment_id}"


class Withdrawal(models.Model):
    """What readers are told of a record that was taken down (撤回于…), while it is: that, and nothing of what it said.

    It has the columns that `cms.access.visible()` asks, as they were, so that it is told to nobody else.
    """

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500, db_index=True)
    module = models.CharField(max_length=LABEL_LENGTH)
    unit = models.ForeignKey("cms.Unit", on_delete=models.CASCADE, related_name="+")
    committee = models.ForeignKey("cms.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=20)
    drafter = models.ForeignKey("cms.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    practice = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = _("撤回公告")

    def __str__(self):
        return self.path

    SAME = ("path", "module", "unit_id", "committee_id", "scope", "drafter_id", "practice")

    @classmethod
    def note(cls, page) -> None:
        """Of a page that is still published, just before it is taken down."""
        document = Document.objects.filter(pk=page.pk).only(*cls.SAME).first()
        if document:
            cls.objects.update_or_create(
                page_id=page.pk,
                defaults={name: getattr(document, name) for name in cls.SAME} | {"withdrawn_at": timezone.now()},
            )


class DocumentChange(models.Model):
    """When something last happened to a document for those who could see it as it was placed: `cms.delivery.changes` keeps it.

    One row for each circle of readers that a document ever had, with the columns that `cms.access.visible()` asks, so that
    whoever could see it is told that it changed or is gone, and nobody else.
    """

    seq = models.BigIntegerField(unique=True)
    page_id = models.BigIntegerField(db_index=True)
    module = models.CharField(max_length=LABEL_LENGTH, blank=True, default="")
    unit_id = models.BigIntegerField()
    committee_id = models.BigIntegerField(null=True)
    scope = models.CharField(max_length=20)
    drafter_id = models.BigIntegerField(null=True)
    practice = models.BooleanField(default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("发布件变动")

    def __str__(self):
        return f"{self.seq}: {self.page_id}"

    CIRCLE = ("module", "unit_id", "committee_id", "scope", "drafter_id", "practice")


class ChangeHead(models.Model):
    """The one row that gives out the numbers of changes: whoever holds it is the only one to do so until its commit."""

    seq = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("变动序号")

    def __str__(self):
        return str(self.seq)


class OutboxEntry(models.Model):
    """Something that a consumer (search, webhooks …) must still do about a page; written in the transaction that made it so."""

    consumer = models.CharField(max_length=30)
    page_id = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("待发事项")
        indexes = [models.Index(fields=["consumer", "next_try_at", "id"], name="cms_outbox_next")]

    def __str__(self):
        return f"{self.consumer} {self.page_id}"


class ApiToken(models.Model):
    """A bearer token of a user; only its digest is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("用途"), max_length=100, blank=True, default="")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    # What it may be used for, as words with blanks between them: read, write (drafts), review
    scopes = models.CharField(_("权限范围"), max_length=40, default="read")

    class Meta:
        verbose_name = verbose_name_plural = _("接口令牌")

    def __str__(self):
        return f"{self.user} {self.name}"

    def allows(self, scope: str) -> bool:
        return scope in self.scopes.split()
