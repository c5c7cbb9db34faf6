from django.urls import path

from . import questions, views

urlpatterns = [
    path("", views.index, name="index"),
    path("since/", views.since, name="since"),
    path("questions/", questions.index, name="lists"),
    path("questions/new/", questions.new, name="new"),
    path("questions/<int:pk>/", questions.show, name="list"),
    path("questions/<int:pk>/add/", questions.add, name="add"),
    path("questions/<int:pk>/hand-over/", questions.hand_over, name="hand_over"),
    path("questions/<int:pk>/diagnosis/", questions.diagnosis, name="diagnosis"),
    path("questions/<int:pk>/again/", questions.again, name="again"),
]
