"""All addresses. Every one of them stands in tests/contract/url_matrix.py or the suite fails."""

from django.urls import include, path

from sapar.desk.views import errors, language

urlpatterns = [
    path("", include("sapar.desk.urls")),
    path("people/", include("sapar.people.urls")),
    path("cases/", include("sapar.cases.urls")),
    path("services/", include("sapar.assistance.urls")),
    path("programmes/", include("sapar.programmes.urls")),
    path("figures/", include("sapar.insight.urls")),
    path("gallery/", include("sapar.kernel.ui.urls")),
    path("account/", include("allauth.urls")),
    path("language/setlang/", language.set_language, name="set_language"),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.crashed
