"""Loads the demo once: programme, accounts, people, the issued bulletin. Refuses a site with real accounts."""

import click
from django.conf import settings
from django.db import transaction

from sapar.demo import example_project, population, protagonists, signins, story
from sapar.demo.load import load_organisations, load_programme
from sapar.kernel.access.models import User
from sapar.kernel.access.roles import Role
from sapar.kernel.errors import Invalid


def load_once() -> None:
    """Load what is missing. Raises Invalid outside demo mode or where real accounts exist."""
    if not settings.DEMO:
        raise Invalid("The demo is loaded only with SAPAR_DEMO=1.")
    if User.objects.filter(is_demo=False).exists():
        raise Invalid("This database has real accounts; synthetic people are not mixed with them.")
    if User.objects.filter(is_demo=True).exists():
        return
    click.echo("First start: loading the source programme and synthetic people (about half a minute).")
    # All or nothing: a start that is interrupted leaves an empty database, and the next one loads it whole.
    with transaction.atomic():
        load_organisations()
        signins.open_accounts()
        load_programme(by=signins.of(signins.KYRGYZSTAN, Role.PROJECT_MANAGER))
        with click.progressbar(length=population.SIZE, label="People, cases, services") as bar:
            population.load(bar.update)
        protagonists.load()
        story.load()
        example_project.load()
