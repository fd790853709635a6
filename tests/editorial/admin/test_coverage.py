"""The coverage calendar: what came from whom on which day, against the usual."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive.models import Article, IngestItem, IngestRun, Source
from archive.models.ingest import Outcome
from editorial.admin.coverage import Cell, Coverage, read_coverage
from tests import make
from tests.plans import plan_of

TODAY = date(1961, 4, 19)  # a Wednesday


def keep_days(source: Source, *days: date) -> None:
    """So many stories of that source, dated those days."""
    for day in days:
        article = make.make_draft(source=source)
        Article.objects.filter(pk=article.pk).update(dated_on=day)


def cell_of(coverage: Coverage, code: str, day: date) -> Cell:
    row = next(row for row in coverage.rows if row.code == code)
    return next(cell for cell in row.cells if cell.day == day)


@pytest.mark.django_db
def test_a_day_is_measured_by_the_same_weekday_of_the_four_weeks_before() -> None:
    source = make.make_source("MP")
    monday = date(1961, 4, 17)
    for back, number in ((1, 4), (2, 3), (3, 5), (4, 90)):  # one flood among them does not change what is usual
        keep_days(source, *[monday - timedelta(weeks=back)] * min(number, 6))
    keep_days(source, monday)

    cell = cell_of(read_coverage(TODAY, today=TODAY), "MP", monday)

    assert (cell.held, cell.usual, cell.missing) == (1, 4, 3)
    assert cell.said == "1 received, 3 missing against the usual 4"


@pytest.mark.django_db
def test_today_is_not_over_and_a_quiet_weekend_is_no_gap() -> None:
    source = make.make_source("MP")
    keep_days(source, *[TODAY - timedelta(weeks=back) for back in range(1, 5)] * 3)

    coverage = read_coverage(TODAY, today=TODAY)

    assert cell_of(coverage, "MP", TODAY).missing == 0
    assert cell_of(read_coverage(TODAY, today=TODAY + timedelta(days=1)), "MP", TODAY).missing == 3
    assert not coverage.gaps


@pytest.mark.django_db
def test_what_could_not_be_read_stands_on_its_day_and_never_with_colour_alone(desk: Client) -> None:
    run = IngestRun.objects.create(started_at=timezone.now(), origin="a test")
    IngestItem.objects.create(run=run, path="broken.xml", outcome=Outcome.QUARANTINED)

    page = desk.get(reverse("admin:index")).content.decode()
    table = page[page.index('id="coverage"') :]

    assert "No known source" in table
    assert "0 received, 1 failed" in table and "!1" in table


def test_the_calendar_looks_at_an_older_time_and_takes_no_nonsense(desk: Client) -> None:
    keep_days(make.make_source("MP"), date(1961, 4, 12))
    front = reverse("admin:index")

    assert ">MP</a>" in desk.get(front, {"until": "1961-04-20"}).content.decode()
    for nonsense in ("", "yesterday", "0001-01-01", "9999-12-31", "1961-02-30"):
        answer = desk.get(front, {"until": nonsense})
        assert answer.status_code == 200
        assert "No story is dated in these five weeks" in answer.content.decode()


def test_the_calendar_costs_the_same_however_many_sources_and_stories(desk: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            read_coverage(TODAY, today=TODAY)
        return len(asked)

    keep_days(make.make_source("MP"), TODAY)
    before = count()
    for code in ("XA", "XB", "XC"):
        keep_days(make.make_source(code), *[TODAY - timedelta(days=back) for back in range(6)])

    assert count() == before == 3


@pytest.mark.django_db
def test_the_calendar_reads_an_index_and_no_story() -> None:
    make.make_source("MP")
    with CaptureQueriesContext(connection) as asked:
        read_coverage(TODAY, today=TODAY)
    counting = next(query["sql"] for query in asked if "COUNT(" in query["sql"])

    plan = " ".join(plan_of(counting))

    if connection.vendor == "sqlite":
        assert "SEARCH archive_article USING COVERING INDEX article_source_newest" in plan
    else:  # which index serves best depends on what is there; in a table this small, on nothing
        assert "Index" in plan and "Seq Scan" not in plan, plan


def test_who_may_not_see_stories_sees_no_calendar(db: None) -> None:
    User.objects.create_user("clerk", is_staff=True)
    client = Client()
    client.force_login(User.objects.get(username="clerk"))

    assert "coverage" not in client.get(reverse("admin:index")).content.decode()
