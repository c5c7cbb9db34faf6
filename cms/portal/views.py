"""The server-rendered portal."""

from django.contrib.auth.views import LoginView, PasswordChangeView
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _


class SignIn(LoginView):
    template_name = "portal/sign_in.html"
    redirect_authenticated_user = True


class ChangePassword(PasswordChangeView):
    template_name = "portal/password.html"
    success_url = reverse_lazy("portal:units")


def units(request):
    return render(request, "portal/units.html")


def page(request, path):
    return render(request, "portal/page.html")


def locked_out(request, credentials, *args, **kwargs):
    return render(request, "portal/locked_out.html", status=429)


def not_found(request, exception=None):
    return render(request, "portal/error.html", {"message": _("没有这个页面，或者您无权查看。")}, status=404)


def forbidden(request, exception=None):
    return render(request, "portal/error.html", {"message": _("您无权进行这一操作。")}, status=403)


def server_error(request):
    return render(request, "portal/error.html", {"message": _("服务器出错，已记录。")}, status=500)
