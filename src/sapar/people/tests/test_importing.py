"""Registration lists: what is read, what is refused and where, what is known already, and taking a list back."""

import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User
from sapar.kernel.errors import Invalid, NotAllowed, WorkflowRefused
from sapar.people import actions
from sapar.people.importing import limits
from sapar.people.importing.duplicates import Likeness
from sapar.people.importing.planning import ImportPlan, plan_import
from sapar.people.inputs import NameInput
from sapar.people.models import ImportBatch, Person
from sapar.people.tests.conftest import Register, Search
from sapar.people.tests.test_actions import do

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HEADING = ["ФИО", "Дата рождения", "Пол", "Гражданство", "Телефон", "Паспорт", "Район"]
ROWS = [
    ["Жээнбекова Айгүл Бакыт кызы", "12.03.1987", "ж", "Кыргызстан", "0555 123 456", "AC1234567", "Ош"],
    ["Асанов Бакыт", "1990", "м", "KG", "", "", "Нарын"],
    ["Каримова Дильноза", "около 1995", "Ж", "Узбекистан", "+998 90 123 45 67; 0555 000 111", "", ""],
]


def workbook(path: Path, rows: list[list[Any]], merge: str = "") -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    book.save(path)
    return path


def plan(by: User, path: Path, **given: Any) -> ImportPlan:
    return do(by, plan_import, path=path, **given)


def test_a_list_is_imported_and_everybody_found(cast: SimpleNamespace, search: Search, tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [["Список"], [], HEADING, *ROWS])
    read = plan(cast.caseworker, path)
    assert read.errors == []
    assert read.columns.ignored == ("Район",)
    with acting_as(cast.caseworker):
        assert not Person.objects.exists()
    batch = do(cast.caseworker, actions.import_people, plan=read)
    assert (batch.rows, batch.registered, batch.flagged) == (3, 3, 0)
    assert search(cast.caseworker, "Aigul Jeenbekova", birth="1987").candidates
    assert search(cast.caseworker, phone="+998901234567").candidates[0].name.startswith("Дильноза")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_text_files_of_any_making(cast: SimpleNamespace, tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [separator.join(["Фамилия", "Имя", "Год рождения"]), separator.join(["Асанова", "Айгуль", "1987"])]
    path = tmp_path / "list.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    read = plan(cast.caseworker, path)
    assert read.errors == []
    assert read.rows[0].told is not None
    assert read.rows[0].told.names[0].family == "Асанова"


def test_every_fault_is_told_by_its_cell(cast: SimpleNamespace, tmp_path: Path) -> None:
    rows = [
        ["", "1987", "ж"],
        ["Асанов Бакыт", "31.02.1990", "м"],
        ["Асанов Бакыт", "2999", "м"],
        ["Асанов Бакыт", "1990", "зелёный"],
        ['=HYPERLINK("x")', "1990", "м"],
        ["Аcанов😀 Бакыт", "1990", "м"],
        ["x" * 300, "1990", "м"],
    ]
    path = workbook(tmp_path / "list.xlsx", [["ФИО", "Дата рождения", "Пол"], *rows])
    read = plan(cast.caseworker, path)
    assert [error.address for error in read.errors] == ["A2", "B3", "B4", "C5", "A6", "A7", "A8"]
    assert all(error.what and error.advice for error in read.errors)
    told = " ".join(f"{error.what} {error.advice}" for error in read.errors)
    assert "Асанов" not in told
    with pytest.raises(Invalid, match="7 cells"):
        do(cast.caseworker, actions.import_people, plan=read)
    with acting_as(cast.caseworker):
        assert not Person.objects.exists()
        assert not ImportBatch.objects.exists()


def test_merged_cells_are_refused_where_they_stand(cast: SimpleNamespace, tmp_path: Path) -> None:
    rows = [["ФИО", "Телефон"], ["Асанов Бакыт", "0555123456"], ["Асанова Айгуль", ""]]
    path = workbook(tmp_path / "list.xlsx", rows, merge="B2:B3")
    assert [error.address for error in plan(cast.caseworker, path).errors] == ["B2", "B3"]


def test_a_mapping_given_by_hand_wins(cast: SimpleNamespace, tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [["Кто", "Когда"], ["Асанов Бакыт", "1990"]])
    with pytest.raises(Invalid, match="names"):
        plan(cast.caseworker, path)
    read = plan(cast.caseworker, path, given={"Кто": "full_name", "Когда": "birth"})
    assert read.rows[0].told is not None
    assert read.rows[0].told.birth.edtf == "1990"
    for wrong in ({"Кто": "soul"}, {"Нет такой": "given", "Кто": "full_name"}):
        with pytest.raises(Invalid):
            plan(cast.caseworker, path, given=wrong)


def test_people_known_already_are_told_and_left_out(cast: SimpleNamespace, register: Register, tmp_path: Path) -> None:
    known = register(cast.caseworker, "Aigul Jeenbekova", birth="12.03.1987")
    perhaps = register(cast.caseworker, "Bakyt Asanov", birth="1990")
    register(cast.other_caseworker, "Dilnoza Karimova", birth="1995", phone="+998901234567")
    rows = [
        HEADING,
        *ROWS,
        ["Жээнбекова Айгуль", "12.03.1987", "ж", "", "", "", ""],
        ["Новая Анна", "2001", "", "", "", "", ""],
    ]
    read = plan(cast.caseworker, workbook(tmp_path / "list.xlsx", rows))
    found = {address: (each.likeness, each.of, each.in_file) for address, each in read.duplicates.items()}
    assert found == {
        "A2": (Likeness.SAME, known.code, False),
        "A3": (Likeness.PERHAPS, perhaps.code, False),
        "A4": (Likeness.SAME, "", False),
        "A5": (Likeness.SAME, "A2", True),
    }
    batch = do(cast.caseworker, actions.import_people, plan=read)
    assert (batch.rows, batch.registered, batch.flagged) == (5, 2, 4)


def test_the_same_file_is_not_imported_twice(cast: SimpleNamespace, tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [HEADING, *ROWS])
    batch = do(cast.caseworker, actions.import_people, plan=plan(cast.caseworker, path))
    with pytest.raises(Invalid, match="already"):
        do(cast.caseworker, actions.import_people, plan=plan(cast.caseworker, path))
    do(cast.caseworker, actions.undo_import, batch=batch)
    assert do(cast.caseworker, actions.import_people, plan=plan(cast.caseworker, path)).registered == 3


def test_undoing_takes_everybody_out_and_once(cast: SimpleNamespace, search: Search, tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [HEADING, *ROWS])
    batch = do(cast.caseworker, actions.import_people, plan=plan(cast.caseworker, path))
    do(cast.supervisor, actions.undo_import, batch=batch)
    assert search(cast.caseworker, "Aigul Jeenbekova", birth="1987").candidates == ()
    with acting_as(cast.caseworker):
        assert not Person.objects.exists()
        assert ImportBatch.objects.get().status == "undone"
    with pytest.raises(WorkflowRefused, match="already"):
        do(cast.caseworker, actions.undo_import, batch=batch)


def test_an_import_somebody_works_with_stays(cast: SimpleNamespace, tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [HEADING, *ROWS])
    batch = do(cast.caseworker, actions.import_people, plan=plan(cast.caseworker, path))
    with acting_as(cast.caseworker):
        person = Person.objects.first()
    do(cast.caseworker, actions.add_name, person=person, name=NameInput("Другое", "Имя"))
    with pytest.raises(WorkflowRefused, match="Work has begun"):
        do(cast.caseworker, actions.undo_import, batch=batch)
    with acting_as(cast.caseworker):
        assert Person.objects.count() == 3


def test_who_may_import(cast: SimpleNamespace, tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [HEADING, *ROWS])
    for role in ("lawyer", "donor_viewer", "data_protection_officer", "administrator"):
        with pytest.raises(NotAllowed):
            plan(getattr(cast, role), path)


class TestFilesThatAreNoLists:
    """Each is refused with a word on what to do, and quickly."""

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("empty.csv", b""),
            ("noise.csv", bytes(range(128, 256)) * 9),
            ("nul.csv", b"a,b\x00c\n1,2"),
            ("letter.docx", b"PK"),
            ("not.xlsx", b"this is no zip"),
            ("heading.csv", "ФИО;Пол".encode()),
            ("names.csv", "Сумма;Цена\n1;2".encode()),
            ("open.csv", ('ФИО;Пол\n"' + "x" * 200_000).encode()),
        ],
    )
    def test_refused(self, cast: SimpleNamespace, tmp_path: Path, name: str, content: bytes) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(Invalid) as refused:
            do(cast.caseworker, actions.import_people, plan=plan(cast.caseworker, path))
        assert refused.value.advice

    def test_a_missing_file(self, cast: SimpleNamespace, tmp_path: Path) -> None:
        with pytest.raises(Invalid):
            plan(cast.caseworker, tmp_path / "none.xlsx")

    def test_a_zip_bomb_is_not_unpacked(self, cast: SimpleNamespace, tmp_path: Path) -> None:
        path = tmp_path / "bomb.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
        with pytest.raises(Invalid, match="unpack"):
            plan(cast.caseworker, path)

    def test_entities_in_a_workbook(self, cast: SimpleNamespace, tmp_path: Path) -> None:
        path = workbook(tmp_path / "list.xlsx", [HEADING, *ROWS])
        evil = tmp_path / "evil.xlsx"
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(evil, "w") as target:
            for name in source.namelist():
                content = source.read(name)
                if name == "xl/worksheets/sheet1.xml":
                    head, _, rest = content.partition(b"<worksheet")
                    content = head + b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet' + rest
                target.writestr(name, content)
        with pytest.raises(Invalid):
            plan(cast.caseworker, evil)

    def test_too_large(self, cast: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "list.csv"
        path.write_text("ФИО\n" + "Асанов Бакыт\n" * 50, encoding="utf-8")
        monkeypatch.setattr(limits, "MOST_BYTES", 100)
        with pytest.raises(Invalid, match="largest"):
            plan(cast.caseworker, path)

    def test_too_many_rows(self, cast: SimpleNamespace, tmp_path: Path) -> None:
        path = tmp_path / "list.csv"
        path.write_text("ФИО\n" + "Асанов Бакыт\n" * (limits.MOST_ROWS + 1), encoding="utf-8")
        with pytest.raises(Invalid, match="rows"):
            plan(cast.caseworker, path)
