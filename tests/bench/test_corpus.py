"""The corpus: the same stories whatever the size, and no two of one ref."""

from itertools import islice
from pathlib import Path

import pytest

from bench.corpus import make_corpus, make_documents, make_ref


@pytest.fixture(autouse=True)
def _needs_real_data(shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(shared_data))


def test_a_story_is_the_same_in_an_archive_of_any_size() -> None:
    small, large = list(make_corpus(20)), list(islice(make_corpus(1_000_000), 20))

    assert small == large
    assert list(make_corpus(20, start=15)) == small[15:]


def test_another_seed_makes_other_stories() -> None:
    assert next(make_corpus(1)) != next(make_corpus(1, seed=1988))


def test_no_ref_comes_twice() -> None:
    refs = [make_ref(number) for number in range(50_000)]

    assert len(set(refs)) == len(refs)
    assert all(len(ref) == 10 and not set(ref) & set("ilou") for ref in refs)


def test_stories_name_few_things_often_and_most_rarely() -> None:
    named = [place for document in make_documents(2_000) for place in document.places]
    counts = sorted((named.count(place) for place in set(named)), reverse=True)

    assert counts[0] > 20 * counts[len(counts) // 2]
