"""Addresses of this room. None carries anything a person told."""

from django.urls import path

from sapar.people.views import changing, contacting, file, finding, rights, rows

app_name = "people"
urlpatterns = [
    path("", finding.people, name="list"),
    path("find/", finding.find, name="find"),
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
    path("<uuid:person_id>/abilities/", changing.abilities, name="abilities"),
    path("<uuid:person_id>/relatives/add/", changing.add_relationship, name="add_relationship"),
    path("<uuid:person_id>/household/", changing.join_household, name="join_household"),
    path("<uuid:person_id>/household/leave/", rows.leave_household, name="leave_household"),
    path("<uuid:person_id>/photos/add/", rows.add_photo, name="add_photo"),
    path("<uuid:person_id>/contact/", contacting.contact, name="contact"),
    path("<uuid:person_id>/own-data/", rights.own_data, name="own_data"),
    path("<uuid:person_id>/own-data/ask/", changing.ask, name="ask"),
    path("<uuid:person_id>/own-data/lift/", rights.lift_restriction, name="lift_restriction"),
    path("consents/<uuid:consent_id>/withdraw/", changing.withdraw, name="withdraw"),
    path("documents/<uuid:document_id>/", rows.document_status, name="document_status"),
    path("relatives/<uuid:relationship_id>/end/", rows.end_relationship, name="end_relationship"),
    path("photos/<uuid:photo_id>/", rows.photo, name="photo"),
    path("photos/<uuid:photo_id>/delete/", rows.delete_photo, name="delete_photo"),
    path("contacts/<uuid:contact_id>/begin/", contacting.begin, name="begin_contact"),
    path("contacts/made/<uuid:attempt_id>/", contacting.attempt, name="attempt"),
    path("contacts/made/<uuid:attempt_id>/drop/", contacting.drop, name="drop_contact"),
    path("copies/<uuid:copy_id>/fetch/", rights.fetch_copy, name="fetch_copy"),
    path("requests/<uuid:request_id>/answer/", rights.decide, name="decide"),
    path("notices/<slug:purpose>/<slug:version>/<slug:language>/", rights.notice, name="notice"),
    path("duties/<uuid:duty_id>/done/", rights.finish_duty, name="finish_duty"),
    path("retention/", rights.retention, name="retention"),
    path("retention/<uuid:review_id>/hold/", rights.hold, name="hold"),
    path("retention/<uuid:review_id>/release/", rights.release, name="release_hold"),
]
