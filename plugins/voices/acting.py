"""What the actions of this plugin have in common."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms.access import Viewer, viewer_of

__all__ = ["ACTIONS", "note", "person_of"]

# What is an entry of Wagtail's log, and so of the audit log. Taking part and writing a letter are none, signed or not
ACTIONS = {
    "voices.survey.submit": gettext_lazy("报送问卷审批"),
    "voices.survey.take_back": gettext_lazy("撤回问卷报送"),
    "voices.survey.approve": gettext_lazy("批准问卷"),
    "voices.survey.return": gettext_lazy("退回问卷"),
    "voices.survey.stop": gettext_lazy("终止问卷"),
    "voices.mailbox.change": gettext_lazy("修改信箱设置"),
    "voices.letter.accept": gettext_lazy("受理来信"),
    "voices.letter.refuse": gettext_lazy("不受理来信"),
    "voices.letter.answer": gettext_lazy("答复来信"),
    "voices.letter.release": gettext_lazy("确定来信公开内容"),
    "voices.draft": gettext_lazy("由互动生成稿件"),
}


def note(instance, action: str, by) -> None:
    log(instance, action, user=by)


def person_of(by) -> Viewer:
    """The viewer, who must be a person. Raises PermissionDenied."""
    viewer = viewer_of(by)
    if viewer.person_id is None:
        raise PermissionDenied(_("没有登记为人员的账号不能参与互动。"))
    return viewer
