"""Addresses of figures and bulletins."""

from django.urls import path

from sapar.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.bulletin, name="bulletin"),
    path("issue/", views.issue, name="issue"),
    path("issued/<uuid:id>/", views.issued, name="issued"),
    path("<slug:code>/evidence/", views.evidence, name="evidence"),
]
