"""Addresses of this room. None carries anything a person told."""

from django.urls import path

from sapar.people.views import changing, file, finding

app_name = "people"
urlpatterns = [
    path("", finding.people, name="list"),
    path("find/", finding.find, name="find"),
    path("find/typing/", finding.typing, name="typing"),
    path("register/", finding.register, name="register"),
    path("<uuid:person_id>/", file.person, name="person"),
    path("<uuid:person_id>/who-looked/", file.access, name="access"),
    path("<uuid:person_id>/correct/", changing.correct, name="correct"),
    path("<uuid:person_id>/names/add/", changing.add_name, name="add_name"),
    path("<uuid:person_id>/contacts/add/", changing.add_contact, name="add_contact"),
    path("<uuid:person_id>/documents/add/", changing.add_document, name="add_document"),
    path("<uuid:person_id>/addresses/add/", changing.add_address, name="add_address"),
    path("<uuid:person_id>/safe-contact/", changing.safe_contact, name="safe_contact"),
    path("<uuid:person_id>/consents/add/", changing.consent, name="consent"),
    path("<uuid:person_id>/share/", changing.share, name="share"),
    path("<uuid:person_id>/share/stop/", changing.stop_sharing, name="stop_sharing"),
    path("<uuid:person_id>/restrict/", changing.restrict, name="restrict"),
    path("<uuid:person_id>/erase/", changing.erase, name="erase"),
    path("consents/<uuid:consent_id>/withdraw/", changing.withdraw, name="withdraw"),
]
