from django.urls import path

from . import letter_views, survey_views

urlpatterns = [
    path("", survey_views.index, name="index"),
    path("surveys/", survey_views.overview, name="surveys"),
    path("surveys/new/", survey_views.new, name="survey_new"),
    path("surveys/<int:pk>/", survey_views.survey, name="survey"),
    path("surveys/<int:pk>/edit/", survey_views.edit, name="survey_edit"),
    path("surveys/<int:pk>/act/", survey_views.act, name="survey_act"),
    path("surveys/<int:pk>/questions/new/", survey_views.question, name="question_new"),
    path("surveys/<int:pk>/questions/<int:number>/", survey_views.question, name="question"),
    path("surveys/<int:pk>/result.csv", survey_views.result, name="result"),
    path("surveys/<int:pk>/ballots.csv", survey_views.ballots, name="ballots"),
    path("letters/", letter_views.inbox, name="letters"),
    path("letters/new/", letter_views.write, name="write"),
    path("letters/mine/", letter_views.mine, name="mine"),
    path("letters/answer/", letter_views.by_code, name="by_code"),
    path("letters/public/", letter_views.released, name="released"),
    path("letters/<uuid:pk>/", letter_views.letter, name="letter"),
    path("letters/<uuid:pk>/act/", letter_views.handle, name="handle"),
    path("mailbox/<int:unit>/", letter_views.mailbox, name="mailbox"),
]
