"""``sapar run``: database, worker and web server together, stopped together by Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import click

from sapar import options
from sapar.cli.boot import ready

CHILDREN: list[subprocess.Popen[bytes]] = []


def _python(*words: str) -> list[str]:
    return [sys.executable, "-m", "sapar", *words]


def _spawn(command: list[str]) -> subprocess.Popen[bytes]:
    # A group of its own: one Ctrl-C is handled here and passed on in order, not thrown at everybody.
    child = subprocess.Popen(command, start_new_session=True)
    CHILDREN.append(child)
    return child


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _web(port: int) -> list[str]:
    threads = max(4, 2 * (os.cpu_count() or 2))
    return [
        sys.executable, "-m", "granian", "sapar.wsgi:application", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--blocking-threads", str(threads), "--log-level", "warning",
    ]  # fmt: skip


@click.command()
@click.option("--demo/--no-demo", default=False, help="Load the source programme and synthetic people; print sign-ins.")
def run(demo: bool) -> None:
    """Start everything and serve on PORT until Ctrl-C."""
    if demo:
        os.environ["SAPAR_DEMO"] = "1"
    values = options.read()
    # Both: a shell that starts us in the background hands SIGINT on as "ignore".
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, _stop)
    _refuse_taken(values["PORT"])
    try:
        ready()
        _prepare(values["SAPAR_VAR"])
        if demo:
            from sapar.demo.loading import load_once

            load_once()
        worker, web = _spawn(_python("worker")), _spawn(_web(values["PORT"]))
        _wait_for(values["PORT"], web)
        click.echo(f"\nSapar is ready: http://localhost:{values['PORT']}/   (Ctrl-C stops it)")
        if demo:
            from sapar.demo.signins import announce

            announce()
        while worker.poll() is None and web.poll() is None:
            time.sleep(0.3)
        raise click.ClickException("The worker or the web server ended by itself; its reason is above.")
    except subprocess.CalledProcessError as error:
        raise SystemExit(error.returncode) from error
    except KeyboardInterrupt:
        click.echo("\nStopping…")
    finally:
        _stop_children()


def _prepare(var: Path) -> None:
    """Migrate and collect static files, unless this very version did so before."""
    digest = sha256()
    for path in sorted(options.ROOT.glob("src/sapar/**/*")):
        if path.suffix in (".py", ".yaml", ".sql", ".css", ".js", ".svg") and "tests" not in path.parts:
            digest.update(path.read_bytes())
    stamp = var / "prepared"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    subprocess.run(_python("migrate", "--quiet"), check=True)
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(digest.hexdigest())


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _refuse_taken(port: int) -> None:
    # The web server would share the port with the other one, and requests would fall on either.
    if _answers(port):
        raise click.ClickException(f"Something answers on port {port} already. Stop it, or choose: PORT={port + 1}.")


def _wait_for(port: int, web: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        if web.poll() is not None:
            raise click.ClickException("The web server did not start; its reason is above.")
        if _answers(port):
            return
        time.sleep(0.05)
    raise click.ClickException("The web server did not answer within 30 seconds.")


def _stop_children() -> None:
    for child in reversed(CHILDREN):
        if child.poll() is None:
            child.terminate()
    for child in reversed(CHILDREN):
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
