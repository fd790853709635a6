"""Two editors at one story, in every order of opening and saving: nothing of either is lost, and the second is told."""

from __future__ import annotations

import threading
from itertools import permutations

import pytest
from django.db import connection
from django.test import Client

from archive.models import Article, ArticleVersion, Correction
from archive.models.article import Status
from editorial.models import WorkingDraft
from tests import make

from .pages import deed_of, fill_form, page_of

STEPS = ("ann opens", "ann saves", "bob opens", "bob saves")
ORDERS = [
    order
    for order in permutations(STEPS)
    if order.index("ann opens") < order.index("ann saves") and order.index("bob opens") < order.index("bob saves")
]
WAYS = {
    "draft": {"_draft": ""},
    "publish": {"_publish": ""},
    "correct": {"_correct": "", "correction": "We had it wrong."},
}


def sign_in(name: str) -> Client:
    client = Client()
    client.force_login(make.make_user(name))
    return client


def words_of(name: str) -> str:
    return f"{name.title()} had these words."


def all_texts(article: Article) -> set[str]:
    return set(ArticleVersion.objects.filter(article=article).values_list("text", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_in_every_order_the_second_is_told_and_both_texts_are_kept(order: tuple[str, ...], way: str) -> None:
    article = make.make_article()
    desks = {name: sign_in(name) for name in ("ann", "bob")}
    forms: dict[str, dict[str, str]] = {}
    answers: dict[str, int] = {}

    for step in order:
        name, deed = step.split()
        if deed == "opens":
            forms[name] = fill_form(article, text=words_of(name), **WAYS[way])
            desks[name].post(deed_of(article, "keep"), forms[name])  # as the page does while somebody types
        else:
            response = desks[name].post(page_of(article), forms[name])
            answers[name] = response.status_code
            if response.status_code == 409:
                page = response.content.decode()
                assert words_of("ann") in page and words_of("bob") in page, "both texts are shown"

    first, second = (step.split()[0] for step in order if step.endswith("saves"))
    has_seen = order.index(f"{second} opens") > order.index(f"{first} saves")
    assert answers == {first: 302, second: 302 if has_seen else 409}
    latest = Article.objects.for_desk().get(pk=article.pk).latest_version
    assert latest is not None and latest.text == words_of(second if has_seen else first)
    kept = all_texts(article) | set(WorkingDraft.objects.values_list("fields__text", flat=True))
    if way != "draft" or not has_seen:  # who has seen a draft may write over it: there is one open draft
        assert {words_of("ann"), words_of("bob")} <= kept, "nobody's words are lost"
    if way == "correct":
        assert Correction.objects.count() == (2 if has_seen else 1)


@pytest.mark.django_db
@pytest.mark.parametrize("is_first", [True, False])
def test_saving_and_withdrawing_meet_in_either_order(is_first: bool) -> None:
    """Taken away meanwhile, the words are kept for whoever typed them and readers see nothing."""
    article = make.make_article()
    ann, bob = sign_in("ann"), sign_in("bob")
    form = fill_form(article, text=words_of("ann"), _publish="")
    away = {"how": "withdraw", "category": "error", "reason": "They took it back."}
    ann.post(deed_of(article, "keep"), form)

    def save() -> int:
        return ann.post(page_of(article), form).status_code

    def withdraw() -> int:
        return bob.post(deed_of(article, "withdraw"), away).status_code

    answers = [save(), withdraw()] if is_first else [withdraw(), save()]

    article.refresh_from_db()
    assert article.status == Status.WITHDRAWN
    assert answers == [302, 302] if is_first else answers[0] == 302 and answers[1] != 302
    drafts = set(WorkingDraft.objects.values_list("fields__text", flat=True))
    assert words_of("ann") in all_texts(article) | drafts


@pytest.mark.django_db(transaction=True)
def test_of_two_that_save_in_the_same_moment_one_is_told_of_the_other() -> None:
    """Both requests are on their way before either is answered; the lock of the story puts them in some order."""
    article = make.make_article()
    desks = {name: sign_in(name) for name in ("ann", "bob")}
    forms = {name: fill_form(article, text=words_of(name), _publish="") for name in desks}
    is_one_by_one = connection.vendor == "sqlite"  # it has one writer at a time, and the lock is the file's
    gate = threading.Barrier(1 if is_one_by_one else 2)
    answers: dict[str, int] = {}

    def save(name: str) -> None:
        gate.wait()
        try:
            answers[name] = desks[name].post(page_of(article), forms[name]).status_code
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[name]) for name in desks]
    for thread in threads:
        thread.start()
        if is_one_by_one:
            thread.join()
    for thread in threads:
        thread.join()

    assert sorted(answers.values()) == [302, 409]
    winner = next(name for name, status in answers.items() if status == 302)
    public = Article.objects.for_desk().get(pk=article.pk).public_version
    assert public is not None and public.text == words_of(winner)
    assert ArticleVersion.objects.filter(article=article).count() == 2
