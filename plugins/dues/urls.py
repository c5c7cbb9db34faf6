from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="units"),
    path("nil/<int:pk>/", views.settle, name="settle"),
    path("<slug:code>/", views.unit, name="unit"),
    path("<slug:code>/nil/", views.nil_return, name="nil"),
]
