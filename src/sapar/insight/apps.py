from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "sapar.insight"
    label = "insight"
