"""The living style page. Included under /gallery/ by the root urls."""

from django.urls import path

from sapar.kernel.ui.views import gallery

app_name = "ui"
urlpatterns = [path("", gallery, name="gallery")]
