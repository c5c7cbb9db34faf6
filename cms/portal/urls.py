from django.contrib.auth.views import LogoutView
from django.urls import path

from . import views

app_name = "portal"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("account/password/", views.ChangePassword.as_view(), name="password"),
    path("units/", views.units, name="units"),
]
