from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "sapar.desk"
    label = "desk"
