"""Signing in and out, the lock after too many failures, and changing one's password."""

from axes.helpers import get_cool_off
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.db import transaction
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from cms.access import ANYONE
from cms.delivery import reading

from .responses import POLICY


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("用户名或密码不正确，请检查大小写和输入法后重试。连续输错五次，账号将锁定一刻钟。"),
        "inactive": _("这个账号已停用，请联系党务室。"),
    }


class SignIn(LoginView):
    template_name = "portal/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    def form_valid(self, form):
        first_time = form.get_user().last_login is None
        response = super().form_valid(form)
        if first_time:
            messages.info(self.request, gettext("欢迎首次登录。请在右上角“账号”菜单中修改初始密码。"))
        return response

    def get_context_data(self, **kwargs):
        # Whoever has no account may still read what is public, if anything is
        return super().get_context_data(has_public=reading.documents(ANYONE).exists(), **kwargs)


@method_decorator(never_cache, name="dispatch")
class ChangePassword(PasswordChangeView):
    template_name = "portal/password.html"
    success_url = "/"

    @transaction.atomic  # with what is noted of it
    def form_valid(self, form):
        response = super().form_valid(form)
        messages.success(self.request, gettext("密码已修改，下次请用新密码登录。"))
        return response


def locked_out(request, *args, **kwargs):
    """AXES_LOCKOUT_CALLABLE: too many failures. Each further try starts the waiting time anew, so it ends that long from now."""
    wait = get_cool_off(request)
    context = {"minutes": round(wait.total_seconds() / 60), "until": timezone.now() + wait}
    response = render(request, "portal/locked_out.html", context, status=429)
    response["Retry-After"] = round(wait.total_seconds())
    return response
