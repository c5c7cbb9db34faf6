from django.urls import path

from . import views, writing

urlpatterns = [
    path("", views.index, name="index"),
    path("<str:code>/", views.board, name="board"),
    path("<str:code>/deployment/", views.deployment, name="deployment"),
    path("<str:code>/matrix/", views.matrix, name="matrix"),
    path("<str:code>/sheet/", writing.sheet, name="sheet"),
    path("<str:code>/set/", writing.whole_set, name="set"),
    path("<str:code>/months/", writing.months, name="months"),
    path("<str:code>/<int:pk>/", views.objective, name="objective"),
    path("<str:code>/<int:pk>/<int:month>/", writing.month, name="month"),
]
