"""Words typed and not saved: kept on the server while an editor types, taken up again or thrown away."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.formats import date_format

from archive.models import Article
from editorial.models import WorkingDraft

from .story_form import StoryForm

TAKE_UP = "draft"  # the page's address with ?draft=1 opens the form with them


def keep_draft(request: HttpRequest, article: Article, by: User) -> JsonResponse:
    """Keep what the form holds, whatever it holds: nothing is checked before somebody saves."""
    names = set(StoryForm.base_fields)
    fields = {name: str(value).replace("\0", "") for name, value in request.POST.items() if name in names}
    now = timezone.now()
    WorkingDraft.objects.update_or_create(editor=by, article=article, defaults={"fields": fields, "saved_at": now})
    said = date_format(timezone.localtime(now), "H:i:s")
    return JsonResponse({"saved_at": now.isoformat(), "said": f"Kept {said}, not saved yet"})


def drop_draft(article: Article, by: User) -> None:
    """They were saved, or are not wanted."""
    WorkingDraft.objects.filter(editor=by, article=article).delete()


def find_draft(article: Article, by: User) -> WorkingDraft | None:
    return WorkingDraft.objects.filter(editor=by, article=article).first()


def open_draft(article: Article, draft: WorkingDraft) -> StoryForm:
    """The form as it was left, with the marks of what it was opened with then."""
    data = QueryDict(mutable=True)
    initial = StoryForm(article=article).initial
    for name in StoryForm.base_fields:
        value = draft.fields.get(name, initial.get(name))
        data[name] = "" if value is None else str(getattr(value, "pk", value))
    return StoryForm(data, article=article)
