"""Two editors at one note: the second does not overwrite what the first one wrote."""

from __future__ import annotations

from django.test import Client

from archive.models import Annotation
from tests import make

from .pages import deed_of, read_page


def test_a_note_that_was_changed_since_is_not_overwritten(desk: Client) -> None:
    article = make.make_article()
    note = make.make_note(article, article.latest_version.text[:10] if article.latest_version else "")
    seen = note.updated_at.isoformat()
    assert f'name="seen_at" value="{seen}"' in read_page(desk, article)
    typed = {"body": "Mine.", "motivation": note.motivation, "visibility": note.visibility, "seen_at": seen}

    desk.post(deed_of(article, "edit_note", note.pk), typed)
    desk.post(deed_of(article, "edit_note", note.pk), {**typed, "body": "Theirs."})

    assert Annotation.objects.get(pk=note.pk).body == "Mine."
