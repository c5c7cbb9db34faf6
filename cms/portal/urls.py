from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.i18n import set_language

from . import account, acts, drafts, review, views

app_name = "portal"
urlpatterns = [
    path("sign-in/", account.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("account/password/", account.ChangePassword.as_view(), name="password"),
    path("account/language/", set_language, name="language"),
    path("acts/<int:record>/<slug:slug>/", acts.act, name="act"),
    path("review/", review.reviews, name="reviews"),
    path("review/<int:page_id>/", review.review, name="review"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/<int:page_id>/submit/", drafts.submit, name="submit"),
    path("drafts/<int:page_id>/take-back/", drafts.take_back, name="take_back"),
    path("units/", views.units, name="units"),
    path("robots.txt", views.robots),
    path("favicon.ico", views.favicon),
]
