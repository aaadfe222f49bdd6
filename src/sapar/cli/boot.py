"""Makes a command ready to talk to the database: finds or boots PostgreSQL, then sets Django up."""

import functools
import os
from collections.abc import Callable

import click

from sapar import options


def ready(*, owner: bool = False) -> None:
    """Boot the database if none is named and set Django up; ``owner`` connects as owner of the tables."""
    from sapar.kernel import postgres

    try:
        values = options.read()
        postgres.boot(values["SAPAR_VAR"], flavour=values["SAPAR_POSTGRES"])
    except (options.BadOption, postgres.NoPostgres) as error:
        raise click.ClickException(str(error)) from error
    if owner:
        for role, mine in (("SAPAR_OWNER_URL", "DATABASE_URL"), ("SAPAR_KEYS_OWNER_URL", "SAPAR_KEYS_URL")):
            if not os.environ.get(role):
                raise click.ClickException(
                    f"Set {role}: migrations run as the owner of the tables, not as the web role."
                )
            os.environ[mine] = os.environ[role]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.settings")
    import django

    django.setup()


def with_database[**P, R](command: Callable[P, R]) -> Callable[P, R]:
    """Decorate a click callback: the database is reachable and Django set up before it runs."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        ready()
        from sapar.kernel.errors import SaparError

        try:
            return command(*args, **kwargs)
        except SaparError as error:
            advice = f" {error.advice}" if error.advice else ""
            raise click.ClickException(f"{error.message}{advice}") from error

    return run
