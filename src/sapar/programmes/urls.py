"""Addresses of projects and organisations."""

from django.urls import path

from sapar.programmes import views

app_name = "programmes"
urlpatterns = [
    path("", views.projects, name="projects"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<slug:code>/", views.organisation, name="organisation"),
    path("<slug:code>/", views.project, name="project"),
]
