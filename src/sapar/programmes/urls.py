"""Addresses of projects and organisations."""

from django.urls import path

from sapar.programmes.views import pages, writing

app_name = "programmes"
urlpatterns = [
    path("", pages.projects, name="projects"),
    path("portfolio/excel/", pages.projects_table, name="projects_table"),
    path("open/", writing.open_project, name="open"),
    path("calendar/", pages.calendar, name="calendar"),
    path("rates/", writing.rates, name="rates"),
    path("organisations/", pages.organisations, name="organisations"),
    path("organisations/<slug:code>/", pages.organisation, name="organisation"),
    path("<slug:code>/", pages.project, name="project"),
    path("<slug:code>/excel/", pages.project_table, name="project_table"),
    path("<slug:code>/change/", writing.change_project, name="change"),
    path("<slug:code>/logframe/", pages.framework, name="framework"),
    path("<slug:code>/logframe/begin/", writing.open_framework, name="open_framework"),
    path("<slug:code>/logframe/<int:number>/", pages.framework, name="framework_version"),
    path("<slug:code>/logframe/<int:number>/approve/", writing.approve_framework, name="approve_framework"),
    path("<slug:code>/indicators/<slug:indicator>/", pages.indicator, name="indicator"),
    path("<slug:code>/values/<uuid:part_id>/decide/", writing.decide_value, name="decide_value"),
    path("<slug:code>/dates/plan/", writing.plan_calendar, name="plan_calendar"),
    path("<slug:code>/dates/<uuid:part_id>/done/", writing.meet_deadline, name="meet_deadline"),
    path("<slug:code>/<slug:part>/add/", writing.write_part, name="add_part"),
    path("<slug:code>/<slug:part>/<uuid:part_id>/", writing.write_part, name="change_part"),
    path("<slug:code>/<slug:part>/<uuid:part_id>/remove/", writing.remove_part, name="remove_part"),
]
