"""What every engine must do. A test of an engine subclasses `EngineContract` and says how one is opened."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.search.document import Document
from archive.search.engine import Build, Engine, IndexBusy
from archive.search.parse import parse_query
from archive.search.query import FACETS, Everything, SearchRequest
from archive.search.results import Period
from bench.together import run_together
from tests.archive.search.stories import ask, counts, find, make_document, make_many, make_stories, walk

SPAWN = multiprocessing.get_context("spawn")
NAMES = ("gagarin", "film")


class EngineContract:
    """The behaviour of an engine, as its users see it."""

    @staticmethod
    def open_engine(path: Path) -> Engine:
        """An engine whose index lies in, or is named after, `path`."""
        raise NotImplementedError

    @pytest.fixture(scope="class")
    @classmethod
    def stories(cls, tmp_path_factory: pytest.TempPathFactory) -> Engine:
        """An engine that holds the stories of the space race; not written to."""
        engine = cls.open_engine(tmp_path_factory.mktemp("stories"))
        engine.put(make_stories())
        return engine

    @pytest.fixture
    def engine(self, tmp_path: Path) -> Engine:
        """An empty engine."""
        return self.open_engine(tmp_path / "index")

    @pytest.fixture(scope="class")
    @classmethod
    def crowd(cls, tmp_path_factory: pytest.TempPathFactory) -> Engine:
        """An engine with many stories of the same few words, and one of very many; not written to."""
        engine = cls.open_engine(tmp_path_factory.mktemp("crowd"))
        engine.put(make_document(ref=f"r{number:04d}", headline="a b", text="c") for number in range(4000))
        engine.put([make_document(ref="many", text=" ".join(f"word{number}" for number in range(1000, 4000)))])
        return engine

    # Finding

    @pytest.mark.parametrize(
        ("typed", "refs"),
        [
            ("", {"gagarin", "tereshkova", "armstrong", "film", "korea", "kim", "russian", "japan"}),
            ("gagarin", {"gagarin", "film"}),
            ("GAGARIN", {"gagarin", "film"}),
            ("gagarin film", {"film"}),
            ("gagarin -film", {"gagarin"}),
            ("-spaceflight -gagarin -moon -kim -김정은 -космонавты -東京", {"tereshkova"}),
            ("tereshkova OR armstrong", {"tereshkova", "armstrong"}),
            ("gagarin (saratov OR actor)", {"gagarin", "film"}),
            ("gagarin -(saratov OR actor)", set()),
            ("minister", {"tereshkova", "kim"}),  # stemmed
            ('"minister"', {"kim"}),  # as printed
            ('"first man"', {"gagarin", "film"}),
            ('"man first"', set()),
            ('"flights nothing"', set()),
            ('"cheering ministers"~3', {"tereshkova"}),
            ('"ministers flights"~1', set()),
            ("Jong-un", {"kim", "korea"}),
            ("teresh*", {"tereshkova"}),
            ("gagrin~", {"gagarin", "film"}),
            ("tereskhova~", {"tereshkova"}),
            ("cafe lodz", {"kim"}),
            ("ＣＡＦＥ", {"kim"}),
            ("cafe\u0301", {"kim"}),
            ("apollo 11", {"armstrong"}),
            ("гагарин", {"gagarin", "film"}),  # an alias
            ("космонавт", {"russian"}),  # stemmed by the story's language
            ("zzz", set()),
        ],
    )  # fmt: skip
    def test_words_find_the_stories_that_have_them(self, stories: Engine, typed: str, refs: set[str]) -> None:
        assert find(stories, typed) == refs

    @pytest.mark.parametrize(
        ("typed", "refs"),
        [
            ("김정은", {"korea", "kim"}),  # with a particle in one, as an alias in the other
            ("김", {"korea", "kim"}),
            ("정은", {"korea", "kim"}),
            ("은정", set()),
            ("김정은 lyubimova", {"korea"}),
            ("평양 olga 장관", {"korea"}),
            ("평양 gagarin", set()),
            ('"러시아 문화장관"', {"korea"}),
            ('"문화장관 러시아"', set()),
            ("AI는", {"korea"}),
            ("ai", {"korea"}),
            ("東京", {"japan"}),
            ("京都", set()),
            ("会議", {"japan"}),
            ("ﾀﾜｰ", {"japan"}),  # half-width kana
            ("김정*", {"korea", "kim"}),
        ],
    )
    def test_korean_and_japanese_are_found_mixed_with_english(
        self, stories: Engine, typed: str, refs: set[str]
    ) -> None:
        assert find(stories, typed) == refs

    @pytest.mark.parametrize(
        ("typed", "refs"),
        [
            ("headline:gagarin", {"film"}),
            ("headline:meeting", {"kim"}),
            ('headline:"walk on the moon"', {"armstrong"}),
            ("by:weld", {"gagarin"}),
            ("dateline:moscow", {"gagarin", "tereshkova"}),
            ("person:yuri-gagarin", {"gagarin", "film"}),
            ('person:"kim jong un"', {"korea", "kim"}),
            ("person:김정은", {"korea", "kim"}),
            ('person:"gagarin yuri"', {"gagarin", "film"}),  # who comes first differs by language
            ('person:"jong-un kim"', {"korea", "kim"}),
            ('person:"yuri kim"', set()),
            ("headline:(gagarin OR meeting)", {"film", "kim"}),
            ("headline:(man moon)", set()),
            ("place:pyongyang", {"korea", "kim"}),
            ("source:ajp", {"korea", "kim"}),
            ("topic:cinema", {"film"}),
            ("lang:ko", {"korea"}),
            ("date:1961", {"gagarin"}),
            ("date:1961-04..1963-06", {"gagarin", "tereshkova"}),
            ("date:1961-05..1963-06-15", set()),
            ("after:1974", {"korea", "kim"}),
            ('after:"30 June 2025"', {"kim"}),
            ("before:1963", {"gagarin"}),
            ("gagarin -date:1974", {"gagarin"}),
            ("headline:moon OR person:kim-jong-un", {"armstrong", "korea", "kim"}),
        ],
    )
    def test_fields_narrow_a_search(self, stories: Engine, typed: str, refs: set[str]) -> None:
        assert find(stories, typed) == refs

    def test_a_headline_counts_for_more_than_a_mention(self, engine: Engine) -> None:
        engine.put([
            make_document(ref="mention", headline="Other news", text="A comet was seen. " + "More words follow. " * 20),
            make_document(ref="headline", headline="Comet seen", text="It was bright. " + "More words follow. " * 20),
        ])  # fmt: skip

        assert [hit.ref for hit in ask(engine, "comet").hits] == ["headline", "mention"]

    def test_since_and_until_include_their_days(self, stories: Engine) -> None:
        assert find(stories, since=date(1961, 4, 12), until=date(1963, 6, 16)) == {"gagarin", "tereshkova"}
        assert find(stories, since=date(1961, 4, 13), until=date(1963, 6, 15)) == set()

    def test_a_search_among_a_few_stories_finds_those_that_match(self, stories: Engine) -> None:
        assert find(stories, "gagarin", refs=("film", "kim", "never-was")) == {"film"}
        assert ask(stories, "gagarin", refs=("film", "kim"), facets=("source",)).total == 1
        assert ask(stories, "", refs=("film", "kim")).total == 2
        assert ask(stories, "gagarin", refs=()).total == 0
        assert ask(stories, "gagarin").total == 2

    def test_the_result_says_how_the_query_was_understood(self, stories: Engine) -> None:
        assert ask(stories, 'gagarin "first man" -film').understood == (
            "gagarin and the exact phrase “first man”, without film"
        )

    # Facets

    def test_facets_count_the_stories_found(self, stories: Engine) -> None:
        results = ask(stories, "gagarin", facets=FACETS)

        assert results.total == 2
        assert counts(results, "people") == {"yuri-gagarin": 2}
        assert counts(results, "source") == {"MP": 1, "OTHER": 1}
        assert counts(results, "year") == {"1961": 1, "1974": 1}
        assert counts(results, "events") == {}

    def test_choices_in_one_facet_widen_and_facets_together_narrow(self, stories: Engine) -> None:
        assert find(stories, filters={"source": ("AJP", "OTHER")}) == {"korea", "kim", "armstrong", "film"}
        narrowed = {"source": ("MP", "OTHER"), "topics": ("spaceflight",), "year": ("1961", "1969")}
        assert find(stories, filters=narrowed) == {"gagarin", "armstrong"}

    def test_a_choice_does_not_shrink_the_counts_of_its_own_facet(self, stories: Engine) -> None:
        results = ask(stories, filters={"source": ("AJP",)}, facets=("source", "people"))

        assert results.total == 2
        assert counts(results, "source") == {"MP": 4, "OTHER": 2, "AJP": 2}
        assert counts(results, "people") == {"kim-jong-un": 2}
        assert [choice.value for choice in results.facets[0].choices if choice.selected] == ["AJP"]

    def test_two_chosen_facets_shrink_each_other(self, stories: Engine) -> None:
        results = ask(stories, filters={"source": ("MP",), "topics": ("cinema",)}, facets=("source", "topics"))

        assert results.total == 0
        assert counts(results, "source") == {"OTHER": 1, "MP": 0}
        assert counts(results, "topics") == {"spaceflight": 2, "women": 1, "cinema": 0}

    def test_a_choice_out_of_sight_keeps_its_true_count(self, engine: Engine) -> None:
        engine.put(make_document(ref=f"s{n}", topics=(f"t{n % 30:02d}", "common")) for n in range(60))

        results = ask(engine, filters={"topics": ("t29",)}, facets=("topics",), choices=3)

        assert counts(results, "topics") == {"common": 60, "t00": 2, "t01": 2, "t29": 2}
        assert results.facets[0].more

    def test_the_histogram_counts_by_year_month_and_day(self, stories: Engine) -> None:
        assert ask(stories, "gagarin", histogram=True).years == (Period("1961", 1), Period("1974", 1))
        months = ask(stories, "김정은", histogram=True, step="month").years
        assert months == (Period("2025-06", 1), Period("2025-07", 1))
        assert ask(stories, "gagarin", histogram=True, step="day", until=date(1961, 12, 31)).years == (
            Period("1961-04-12", 1),
        )

    # Paging

    @pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
    def test_pages_show_every_story_once(self, engine: Engine, sort: Any) -> None:
        engine.put(make_many(60))
        engine.put(make_many(100)[60:])
        days = {story.ref: story.dated_on for story in make_many(100)}

        refs = walk(engine, "launch", sort=sort, limit=7)

        assert sorted(refs) == sorted(days)
        if sort == "oldest":
            assert [days[ref] for ref in refs] == sorted(days.values())
        if sort == "newest":
            assert [days[ref] for ref in refs] == sorted(days.values(), reverse=True)

    def test_stories_of_one_day_are_in_the_order_of_their_publication(self, engine: Engine) -> None:
        day = date(1969, 7, 20)
        engine.put(
            make_document(ref=f"at-{hour}", dated_on=day, published_at=datetime(1969, 7, 20, hour, tzinfo=UTC))
            for hour in (9, 3, 21, 15)
        )

        assert [hit.ref for hit in ask(engine, sort="newest").hits] == ["at-21", "at-15", "at-9", "at-3"]
        assert walk(engine, "", sort="oldest", limit=1) == ["at-3", "at-9", "at-15", "at-21"]

    def test_every_date_can_be_indexed(self, engine: Engine) -> None:
        engine.put([make_document(ref="a", dated_on=date.max), make_document(ref="b", dated_on=date.min)])

        assert walk(engine, "", sort="oldest", limit=1) == ["b", "a"]

    def test_every_page_tells_the_same_total(self, engine: Engine) -> None:
        engine.put(make_many(20))
        first = ask(engine, "launch", sort="newest", limit=5)

        assert ask(engine, "launch", sort="newest", limit=5, cursor=first.next_cursor).total == first.total == 20

    def test_a_story_that_comes_in_between_does_not_shift_the_next_page_by_date(self, engine: Engine) -> None:
        engine.put(make_many(20))
        first = ask(engine, "launch", sort="newest", limit=10)
        engine.put([make_document(ref="late", headline="launch", dated_on=date(1999, 1, 1))])
        second = ask(engine, "launch", sort="newest", limit=10, cursor=first.next_cursor)

        assert {hit.ref for hit in (*first.hits, *second.hits)} == {story.ref for story in make_many(20)}

    def test_a_page_by_relevance_goes_on_where_the_last_one_ended_whatever_comes_and_goes(self, engine: Engine) -> None:
        """What came in between and ranks higher is on no later page; what was there is on one page, once."""
        engine.put(make_many(60))
        first = ask(engine, "launch", limit=20)
        shown = [hit.ref for hit in first.hits]

        engine.put(make_document(ref=f"new{number}", headline="Launch launch launch", text="") for number in range(7))
        second = ask(engine, "launch", limit=20, cursor=first.next_cursor)
        shown += [hit.ref for hit in second.hits]
        engine.remove(["new1", "new2", "new3", *shown[2:9]])
        third = ask(engine, "launch", limit=20, cursor=second.next_cursor)
        shown += [hit.ref for hit in third.hits]

        assert sorted(shown) == sorted(document.ref for document in make_many(60))
        assert third.next_cursor == ""
        assert second.total == 67

    @pytest.mark.parametrize("cursor", ["x", "💥", "cmVsZXZhbmNlOi0x", "a" * 5000, "\ud800", "\0", "bmV3ZXN0OjE"])
    def test_a_broken_cursor_shows_the_first_page_and_says_so(self, stories: Engine, cursor: str) -> None:
        results = ask(stories, "gagarin", cursor=cursor)

        assert len(results.hits) == 2
        assert results.notes == ("The link to this page of results was not whole, so the first page is shown.",)

    # Writing

    def test_an_index_that_was_never_written_is_empty(self, engine: Engine) -> None:
        assert ask(engine, "gagarin", facets=FACETS, histogram=True).total == 0
        assert (engine.count(), list(engine.versions()), engine.suggest("g"), engine.similar("x")) == (0, [], (), ())

    def test_a_second_put_replaces_the_first(self, engine: Engine) -> None:
        engine.put([make_document(ref="a", text="old words", fingerprint="1")])
        engine.put([make_document(ref="a", text="new words", fingerprint="2")])

        assert (find(engine, "old"), find(engine, "new")) == (set(), {"a"})
        assert list(engine.versions()) == [("a", "2")]

    def test_of_two_documents_of_one_ref_in_one_put_the_last_stands(self, engine: Engine) -> None:
        engine.put([make_document(ref="a", fingerprint="1"), make_document(ref="a", fingerprint="2")])

        assert list(engine.versions()) == [("a", "2")]

    def test_what_is_removed_is_not_found(self, engine: Engine) -> None:
        engine.put(make_stories())
        engine.remove(["gagarin", "never-was"])

        assert find(engine, "gagarin") == {"film"}
        assert engine.count() == len(make_stories()) - 1

    def test_versions_lists_every_story_in_order_of_ref(self, engine: Engine) -> None:
        engine.put(make_document(ref=ref) for ref in ("b", "abcdefghij", "abcdefghii", "김", "a", "B", "0"))
        engine.remove(["a"])

        versions = list(engine.versions())

        assert versions == sorted(versions)
        assert versions[0] == ("0", "f-0")
        assert len(versions) == 6

    @pytest.mark.parametrize("many", [1, 250])
    def test_documents_put_into_two_engines_are_in_both_and_replaced_in_both(self, tmp_path: Path, many: int) -> None:
        first, second = self.open_engine(tmp_path / "a"), self.open_engine(tmp_path / "b")
        refs = [f"s{number:03d}" for number in range(many)]
        second.put([make_document(ref=refs[0], text="old words", fingerprint="0")])

        put = first.put([make_document(ref=ref, text="new words", fingerprint="1") for ref in refs], second)

        for engine in (first, second):
            assert (put, engine.count(), find(engine, "old")) == (many, many, set())
            assert list(engine.versions()) == [(ref, "1") for ref in refs]
        first.put([make_document(ref=ref, text="newest", fingerprint="2") for ref in refs], second)
        for engine in (first, second):
            assert list(engine.versions()) == [(ref, "2") for ref in refs]

    def test_what_is_put_into_two_engines_during_a_rebuild_is_in_the_new_index(self, tmp_path: Path) -> None:
        first, second = self.open_engine(tmp_path / "a"), self.open_engine(tmp_path / "b")

        def documents() -> Iterator[Document]:
            second.put((make_document(ref=f"s{number:03d}") for number in range(250)), first)
            yield make_document(ref="kept")

        first.rebuild(documents())

        assert (first.count(), second.count()) == (251, 250)

    def test_a_put_that_fails_writes_nothing(self, engine: Engine) -> None:
        def documents() -> Iterator[Document]:
            yield make_document(ref="a")
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError, match="went away"):
            engine.put(documents())

        assert engine.count() == 0
        assert engine.put([make_document(ref="b")]) == 1
        assert find(engine) == {"b"}

    def test_another_engine_on_the_same_index_sees_a_write_at_once(self, engine: Engine, tmp_path: Path) -> None:
        other = self.open_engine(tmp_path / "index")
        assert other.count() == 0
        for number in range(1, 6):
            engine.put([make_document(ref=f"a{number}")])
            assert other.count() == number

    def test_writing_may_be_nested_and_others_wait(self, engine: Engine, tmp_path: Path) -> None:
        other = self.open_engine(tmp_path / "index")
        with engine.writing():
            engine.put([make_document(ref="a")])
            with engine.writing():
                engine.put([make_document(ref="b")])
            with pytest.raises(IndexBusy, match="Try again"), other.writing(timeout=0.05):
                pass
            assert find(other) == {"a", "b"}
        other.put([make_document(ref="c")])
        assert find(engine) == {"a", "b", "c"}

    def test_threads_write_and_search_together(self, engine: Engine) -> None:
        def work(thread: int) -> None:
            for number in range(5):
                engine.put([make_document(ref=f"t{thread}-{number}", text="together")])
                assert f"t{thread}-{number}" in find(engine, "together")

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(work, range(4)))

        assert engine.count() == 20

    def test_two_processes_that_write_at_once_both_land(self, tmp_path: Path) -> None:
        workers = [SPAWN.Process(target=_put_some, args=(self.open_engine, tmp_path / "index", name)) for name in "ab"]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(60)

        assert [worker.exitcode for worker in workers] == [0, 0]
        assert self.open_engine(tmp_path / "index").count() == 20

    def test_a_writer_killed_at_any_moment_leaves_the_index_readable(self, tmp_path: Path) -> None:
        path = tmp_path / "index"
        self.open_engine(path).put([make_document(ref="first")])
        for moment in (0.0, 0.02, 0.07, 0.15):
            ready = SPAWN.Event()
            worker = SPAWN.Process(target=_put_for_ever, args=(self.open_engine, path, ready))
            worker.start()
            assert ready.wait(60)
            time.sleep(moment)
            assert worker.pid is not None
            os.kill(worker.pid, signal.SIGKILL)
            worker.join(60)

            engine = self.open_engine(path)
            assert "first" in dict(engine.versions())
            engine.put([make_document(ref=f"after-{moment}")])
            assert f"after-{moment}" in find(engine, sort="oldest") | {hit.ref for hit in ask(engine, "quiet").hits}
            assert f"after-{moment}" in dict(engine.versions())

    # Rebuilding

    def test_a_rebuild_replaces_everything(self, engine: Engine, tmp_path: Path) -> None:
        other = self.open_engine(tmp_path / "index")
        engine.put(make_many(5))
        assert other.count() == 5

        assert engine.rebuild(make_stories()) == len(make_stories())

        assert find(engine, "launch") == find(other, "launch") == set()
        assert find(engine, "gagarin") == find(other, "gagarin") == {"gagarin", "film"}

    def test_searches_and_writes_go_on_during_a_rebuild_and_nothing_of_them_is_lost(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        engine.put(make_stories())
        half, go_on = threading.Event(), threading.Event()

        def documents() -> Iterator[Document]:
            stories = make_stories()
            yield from stories[:4]
            half.set()
            assert go_on.wait(30)
            yield from stories[4:]

        with ThreadPoolExecutor(1) as pool:
            rebuilding = pool.submit(engine.rebuild, documents())
            assert half.wait(30)
            other = self.open_engine(tmp_path / "index")
            assert find(other, "gagarin") == {"gagarin", "film"}
            with pytest.raises(IndexBusy, match="under way"):
                other.rebuild([])
            other.put([make_document(ref="meanwhile", topics=("new",)), make_document(ref="kim", text="changed")])
            other.remove(["film"])
            assert find(engine, "gagarin") == {"gagarin"}
            go_on.set()
            rebuilding.result(30)

        assert find(engine) == {story.ref for story in make_stories()} - {"film"} | {"meanwhile"}
        assert find(engine, "changed") == {"kim"}
        assert counts(ask(engine, facets=("topics",)), "topics")["new"] == 1

    def test_a_rebuild_that_fails_leaves_the_old_index(self, engine: Engine) -> None:
        def documents() -> Iterator[Document]:
            yield make_document(ref="a")
            raise KeyboardInterrupt

        engine.put(make_stories())
        with pytest.raises(KeyboardInterrupt):
            engine.rebuild(documents())

        assert engine.count() == len(make_stories())
        assert engine.rebuild([]) == 0
        assert engine.count() == 0

    def test_several_processes_fill_one_rebuild(self, engine: Engine, tmp_path: Path) -> None:
        engine.put(make_many(5))
        with engine.rebuilding() as build:
            fillers = [SPAWN.Process(target=_fill, args=(build, name)) for name in ("a", "b")]
            for filler in fillers:
                filler.start()
            for filler in fillers:
                filler.join(60)
                assert filler.exitcode == 0
            assert engine.count() == 5

        assert find(engine) == {f"{name}{number}" for name in ("a", "b") for number in range(10)}
        assert len(list(engine.versions())) == 20

    def test_what_a_process_that_died_had_not_finished_is_not_in_the_rebuild(self, engine: Engine) -> None:
        with engine.rebuilding() as build:
            dying = SPAWN.Process(target=_fill, args=(build, "dead", True))
            dying.start()
            dying.join(60)
            _fill(build, "a")

        assert dying.exitcode == -signal.SIGKILL
        assert engine.count() == len(list(engine.versions())) == 10

    def test_two_indexes_share_what_is_the_same_and_then_go_their_own_ways(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        other = self.open_engine(tmp_path / "other")
        with (
            engine.rebuilding() as one,
            other.rebuilding() as two,
            one.filling(two) as add_to_both,
            two.filling() as add_to_other,
        ):
            for story in make_stories():
                add_to_both(story)
            add_to_other(make_document(ref="secret", text="gagarin"))

        assert find(engine, "gagarin") == {"gagarin", "film"}
        assert find(other, "gagarin") == {"gagarin", "film", "secret"}
        engine.remove(["film"])
        other.put([make_document(ref="gagarin", headline="Changed")])
        assert find(engine, "gagarin") == {"gagarin"}
        assert find(other, "gagarin") == {"film", "secret"}
        assert engine.rebuild([]) == 0
        assert find(other, "gagarin") == {"film", "secret"}

    @pytest.mark.parametrize("rebuilding", [False, True])
    def test_writers_readers_and_rebuilds_at_once_never_show_what_is_old(
        self, engine: Engine, tmp_path: Path, rebuilding: bool
    ) -> None:
        engine.put(make_many(200))

        report = run_together(type(self).open_engine, tmp_path / "index", seconds=2, rebuilding=rebuilding)

        assert report.errors == []
        assert report.stalest <= 1
        assert report.writes > 4 and report.searches > 20
        assert bool(report.rebuilds) == rebuilding

    # Beyond searching

    def test_similar_stories_share_rare_words_or_people(self, stories: Engine) -> None:
        similar = [hit.ref for hit in stories.similar("gagarin", 3)]

        assert similar[0] == "film"
        assert "gagarin" not in similar
        assert len(stories.similar("film", 1)) == 1

    def test_suggestions_are_names_then_stories(self, stories: Engine) -> None:
        suggestions = stories.suggest("yuri gag")
        assert (suggestions[0].kind, suggestions[0].text, suggestions[0].count) == ("name", "Yuri Gagarin", 2)
        assert [(s.kind, s.text) for s in stories.suggest("woman cos")] == [("story", "tereshkova")]
        assert stories.suggest("김")[0].text == "김정은"
        assert stories.suggest(" ") == stories.suggest("zzz") == ()

    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("gagarin yu", "Yuri Gagarin"),
            ("Jong-un k", "Kim Jong Un"),
            ("kim jongun", "Kim Jong Un"),
            ("KIM JO", "Kim Jong Un"),
            ("гагар", "Юрий Гагарин"),
            ("정은", "김정은"),
        ],
    )
    def test_a_name_is_suggested_whatever_its_order_case_or_hyphens(
        self, stories: Engine, typed: str, name: str
    ) -> None:
        assert name in [one.text for one in stories.suggest(typed) if one.kind == "name"]

    def test_a_name_of_very_many_stories_is_counted_exactly(self, engine: Engine) -> None:
        draw = random.Random(1)
        refs = ["".join(draw.choices("0123456789abcdefghjkmnpqrstvwxyz", k=10)) for _ in range(1500)]
        engine.put(make_document(ref=ref, names=("Common Name",)) for ref in refs)

        assert [(one.text, one.count) for one in engine.suggest("comm")] == [("Common Name", 1500)]

    def test_topics_are_suggested_by_any_of_their_words(self, engine: Engine) -> None:
        engine.put([make_document(ref="a", topics=("human-spaceflight",)), make_document(ref="b", topics=("cinema",))])

        assert [(one.kind, one.text, one.count) for one in engine.suggest("space")] == [
            ("topic", "human-spaceflight", 1)
        ]

    def test_only_the_kinds_asked_for_are_suggested(self, engine: Engine) -> None:
        engine.put([make_document(ref="a", headline="Space now", topics=("space",), names=("Space Agency",))])

        for kind, text in (("name", "Space Agency"), ("topic", "space"), ("story", "a")):
            assert [(one.kind, one.text) for one in engine.suggest("spa", kinds=(kind,))] == [(kind, text)]
        assert engine.suggest("spa", kinds=()) == ()

    def test_what_was_removed_is_neither_suggested_nor_offered_as_a_correction(self, engine: Engine) -> None:
        """The dictionary of an index may remember words longer than its stories last."""
        engine.put([
            make_document(ref="kept"),
            make_document(ref="gone", headline="Zanzibarium", topics=("zanzibarium",), names=("Zanzibarium",)),
        ])  # fmt: skip
        assert engine.suggest("zanzi") and engine.correct("zanzibarum")
        engine.remove(["gone"])

        assert engine.suggest("zanzi") == engine.correct("zanzibarum") == ()

    @pytest.mark.parametrize(
        ("typed", "word"),
        [("gagrin", "gagarin"), ("agarin", "gagarin"), ("tereskhova", "tereshkova"), ("Vostk", "vostok")],
    )
    def test_a_misspelt_word_is_corrected(self, stories: Engine, typed: str, word: str) -> None:
        found = stories.correct(typed)

        assert (found[0].kind, found[0].text) == ("word", word)
        assert found[0].count == len(find(stories, f'"{word}"'))

    @pytest.mark.parametrize(
        "typed", ["", " ", "gagarin", "xyzzyqq", "김정운", "kim", "two words", "1234", "💥", "\0", "a*"]
    )
    def test_a_word_that_needs_or_has_no_correction_gets_none(self, stories: Engine, typed: str) -> None:
        assert stories.correct(typed) == ()

    # Bad input

    @given(st.text(max_size=60), st.text(max_size=12))
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def test_no_text_is_an_error(self, stories: Engine, typed: str, value: str) -> None:
        _ask_everywhere(stories, typed)
        _ask_everywhere(stories, value)

    @pytest.mark.parametrize(
        "typed", ["a" * 100_000, "(" * 999, '"' * 999, "a* " * 300, "ab~ " * 300, "-" * 999, "a OR " * 200]
    )
    def test_monstrous_queries_are_bounded(self, stories: Engine, typed: str) -> None:
        _ask_everywhere(stories, typed)

    def test_a_beginning_that_too_many_words_share_is_cut_and_says_so(self, engine: Engine) -> None:
        engine.put([make_document(ref="many", text=" ".join(f"word{number}" for number in range(400)))])

        assert "More than 300 words begin with “wor”" in ask(engine, "wor*").notes[0]
        assert ask(engine, "word39*").notes == ()
        assert len(engine.suggest("w", 5)) <= 8
        assert len(engine.correct("wordx")) <= 3

    @pytest.mark.parametrize(
        ("typed", "note"),
        [
            (" OR ".join(f"{a}{b}~" for a in "abcdef" for b in ("agarin", "ostok", "itov")), "Too many misspelt words"),
            ("yuri~2", "only one of its letters may differ"),
            (" OR ".join(f"word{number}*" for number in range(10, 40)), "Too many beginnings"),
            (f'"{"a b " * 200}"~9', "in too many stories to look where they stand"),
            (" ".join(f'"a {"b a " * number}"' for number in range(1, 21)), "in too many stories"),
            (f'"{"a b " * 200} c*"', "in too many stories"),
        ],
    )
    def test_a_query_that_would_take_long_is_cut_and_says_so(self, crowd: Engine, typed: str, note: str) -> None:
        answer = ask(crowd, typed, facets=FACETS, histogram=True)

        assert any(note in said for said in answer.notes), answer.notes

    def test_words_of_a_phrase_that_would_take_long_are_sought_anywhere(self, crowd: Engine) -> None:
        phrase = "a b " * 200
        assert ask(crowd, f'"{phrase}"').total == 4000
        assert ask(crowd, f'"{phrase}" "b a"').total == 0
        assert ask(crowd, '"a b"').total == 4000
        assert ask(crowd, '"a b"').notes == ()

    def test_the_same_part_twice_is_one(self, crowd: Engine) -> None:
        once, often = ask(crowd, '"a b"'), ask(crowd, '"a b" ' * 60)

        assert (often.total, often.notes) == (once.total, ())

    def test_hostile_strings_are_only_words(self, stories: Engine, shared_data: Path) -> None:
        for file in ("blns/blns.txt", "xss-payloads.txt"):
            for line in (shared_data / "hostile" / file).read_text("utf-8").splitlines():
                _ask_everywhere(stories, line)

    def test_hostile_stories_are_indexed(self, engine: Engine, shared_data: Path) -> None:
        lines = (shared_data / "hostile" / "blns" / "blns.txt").read_text("utf-8").splitlines()
        engine.put(
            make_document(
                ref=f"r{n}", headline=line, text=line, names=(line,), byline=line, topics=(line,), source=line
            )
            for n, line in enumerate(lines)
        )

        assert engine.count() == len(lines)
        assert len(list(engine.versions())) == len(lines)


def _ask_everywhere(engine: Engine, typed: str) -> None:
    query = parse_query(typed).query
    engine.search(SearchRequest(query, cursor=typed, facets=FACETS, histogram=True, sort="newest"))
    engine.search(SearchRequest(query, filters=dict.fromkeys(FACETS, (typed,)), refs=(typed,)))
    engine.search(SearchRequest(Everything(), filters={typed: (typed,)}, facets=(typed,), limit=-5))
    engine.suggest(typed)
    engine.correct(typed)
    engine.similar(typed)


def _put_some(open_engine: Any, path: Path, name: str) -> None:
    engine = open_engine(path)
    for number in range(10):
        engine.put([make_document(ref=f"{name}{number}")])


def _fill(build: Build, name: str, dies: bool = False) -> None:
    with build.filling() as add:
        for number in range(10):
            add(make_document(ref=f"{name}{number}"))
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)


def _put_for_ever(open_engine: Any, path: Path, ready: Any) -> None:
    engine = open_engine(path)
    engine.count()
    ready.set()
    for number in range(100_000):
        engine.put(make_document(ref=f"killed-{number}-{n}") for n in range(20))
