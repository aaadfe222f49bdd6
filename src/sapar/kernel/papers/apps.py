from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "sapar.kernel.papers"
    label = "papers"
