"""Tables of entries, taken in with a preview and handed out safely."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archive.models import Deed, Event, Person, Place
from tests import make

from .test_who_may import sign_in


def address(kind: str, deed: str) -> str:
    return reverse(f"admin:archive_{kind}_{deed}")


def upload(desk: Client, text: str | bytes, *, kind: str = "person", name: str = "people.csv") -> Any:
    data = text if isinstance(text, bytes) else text.encode()
    return desk.post(address(kind, "import"), {"file": SimpleUploadedFile(name, data)})


def take_in(desk: Client, text: str | bytes, **where: str) -> Any:
    preview = upload(desk, text, **where)
    return desk.post(address(where.get("kind", "person"), "import"), {"packed": preview.context["packed"]})


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_table_is_shown_first_and_written_only_then(desk: Client) -> None:
    known = make.make_person("Ada Holm", description="minister")
    table = "slug,name,description,born_on,other_names\nada-holm,Ada Holm,poet,,Ada H.; Ада\n,Jon Reyes,,1920-03-04,\n"

    page = upload(desk, table).content.decode()
    assert "2 of 2 rows" in page and "<del>minister</del>" in page and "Jon Reyes" in page
    assert Person.objects.count() == 1

    assert take_in(desk, table).status_code == 302
    known.refresh_from_db()
    assert known.description == "poet" and set(known.aliases.values_list("name", flat=True)) == {"Ada H.", "Ада"}
    assert str(Person.objects.get(slug="jon-reyes").born_on) == "1920-03-04"
    assert Deed.objects.filter(verb="save_entity", by__username="editor").count() == 2


def test_a_row_that_is_refused_is_named_with_a_sentence_and_takes_all_others_back(desk: Client) -> None:
    make.make_person("Yuri Gagarin", wikidata_id="Q7327", slug="gagarin")
    table = (
        "slug,name,wikidata_id,born_on\n,Good,,\n,Bad day,,yesterday\n,Bad id,X1,\nnobody,Wrong slug,,\n,,,\n"
        "gagarin,Yuri,Q7327,\n,Yuri again,Q7327,\n"
    )

    response = upload(desk, table)
    page = response.content.decode()
    assert response.context["refused"] == 5
    assert "A Wikidata id looks like Q7327" in page and "no person with the address “nobody”" in page
    assert "Write a day as 1961-04-12" in page and "Give it a name" in page and "earlier row" in page
    take_in(desk, table)
    assert [person.name for person in Person.objects.all()] == ["Yuri Gagarin"]


def test_what_is_handed_out_can_be_taken_in_again_without_a_change(desk: Client) -> None:
    moscow = make.make_place("Moscow", geonames_id=524901, country="RU", latitude=55.75, longitude=37.62)
    make.make_place("Krasnaya Presnya", parent=moscow, aliases=("Красная Пресня",))
    for format in ("csv", "xlsx"):
        data = desk.get(address("place", "export"), {"format": format}).content
        page = upload(desk, data, kind="place", name=f"places.{format}")
        assert page.context["wanted"] == 0 and page.context["refused"] == 0, list(page.context["rows"])
    assert Place.objects.count() == 2


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)"])
def test_no_cell_is_run_as_a_formula_and_it_comes_back_as_it_was(desk: Client, name: str) -> None:
    person = make.make_person(name, description=name, slug="odd")
    rows = list(csv.reader(io.StringIO(desk.get(address("person", "export")).content.decode())))
    assert rows[1][1] == f"'{name}"
    book = desk.get(address("person", "export"), {"format": "xlsx"}).content
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]

    take_in(desk, book, name="people.xlsx")

    person.refresh_from_db()
    assert person.name == name


def test_a_workbook_with_true_dates_is_read(desk: Client) -> None:
    from datetime import datetime

    data = workbook(("name", "starts_on", "precision"), ("Vostok 1", datetime(1961, 4, 12), "day"))

    take_in(desk, data, kind="event", name="events.xlsx")

    assert str(Event.objects.get().starts_on) == "1961-04-12"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "x.csv"),
        (b"\xff\xfe\x00", "x.csv"),
        (b"title\nx\n", "x.csv"),
        (b"no workbook", "x.xlsx"),
        (b"name,name\na,b\n", "x.csv"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(desk: Client, data: bytes, name: str) -> None:
    response = upload(desk, data, name=name)

    assert response.status_code == 200 and 'class="error"' in response.content.decode()


def test_a_preview_that_was_changed_is_not_carried_out(desk: Client) -> None:
    response = desk.post(address("person", "import"), {"packed": "eyJraW5kIjoicGVyc29uIn0:forged"})

    assert response.status_code == 200 and "choose the file again" in response.content.decode()


def test_who_may_only_look_may_hand_out_and_not_take_in(db: None) -> None:
    client = sign_in("view_person")

    assert client.get(address("person", "export")).status_code == 200
    assert client.get(address("person", "import")).status_code == 403
