"""Keeps wrapped keys in their own small database, and everything else out of it."""

from typing import Any

from django.db.models import Model

KEYS = "keys"


def _is_wrap(app_label: str, model_name: str | None) -> bool:
    return app_label == "vault" and model_name == "keywrap"


class KeysRouter:
    """Sends `vault.KeyWrap` to the `keys` database.

    Its backups are short-lived while those of the main database are kept for years; were the
    wraps beside the data, every old backup could open the people erased since.
    """

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        return KEYS if _is_wrap(model._meta.app_label, model._meta.model_name) else None

    def db_for_write(self, model: type[Model], **hints: Any) -> str | None:
        return self.db_for_read(model, **hints)

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool:
        # The vault has no other table, so a step without a model (RunSQL) goes where wraps are.
        return (db == KEYS) == (app_label == "vault" and model_name in (None, "keywrap"))
