"""What commands say when something is refused: which option, and why."""

import difflib

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from cms.tree import Unit


def refusal(error: ValidationError, **options: str) -> CommandError:
    """The error of a business action as a command's: `--code: …`, one line for each field. `options`: {field: its option's name}
    where the two differ."""
    if not hasattr(error, "error_dict"):
        return CommandError(" ".join(error.messages))
    lines = [
        f"--{options.get(name, name).replace('_', '-')}: {' '.join(messages)}"
        for name, messages in error.message_dict.items()
    ]
    return CommandError("\n".join(lines))


def found_unit(code: str) -> Unit:
    """The unit of this code. Raises CommandError, which names those that are like it."""
    unit = Unit.objects.filter(code=code).first() if "\0" not in code else None
    if unit is None:
        near = "、".join(difflib.get_close_matches(code, Unit.objects.values_list("code", flat=True), n=3))
        hint = _("是不是 %(near)s？") % {"near": near} if near else _("代码见 manage.py unit list。")
        raise CommandError(_("没有代码为“%(code)s”的党组织。") % {"code": code} + hint)
    return unit
