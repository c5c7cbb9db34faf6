from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["PassageVector"]


class PassageVector(models.Model):
    """The vector of one passage of a published document.

    In the database and not beside the index, since it is dear (a tenth of a second each) and every machine of a site needs it.
    `built_at` is the document's: only vectors of exactly what is published now propose it to anybody.
    """

    page_id = models.BigIntegerField()
    number = models.PositiveSmallIntegerField()
    model = models.CharField(max_length=200)
    key = models.CharField(max_length=32, db_index=True)
    built_at = models.DateTimeField()
    # float16, little-endian; empty where the model refused the text
    vector = models.BinaryField()

    class Meta:
        db_table = "search_vector"
        verbose_name = verbose_name_plural = _("语义向量")
        default_permissions = ()
        # Whether there are others than a copy holds is asked every half minute: not by reading all of them
        indexes = [models.Index(fields=["model", "built_at", "id"], name="search_vector_model")]
        constraints = [models.UniqueConstraint(fields=["page_id", "number"], name="search_vector_once")]

    def __str__(self):
        return f"{self.page_id}/{self.number}"
