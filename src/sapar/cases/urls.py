"""Addresses of this room. None carries anything a person told."""

from django.urls import path

from sapar.cases.views import case, changing, emergency, steps

app_name = "cases"
urlpatterns = [
    path("", case.cases, name="list"),
    path("open/<uuid:person_id>/", case.open_case, name="open"),
    path("emergency/", emergency.break_glass, name="break_glass"),
    path("emergency/accesses/", emergency.emergencies, name="emergencies"),
    path("emergency/accesses/<uuid:access_id>/review/", emergency.review, name="review"),
    path("<uuid:case_id>/", case.case, name="case"),
    path("<uuid:case_id>/facts/", changing.facts, name="facts"),
    path("<uuid:case_id>/summary/", changing.summary, name="summary"),
    path("<uuid:case_id>/state/", steps.move, name="move"),
    path("<uuid:case_id>/needs/add/", changing.need, name="need"),
    path("<uuid:case_id>/steps/add/", changing.step, name="step"),
    path("<uuid:case_id>/notes/add/", changing.note, name="note"),
    path("<uuid:case_id>/journey/", changing.journey, name="journey"),
    path("<uuid:case_id>/assign/", changing.assign, name="assign"),
    path("<uuid:case_id>/release/<uuid:user_id>/", steps.release, name="release"),
    path("<uuid:case_id>/share/", changing.share, name="share"),
    path("<uuid:case_id>/share/<uuid:organisation_id>/withdraw/", steps.withdraw_share, name="withdraw_share"),
    path("<uuid:case_id>/close/", changing.close, name="close"),
    path("<uuid:case_id>/reopen/", changing.reopen, name="reopen"),
    path("steps/<uuid:step_id>/start/", steps.start_step, name="start_step"),
    path("steps/<uuid:step_id>/done/", steps.complete_step, name="complete_step"),
    path("steps/<uuid:step_id>/undo/", steps.undo_step, name="undo_step"),
    path("steps/<uuid:step_id>/drop/", steps.drop_step, name="drop_step"),
    path("needs/<uuid:need_id>/met/", steps.meet_need, name="meet_need"),
    path("needs/<uuid:need_id>/drop/", steps.drop_need, name="drop_need"),
]
