"""The page of a story."""

import json
import re
from datetime import date

import pytest
from django.test import Client

from archive.actions import RightsStatement, Words, add_alias, correct_article, set_rights
from archive.indexing.drain import drain_outbox
from archive.models import Article, Entity
from archive.models.link import LinkType
from tests.make import (
    NOON,
    make_article,
    make_event,
    make_link,
    make_mention,
    make_note,
    make_person,
    make_place,
)

pytestmark = pytest.mark.django_db


def read(client: Client, article: Article) -> str:
    answer = client.get(article.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_another_slug_leads_to_the_address(client: Client) -> None:
    """Headlines change and links are cut; the reference counts."""
    article = make_article()

    for path in (f"/articles/{article.ref}/", f"/articles/{article.ref}/old-headline/"):
        answer = client.get(path)
        assert answer.status_code == 301
        assert answer["Location"] == article.get_absolute_url()


def test_a_reference_copied_by_hand_is_understood(client: Client) -> None:
    """Capitals, and the letters that look like digits."""
    article = make_article()
    Article.objects.filter(pk=article.pk).update(ref="0k1m2xq9d4")

    assert client.get("/articles/OKLM2XQ9D4/")["Location"].startswith("/articles/0k1m2xq9d4/")


def test_a_korean_headline_has_an_address_of_its_own(client: Client) -> None:
    """Addresses are read by people in every script."""
    article = make_article(headline="소련, 사람을 지구 궤도에 올려", language="ko")

    page = read(client, article)

    assert '<h1 lang="ko" dir="auto">소련, 사람을 지구 궤도에 올려</h1>' in page
    assert re.search(r'<link rel="canonical" href="[^"]*%EC%86%8C', page)


def test_names_in_the_text_lead_to_those_named(client: Client) -> None:
    """Only where they stand in these words."""
    article = make_article()
    person = make_person()
    make_mention(article, person, words="Yuri Gagarin", descriptor="Major")

    page = read(client, article)

    assert f'<a class="name person" href="{person.get_absolute_url()}">Yuri Gagarin</a>' in page
    assert '<small dir="auto">Major</small>' in page


def test_a_public_note_is_numbered_and_leads_back(client: Client) -> None:
    """From the words to the note and from the note to the words, by keyboard too."""
    article = make_article()
    make_note(article, "felt well", body="He said so *later*.", visibility="public")

    page = read(client, article)

    assert 'id="words-1"' in page and 'href="#note-1"' in page
    assert 'id="note-1"' in page and 'href="#words-1"' in page
    assert "<em>later</em>" in page


def test_a_link_is_worded_for_each_side(client: Client) -> None:
    """One row, two headings."""
    first, second = make_article(headline="First"), make_article(headline="Second")
    make_link(second, first, type=LinkType.FOLLOWS, reason="two days later")

    assert "Followed by" in read(client, first) and "Second" in read(client, first)
    assert "Follows" in read(client, second)
    assert "two days later" in read(client, first)


def test_the_notice_is_shown_word_for_word(client: Client) -> None:
    """It is a legal text."""
    article = make_article()
    notice = "Copyright ⓒ Aju Press <All rights reserved>"
    set_rights(article=article, statement=RightsStatement(notice=notice), by=None, at=NOON)

    assert "Copyright ⓒ Aju Press &lt;All rights reserved&gt;" in read(client, article)


def test_an_older_version_says_that_it_is_one(client: Client) -> None:
    """With the way to the current words, and kept out of search engines."""
    article = make_article(text="It took 89 minutes.")
    words = Words(headline="It took longer", text="It took 108 minutes.")
    article = correct_article(article=article, words=words, notice="Longer.", by=None, at=NOON).article
    article.refresh_from_db()

    answer = client.get(f"/articles/{article.ref}/v/1/")
    page = answer.content.decode()

    assert "This is version 1" in page and "It took 89 minutes." in page
    assert article.get_absolute_url() in page
    assert answer["X-Robots-Tag"] == "noindex"
    assert client.get(f"/articles/{article.ref}/v/3/").status_code == 404


def test_linked_data_says_what_the_page_says_and_cannot_end_its_block(client: Client) -> None:
    """A headline with a closing script tag stays a headline."""
    hostile = "</script><script>alert(1)</script> & more"
    article = make_article(headline=hostile, language="en")
    make_mention(article, make_place("Moscow"))

    page = read(client, article)
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, flags=re.S)

    assert block is not None
    data = json.loads(block[1])
    assert data["headline"] == hostile
    assert data["mentions"][0]["name"] == "Moscow"
    assert data["dateCreated"] == "1961-04-12"
    assert "alert(1)</script>" not in page


def test_an_event_stands_between_its_kin(client: Client) -> None:
    """Only kin that readers may know of."""
    programme = make_event("Vostok programme", starts_on=date(1960, 5, 15), ends_on=date(1963, 6, 19))
    first = make_event("Vostok 1", parent=programme)
    second = make_event("Vostok 2", parent=programme, starts_on=date(1961, 8, 6), ends_on=date(1961, 8, 7))
    make_event("Vostok 13", parent=programme)
    article = make_article()
    make_mention(article, first)
    make_mention(make_article(headline="Titov"), second)

    page = read(client, article)

    assert "6–7 August 1961" in page
    assert "Vostok 2" in page and "Vostok 13" not in page
    assert "Vostok programme" not in page  # named by no readable story


HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>{{7*7}}"


def test_nothing_that_is_stored_becomes_markup(client: Client) -> None:
    """Every field that a feed or an editor fills, on every page that shows it."""
    article = make_article(
        headline=HOSTILE, subheadline=HOSTILE, abstract=HOSTILE, byline=HOSTILE,
        dateline_text=HOSTILE, text=f"{HOSTILE}\n\nMajor Gagarin", language='en" onload="x', topics=(HOSTILE,),
    )  # fmt: skip
    statement = RightsStatement(notice=HOSTILE, usage_terms=HOSTILE, holder=HOSTILE)
    set_rights(article=article, statement=statement, by=None, at=NOON)
    person = make_person(HOSTILE, description=HOSTILE)
    add_alias(entity=person, name=f"{HOSTILE} alias", language='ko"><script>', kind=HOSTILE[:30], at=NOON)
    make_mention(article, person, words="Major Gagarin", descriptor=HOSTILE)
    body = f"{HOSTILE} [x](javascript:alert(3)) ![y](http://evil.example/z)"
    make_note(article, "Major Gagarin", body=body, visibility="public")
    other = make_article(headline=HOSTILE)
    make_link(article, other, reason=HOSTILE)
    drain_outbox()

    pages = [article.get_absolute_url(), person.get_absolute_url(), "/", "/search", "/people/", "/sources/MP/"]
    for page in pages:
        text = client.get(page).content.decode()
        assert "<img" not in text, page
        assert "<script>" not in text, page
        assert 'onload="x' not in text.replace("&quot;", "'"), page
        assert "javascript:" not in text.replace("(javascript:alert(3))", ""), page
        assert "49" not in re.findall(r"<h1[^>]*>(.*?)</h1>", text, flags=re.S), page
        assert " style=" not in text, page
    assert Entity.objects.count() == 1
