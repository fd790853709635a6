"""Names, notes and links on a story's page: each by a plain form."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive.models import Annotation, Article, Link, Mention
from archive.models.mention import MentionStatus
from tests import make

from .pages import deed_of, fill_form, page_of, read_page

NOTE = {"exact": "felt well", "before": "", "body": "Says who?", "visibility": "internal", "motivation": "questioning"}


def make_suggestion(article: Article, name: str) -> Mention:
    mention = make.make_mention(article, make.make_person(name), words=name)
    Mention.objects.filter(pk=mention.pk).update(
        status=MentionStatus.SUGGESTED, origin="rule", rule="title", confidence=0.72
    )
    return mention


def test_a_name_is_marked_in_the_text_and_a_suggested_one_otherwise(desk: Client) -> None:
    article = make.make_draft()
    make.make_mention(article, make.make_person("Yuri Gagarin"), words="Yuri Gagarin")
    make_suggestion(article, "Soviet Union")

    page = read_page(desk, article)

    assert 'class="name person"' in page
    assert 'class="suggested person"' in page
    assert "0.72" in page


def test_a_suggestion_is_confirmed_by_one_click(desk: Client, editor: User) -> None:
    article = make.make_draft()
    mention = make_suggestion(article, "Yuri Gagarin")

    response = desk.post(deed_of(article, "confirm", mention.pk))

    mention.refresh_from_db()
    assert (mention.status, mention.origin, mention.by) == ("confirmed", "person", editor)
    assert response["Location"] == page_of(article) + "#names"


def test_a_rejected_suggestion_is_gone_from_the_page_and_remembered(desk: Client) -> None:
    article = make.make_draft()
    mention = make_suggestion(article, "Yuri Gagarin")

    desk.post(deed_of(article, "reject", mention.pk))

    assert Mention.objects.get(pk=mention.pk).status == MentionStatus.REJECTED
    assert f'id="mention-{mention.pk}"' not in read_page(desk, article)


def test_a_mention_of_another_story_is_not_decided_here(desk: Client) -> None:
    article, other = make.make_draft(), make.make_draft()
    mention = make_suggestion(other, "Yuri Gagarin")

    assert desk.post(deed_of(article, "confirm", mention.pk)).status_code == 404


def test_a_name_is_added_wherever_it_stands(desk: Client) -> None:
    article = make.make_draft(text="Moscow spoke.\n\nThen Moscow fell silent.")
    place = make.make_place("Moscow")

    desk.post(deed_of(article, "mention"), {"entity": place.pk, "role": "mentioned"})

    assert Mention.objects.get(article=article).spans == [[0, 6], [20, 26]]


def test_a_name_is_added_at_the_words_that_mean_it(desk: Client) -> None:
    article = make.make_draft(text="The major slept.")
    form = {
        "entity": make.make_person().pk,
        "role": "subject",
        "descriptor": "air force major",
        "words": "The major",
    }

    desk.post(deed_of(article, "mention"), form)

    mention = Mention.objects.get(article=article)
    assert (mention.spans, mention.role, mention.descriptor) == ([[0, 9]], "subject", "air force major")


def test_words_that_are_not_in_the_story_name_nobody(desk: Client) -> None:
    article = make.make_draft()
    form = {"entity": make.make_person().pk, "role": "mentioned", "words": "the moon"}

    response = desk.post(deed_of(article, "mention"), form)

    assert "These words are not in the story" in response.content.decode()
    assert not Mention.objects.exists()


def test_a_new_event_made_from_a_story_is_tied_to_it(desk: Client) -> None:
    article = make.make_draft()
    address = reverse("admin:archive_event_add") + f"?for_story={article.pk}&words=landed+him+safely"
    form = {"name": "First flight", "precision": "day", "starts_on": "1961-04-12"}
    empty = {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}

    response = desk.post(address, form | empty)

    mention = Mention.objects.get(article=article)
    assert response["Location"] == page_of(article) + "#names"
    assert (mention.entity.name, mention.entity.kind) == ("First flight", "event")
    assert len(mention.spans) == 1


def test_a_note_is_tied_to_its_words(desk: Client, editor: User) -> None:
    article = make.make_draft()

    desk.post(deed_of(article, "note"), NOTE)

    note = Annotation.objects.get(article=article)
    assert (note.exact, note.body, note.visibility, note.by) == ("felt well", "Says who?", "internal", editor)
    assert f'id="noted-{note.pk}"' in read_page(desk, article)


def test_a_note_on_words_that_stand_twice_asks_for_what_stands_before(desk: Client) -> None:
    article = make.make_draft(text="One ship. The other ship.")
    form = NOTE | {"exact": "ship"}

    refused = desk.post(deed_of(article, "note"), form)
    desk.post(deed_of(article, "note"), form | {"before": "The other"})

    page = refused.content.decode()
    assert "2 times" in page and "Says who?" in page
    assert Annotation.objects.get(article=article).start == 20


def test_a_note_is_edited_resolved_and_reopened(desk: Client, editor: User) -> None:
    article = make.make_draft()
    note = make.make_note(article, "felt well")
    edited = {"body": "Better.", "visibility": "public", "motivation": "commenting"}

    desk.post(deed_of(article, "edit_note", note.pk), edited)
    desk.post(deed_of(article, "resolve", note.pk), {"resolved": "on"})
    note.refresh_from_db()
    assert (note.body, note.visibility, note.resolved_by) == ("Better.", "public", editor)

    desk.post(deed_of(article, "resolve", note.pk))
    note.refresh_from_db()
    assert note.resolved_at is None


def test_a_note_that_lost_its_words_is_listed_and_not_shown_elsewhere(desk: Client) -> None:
    article = make.make_draft()
    note = make.make_note(article, "felt well")

    desk.post(page_of(article), fill_form(article, text="Other words altogether.", _draft=""))

    page = read_page(desk, article)
    assert f'id="note-{note.pk}"' in page and f'id="noted-{note.pk}"' not in page
    assert "These words are not in the story as it stands" in page
    assert "felt well" in desk.get(reverse("admin:index")).content.decode()


def test_notes_of_the_public_version_are_shown_in_the_draft_that_follows(desk: Client) -> None:
    article = make.make_article()
    note = make.make_note(article, "felt well")

    desk.post(page_of(article), fill_form(article, text="New first.\n\n" + make.TEXT, _draft=""))
    assert f'id="noted-{note.pk}"' in read_page(desk, article)

    desk.post(page_of(article), fill_form(article, text="He felt fine and well again.", _draft=""))
    assert f'id="noted-{note.pk}"' not in read_page(desk, article)  # its words are gone: no guess


def test_a_link_shows_on_both_stories_in_the_right_words(desk: Client) -> None:
    article, other = make.make_draft(headline="Newer"), make.make_article(headline="Older")

    desk.post(deed_of(article, "link"), {"type": "follows", "target": other.pk, "reason": "Same crew"})

    assert "Follows" in read_page(desk, article)
    page = read_page(desk, other)
    assert "Followed by" in page and "Newer" in page and "Same crew" in page


def test_a_link_is_removed_from_either_side(desk: Client) -> None:
    article, other = make.make_draft(), make.make_draft()
    link = make.make_link(article, other)

    desk.post(deed_of(other, "unlink", link.pk))

    assert not Link.objects.exists()


def test_a_story_is_not_linked_to_itself_and_the_reason_typed_stays(desk: Client) -> None:
    article = make.make_draft()

    response = desk.post(deed_of(article, "link"), {"type": "follows", "target": article.pk, "reason": "Typed"})

    page = response.content.decode()
    assert "cannot be linked to itself" in page and "Typed" in page


@pytest.mark.parametrize("name", ["mention", "note", "link", "restore"])
def test_a_deed_is_not_done_by_following_a_link(desk: Client, name: str) -> None:
    assert desk.get(deed_of(make.make_draft(), name)).status_code == 405


def test_a_deed_without_the_page_s_own_token_is_refused(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post(deed_of(make.make_draft(), "note"), NOTE).status_code == 403


def test_what_an_attacker_writes_is_shown_and_never_run(desk: Client) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    article = make.make_draft(headline=evil, text=evil, byline=evil, dateline_text=evil)
    make.make_mention(article, make.make_person(evil), words="alert", descriptor=evil)
    make.make_note(article, "alert(1)</script>", body=evil, visibility="public")
    make.make_link(article, make.make_draft(headline=evil), reason=evil)

    for address in (page_of(article), deed_of(article, "preview"), reverse("admin:archive_article_changelist")):
        page = desk.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_preview_shows_what_readers_would_see_and_nothing_else(desk: Client) -> None:
    article = make.make_draft()
    make.make_note(article, "felt well", body="canary-internal")
    make.make_note(article, "landed him safely", body="for readers", visibility="public")
    hidden = make.make_draft(headline="canary-draft")
    make.make_link(article, hidden)

    page = desk.get(deed_of(article, "preview"), follow=True).content.decode()

    assert "for readers" in page
    assert "canary" not in page


def test_versions_are_listed_and_compared(desk: Client) -> None:
    article = make.make_article()
    desk.post(page_of(article), fill_form(article, headline="Soviet Union puts a dog in orbit", _publish=""))

    page = desk.get(deed_of(article, "version", 2)).content.decode()

    assert "<ins>dog </ins>" in page and "<del>man </del>" in page
    assert desk.get(deed_of(article, "version", 3)).status_code == 404
    assert str(timezone.now().year) in read_page(desk, article)
