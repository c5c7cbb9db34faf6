from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="list"),
    path("<int:pk>/", views.open_notice, name="open"),
    path("read/", views.read, name="read"),
    path("settings/", views.settings_page, name="settings"),
    path("about/<int:pk>/", views.about, name="about"),
]
