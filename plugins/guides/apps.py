from django.utils.translation import gettext_lazy as _

from cms.plugins import Plugin


class GuidesConfig(Plugin):
    """指南导入: guides and rules out of files (JSON lines, Markdown, Word), as drafts or as already issued."""

    name = "plugins.guides"
    verbose_name = _("指南导入")
