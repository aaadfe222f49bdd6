"""``sapar worker``: what has to happen by the clock. Every job is safe to repeat and to miss."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from logging import getLogger

import click

from sapar.cli.boot import with_database

log = getLogger("sapar.worker")


@dataclass
class Job:
    """A piece of work and how many seconds lie between two runs."""

    name: str
    every: int
    do: Callable[[], object]
    due: float = 0.0


def jobs() -> list[Job]:
    from django.core.management import call_command

    from sapar.cases.actions import end_lapsed_sharing
    from sapar.insight.exporting import write_waiting
    from sapar.kernel import journal, vault
    from sapar.kernel.actions.upkeep import forget_old_submissions
    from sapar.people.actions import keep_to_schedule
    from sapar.programmes.actions import remind

    return [
        Job("seal the journal", 60, journal.seal),
        Job("write large exports", 2, write_waiting),
        Job("finish interrupted erasures", 300, vault.settle),
        Job("end sharing whose consent lapsed", 3600, end_lapsed_sharing),
        Job("keep no file past its time", 6 * 3600, keep_to_schedule),
        Job("remind of what donors expect", 3600, remind),
        Job("forget old submission keys", 3600, forget_old_submissions),
        Job("clear ended sessions", 3600, lambda: call_command("clearsessions")),
    ]


@click.command()
@click.option("--once", is_flag=True, help="Run every job once and end.")
@with_database
def worker(once: bool) -> None:
    """Seal the journal every minute and tidy up, until stopped."""
    stopping: list[bool] = []
    signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
    signal.signal(signal.SIGINT, lambda *_: stopping.append(True))
    waiting = jobs()
    while not stopping:
        for job in waiting:
            if time.monotonic() >= job.due:
                job.due = time.monotonic() + job.every
                _run(job, fail=once)
        if once:
            return
        time.sleep(0.5)


def _run(job: Job, *, fail: bool) -> None:
    from django.db import OperationalError, connections

    try:
        job.do()
    except OperationalError:
        if fail:
            raise
        # The database may be restarting; the next round tries again with a fresh connection.
        log.warning("could not %s: the database does not answer", job.name)
        connections.close_all()
