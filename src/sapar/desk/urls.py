"""Addresses of the staff shell."""

from django.urls import path

from sapar.desk.views import access, accounts, home, journal, lock, search

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("alive/", lock.alive, name="alive"),
    path("lock/", lock.lock, name="lock"),
    path("unlock/", lock.unlock, name="unlock"),
    path("permissions/", access.permissions, name="permissions"),
    path("access/explain/<slug:kind>/<uuid:id>/", access.explain, name="explain"),
    path("access/accounts/", accounts.accounts, name="accounts"),
    path("access/accounts/open/", accounts.open_account, name="open_account"),
    path("access/accounts/<uuid:id>/", accounts.account, name="account"),
    path("access/accounts/<uuid:id>/grant/", accounts.grant, name="grant"),
    path("access/accounts/<uuid:id>/revoke/<uuid:grant_id>/", accounts.revoke, name="revoke"),
    path("access/accounts/<uuid:id>/disable/", accounts.disable, name="disable"),
    path("access/accounts/<uuid:id>/enable/", accounts.enable, name="enable"),
    path("access/accounts/<uuid:id>/invite/", accounts.invite, name="invite"),
    path("journal/", journal.entries, name="journal"),
    path("journal/<slug:kind>/<uuid:id>/", journal.looked, name="looked"),
]
