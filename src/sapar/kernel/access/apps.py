from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "sapar.kernel.access"
    label = "access"
