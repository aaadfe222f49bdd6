"""Generated pages say what the code says, and hand-written ones cite what exists."""

from pathlib import Path

import pytest
from django.apps import apps

from sapar.documenting import citations
from sapar.documenting.columns import columns
from sapar.documenting.glossary import glossary
from sapar.documenting.markdown import sentence, table
from sapar.documenting.permissions import permissions
from sapar.documenting.variables import settings
from sapar.documenting.verbs import actions
from sapar.documenting.workflows import all_workflows, workflows
from sapar.kernel.access.policy import registered
from sapar.kernel.actions import ACTIONS
from sapar.options import OPTIONS, ROOT


def test_a_cell_cannot_break_its_table() -> None:
    assert table(("a", "b"), [("x|y", "one\ntwo")]).splitlines()[2] == "| x\\|y | one two |"


def test_the_first_paragraph_of_a_docstring_is_the_sentence() -> None:
    assert sentence("Do ``this`` |\n    now.\n\n    Raises Invalid.") == "Do `this` \\| now."


def test_settings_name_every_option_and_no_folder_of_this_machine() -> None:
    page = settings()
    assert all(f"`{option.name}`" in page for option in OPTIONS)
    assert str(ROOT) not in page


def test_permissions_hold_every_record() -> None:
    page = permissions()
    assert all(f"## {each.record}\n" in page or f"`{each.record}`" in page for each in registered())


def test_actions_hold_every_verb_with_words_and_a_place() -> None:
    page = actions()
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert len(rows) >= len([name for name in ACTIONS if "test" not in name]) > 20
    assert not [row for row in rows if "|  |" in row], "an action without a docstring"


def test_workflows_are_drawn() -> None:
    assert workflows().count("```mermaid") == len(all_workflows()) > 0


def test_the_glossary_has_three_languages() -> None:
    assert "| `humanitarian.medical` | Medical assistance | Медицинская помощь | Медициналык жардам |" in glossary()


def test_every_column_has_a_meaning() -> None:
    """Say it in the model's docstring (`name` in backticks), in help_text, or in documenting/meanings.py."""
    rooms = [config for config in apps.get_app_configs() if config.name.startswith("sapar.")]
    silent = [
        f"{model._meta.db_table}.{column.name}"
        for room in rooms
        for model in room.get_models()
        for column in columns(model)
        if not column.meaning
    ]
    assert not silent


def test_citations_lead_somewhere() -> None:
    assert list(citations.wrong()) == []


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("see `kernel/postgres.py::create_roles`", ""),
        ("see `kernel/postgres.py::create_rules`", "there is no kernel/postgres.py::create_rules"),
        ("see `kernel/nowhere.py`", "there is no kernel/nowhere.py"),
        ("a room has `models.py` and `policy.py`", ""),
        ("[there](somewhere.md)", "the link somewhere.md leads nowhere"),
        ("![picture](images/later.png)", ""),
    ],
)
def test_a_wrong_citation_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(line)
    assert list(citations.wrong_in(page, name="page.md")) == ([f"page.md: {complaint}"] if complaint else [])
