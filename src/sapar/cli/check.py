"""``sapar check``: is this installation safe to open? Every doubt is an error; run it before each start."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import click

from sapar import options
from sapar.cli.boot import ready

#: Variables of ours that are read elsewhere than in the option table.
_ELSEWHERE = {"SAPAR_OWNER_URL", "SAPAR_KEYS_OWNER_URL", "SAPAR_BROWSER"}


@click.command()
def check() -> None:
    """Check settings, database roles, row security and the keys folder; exit 1 when anything is wrong."""
    problems = list(option_problems(dict(os.environ)))
    if not problems:
        ready()
        problems = [*deploy_problems(), *role_problems(), *row_security_problems(), *key_problems()]
    if problems and os.environ.get("SAPAR_DEMO"):
        click.echo("This is the demo, open to everybody on this machine. A site with real people would have to change:")
    for problem in problems:
        click.echo(f"- {problem}")
    if problems:
        raise click.ClickException(f"{len(problems)} problem(s). Nothing was changed.")
    click.echo("Everything checked is in order.")


def option_problems(environ: dict[str, str]) -> Iterator[str]:
    """Options that cannot be read, and variables that look like options but are none (a misspelt name does nothing)."""
    try:
        options.read(environ)
    except options.BadOption as error:
        yield str(error)
    known = {option.name for option in options.OPTIONS} | _ELSEWHERE
    for name in sorted(environ):
        if name.startswith("SAPAR_") and name not in known:
            yield f"{name} is not an option: misspelt?"


def deploy_problems() -> Iterator[str]:
    """Django's own checks for production, warnings included."""
    from django.core import checks

    for message in checks.run_checks(include_deployment_checks=True, databases=["default"]):
        if message.level >= checks.WARNING:
            yield f"{message.id}: {message.msg}"


def role_problems() -> Iterator[str]:
    """The web role must have no way around row security."""
    from django.db import connections

    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
            role, superuser, bypasses = cursor.fetchone()
            cursor.execute(
                "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                "WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_has_role(current_user, c.relowner, 'MEMBER')"
            )
            owned = cursor.fetchone()[0]
        if superuser:
            yield f"{alias}: {role} is a superuser; connect as sapar_app."
        if bypasses:
            yield f"{alias}: {role} bypasses row security; connect as sapar_app."
        if owned and not superuser:
            yield f"{alias}: {role} owns {owned} tables or may become their owner; connect as sapar_app."


def row_security_problems() -> Iterator[str]:
    """Row security is forced where a permission table asks for it, and on for all that hangs on a person or case."""
    from django.db import connection

    from sapar.kernel.access.policy import registered

    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity")
        forced = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity")
        enabled = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT DISTINCT k.conrelid::regclass::text FROM pg_constraint k "
            "WHERE k.contype = 'f' AND k.confrelid::regclass::text IN ('people_person', 'cases_case')"
        )
        hanging = {name for (name,) in cursor.fetchall()}
    for policy in registered():
        if policy.protected and policy.table not in forced:
            yield f"Row security is not forced on {policy.table}; run: sapar migrate"
    for name in sorted(hanging - enabled):
        yield f"{name} refers to people or cases but has no row security."


def key_problems() -> Iterator[str]:
    """The keys folder is private, and not inside what the web server hands out."""
    from django.conf import settings

    folder = Path(settings.SAPAR["SAPAR_KEYS_DIR"])
    if not folder.is_dir():
        yield f"The keys folder {folder} does not exist."
        return
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        yield f"Others may read the keys folder; run: chmod 700 {folder}"
    for path in folder.rglob("*"):
        if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield f"Others may read {path.name} in the keys folder; run: chmod 600"
    if Path(settings.STATIC_ROOT).resolve() in folder.resolve().parents:
        yield "The keys folder is inside the folder of static files."
