from django.urls import path

from . import honours_views, views

urlpatterns = [
    path("", views.index, name="index"),
    path("honours/", honours_views.honours, name="honours"),
    path("<int:pk>/", views.sheet, name="sheet"),
]
