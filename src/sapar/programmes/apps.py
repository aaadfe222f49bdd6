from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "sapar.programmes"
    label = "programmes"

    def ready(self) -> None:
        from sapar.programmes import navigation, policy  # noqa: F401  (importing registers both)
