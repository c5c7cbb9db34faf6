import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")


class ThreeOfFourClassesValidator:
    """A password holds three of: lower case, upper case, digits, other characters (domain.md 5.1, 等级保护)."""

    def validate(self, password, user=None):
        if sum(bool(re.search(pattern, password)) for pattern in CLASSES) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self):
        return _("密码须包含小写字母、大写字母、数字、符号四类中的三类。")
