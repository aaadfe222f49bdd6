"""Addresses of this room."""

from django.urls import path

from sapar.assistance import views

app_name = "assistance"
urlpatterns = [
    path("cases/<uuid:case_id>/", views.deliver, name="deliver"),
    path("<uuid:delivery_id>/correct/", views.correct, name="correct"),
    path("<uuid:delivery_id>/void/", views.void, name="void"),
]
