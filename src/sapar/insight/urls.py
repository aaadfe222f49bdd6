"""Addresses of figures and bulletins. A figure's own address comes last: its code may be any other word."""

from django.urls import path, re_path

from sapar.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.bulletin, name="bulletin"),
    path("issue/", views.issue, name="issue"),
    path("issued/<uuid:id>/", views.issued, name="issued"),
    path("explore/", views.explore, name="explore"),
    path("explore/keep/", views.keep, name="keep"),
    re_path(r"^explore/answer\.(?P<kind>svg|csv|xlsx)$", views.explored_file, name="explored_file"),
    path("definitions/", views.definitions, name="definitions"),
    path("printed/", views.printed, name="printed"),
    path("periods/", views.period_list, name="periods"),
    path("periods/<uuid:period_id>/", views.period_move, name="period"),
    path("periods/<uuid:period_id>/exception/", views.period_except, name="period_except"),
    path("exports/<uuid:id>/", views.export, name="export"),
    path("exports/<uuid:id>/file/", views.export_file, name="export_file"),
    path("<slug:code>/", views.figure, name="figure"),
    path("<slug:code>/evidence/", views.evidence, name="evidence"),
    re_path(r"^(?P<code>[-\w]+)/figure\.(?P<kind>svg|csv|xlsx)$", views.figure_file, name="figure_file"),
]
