from importlib import import_module

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "sapar.kernel.figures"
    label = "figures"

    def ready(self) -> None:
        import_module("sapar.kernel.figures.dimensions").declare()
