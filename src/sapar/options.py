"""Every setting an operator can make, in one typed table.

``docs/settings.md`` and ``sapar check`` are generated from it; settings.py reads nothing else.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class BadOption(Exception):
    """An environment variable holds something that its type cannot read."""


def _flag(text: str) -> bool:
    if text in ("1", "yes", "true", "on"):
        return True
    if text in ("0", "no", "false", "off", ""):
        return False
    raise ValueError("write 1 or 0")


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


@dataclass(frozen=True)
class Option:
    """One environment variable: how it is read, what it means, whether it must be kept secret."""

    name: str
    read: Callable[[str], Any]
    default: str
    doc: str
    secret: bool = False


OPTIONS: tuple[Option, ...] = (
    Option("SAPAR_VAR", Path, str(ROOT / "var"), "Folder for the embedded database, keys and uploads."),
    Option("SAPAR_DEMO", _flag, "0", "Demo mode: synthetic people, printed sign-ins, no second factor asked."),
    Option("SAPAR_DEBUG", _flag, "0", "Developer error pages. Never in production."),
    Option("SAPAR_HOSTS", _words, "localhost,127.0.0.1,[::1]", "Host names the site answers to, by comma."),
    Option("SAPAR_SECURE", _flag, "0", "The site is served over HTTPS: secure cookies, HSTS, redirect."),
    Option("SAPAR_SECRET_KEY", str, "", "Signs sessions. Empty: made once and kept in the keys folder.", True),
    Option("SAPAR_KEYS_DIR", str, "", "Folder of the organisations' keys. Empty: keys/ in SAPAR_VAR."),
    Option("SAPAR_KEY_PROVIDER", str, "file", "Where organisations' keys live: file or openbao."),
    Option("SAPAR_OPENBAO_URL", str, "", "Address of OpenBao when it keeps the keys."),
    Option("SAPAR_OPENBAO_TOKEN", str, "", "Token for OpenBao's transit engine.", True),
    Option(
        "DATABASE_URL", str, "", "Database, as the web role (sapar_app). Empty: a local PostgreSQL is booted.", True
    ),
    Option("SAPAR_OWNER_URL", str, "", "The same database as its owner; only for migrations.", True),
    Option("SAPAR_KEYS_URL", str, "", "The small database of wrapped person keys (sapar_app).", True),
    Option("SAPAR_KEYS_OWNER_URL", str, "", "The key database as its owner; only for migrations.", True),
    Option("SAPAR_POSTGRES", str, "auto", "Which PostgreSQL to boot without DATABASE_URL: auto, embedded or system."),
    Option(
        "SAPAR_MAIL_URL",
        str,
        "",
        "SMTP server, smtp://user:password@host:port. Empty: letters go to the log folder.",
        True,
    ),
    Option("SAPAR_MAIL_FROM", str, "sapar@localhost", "Sender of letters."),
    Option("SAPAR_REQUIRE_SECOND_FACTOR", _flag, "1", "Ask every account for TOTP or a passkey (never in the demo)."),
    Option(
        "SAPAR_PROXIES",
        int,
        "0",
        "How many reverse proxies stand before the site; sign-in limits count the visitor's address.",
    ),
    Option("SAPAR_IDLE_MINUTES", int, "15", "Minutes without a request after which a session is locked; 0: never."),
    Option(
        "SAPAR_SMALL_CELLS",
        int,
        "5",
        "Counts below this are not told to readers who may not see people, nor what would give them away; 0: tell all.",
    ),
    Option("SAPAR_LANGUAGE", str, "ru", "Language of the first page: ky, ru or en."),
    Option("SAPAR_TIME_ZONE", str, "Asia/Bishkek", "Time zone of dates on the screen."),
    Option(
        "SAPAR_RETENTION_YEARS",
        int,
        "7",
        "Years after the last help until a file is erased, with notice to the data-protection officer; 0: never.",
    ),
    Option("PORT", int, "8000", "Port of the web server."),
)


def read(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """All options by name. Raises BadOption naming the variable that cannot be read."""
    values: dict[str, Any] = {}
    for option in OPTIONS:
        text = environ.get(option.name, option.default)
        try:
            values[option.name] = option.read(text)
        except ValueError as error:
            raise BadOption(f"{option.name}={'…' if option.secret else text!r}: {error}. {option.doc}") from error
    if not values["SAPAR_KEYS_DIR"]:
        values["SAPAR_KEYS_DIR"] = str(values["SAPAR_VAR"] / "keys")
    return values
