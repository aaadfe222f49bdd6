from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "sapar.kernel.actions"
    label = "actions"
