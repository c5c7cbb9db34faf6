"""The forms in which images and files are described: a file that a published record shows is not replaced under it."""

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

from cms import uploads
from cms.moderation.gate import FILE_IS_SHOWN, is_shown


class KeepsShownFile:
    def clean_file(self):
        if self.instance.pk and "file" in self.changed_data and is_shown(self.instance):
            raise ValidationError(FILE_IS_SHOWN)
        return self.cleaned_data["file"]


class ImageForm(KeepsShownFile, uploads.ImageForm):
    pass


class AttachmentForm(KeepsShownFile, BaseDocumentForm):
    pass
