"""Who else has a story open: asked by its page every quarter of a minute, with two queries and no lock."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from archive.models import Article
from editorial.models import Presence


def call_in(request: HttpRequest, article: Article, by: User) -> JsonResponse:
    """Say that this page is open, and learn who else's is. `left` is sent by a page that closes."""
    now = timezone.now()
    if request.POST.get("left"):
        Presence.objects.filter(article=article, editor=by).delete()
        return JsonResponse({})
    values: dict[str, Any] = {"called_at": now, "is_writing": bool(request.POST.get("writing"))}
    if request.POST.get("active"):
        values["active_at"] = now
    Presence.objects.update_or_create(
        article=article, editor=by, defaults=values, create_defaults={"active_at": now, **values}
    )
    return JsonResponse({"others": describe_others(article, by), "token": article.token})


def describe_others(article: Article, by: User) -> str:
    """“Also open: vera, writing now; jon, 3 min ago”; empty when nobody else is here."""
    now = timezone.now()
    others = Presence.objects.here(now).filter(article=article).exclude(editor=by).select_related("editor")
    said = [f"{each.editor.get_username()}, {_say(each, now)}" for each in others.order_by("-active_at")[:8]]
    return f"Also open: {'; '.join(said)}" if said else ""


def _say(presence: Presence, now: Any) -> str:
    minutes = int((now - presence.active_at).total_seconds() // 60)
    when = f"{minutes} min ago" if minutes else "now"
    return f"writing {when}" if presence.is_writing else f"active {when}"
