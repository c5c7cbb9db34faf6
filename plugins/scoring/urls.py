from django.urls import path, register_converter

from . import score_views, views


class QuarterConverter:
    """2026Q1, so that words are never taken for a quarter."""

    regex = r"[0-9]{4}Q[1-4]"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(QuarterConverter, "quarter")

urlpatterns = [
    path("", views.index, name="index"),
    path("close/", views.close, name="close"),
    path("year/<int:year>/", views.year, name="year"),
    path("scores/", score_views.desk, name="desk"),
    path("scores/<int:pk>/", score_views.item, name="item"),
    path("facts/", score_views.facts, name="facts"),
    path("facts/new/<int:pk>/", score_views.new_fact, name="new_fact"),
    path("facts/<int:pk>/", score_views.decide_fact, name="decide_fact"),
    path("objections/<int:pk>/", views.decide_objection, name="decide_objection"),
    path("<quarter:quarter>/", views.quarter, name="quarter"),
    path("<quarter:quarter>/sheet.xlsx", views.sheet, name="sheet"),
    path("<quarter:quarter>/bulletin/", views.bulletin, name="bulletin"),
    path("<quarter:quarter>/supplement/", views.supplement, name="supplement"),
    path("<quarter:quarter>/<slug:code>/", views.unit, name="unit"),
]
