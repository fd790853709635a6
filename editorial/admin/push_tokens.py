"""Push tokens: made and shown once, rotated, revoked."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.actions import Refused, make_push_token, revoke_push_token, rotate_push_token
from archive.models import PushToken

from .limits import refuse_other_sources
from .record import RecordAdmin, actor_of

LIST = "admin:archive_pushtoken_changelist"


@admin.register(PushToken)
class PushTokenAdmin(RecordAdmin):
    """A token is never changed: its page leads to a new one in its place, or to its end."""

    list_display = ("name", "source", "is_published", "created_at", "used_at", "revoked_at")
    list_select_related = ("source",)
    ordering = ("-id",)
    sortable_by = ()
    autocomplete_fields = ("source",)

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        stated = ("source", "name", "is_published")
        return stated if obj is None else (*stated, "created_at", "used_at", "revoked_at", "ways_on")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        return () if obj is None else self.get_fields(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    @admin.display(description="what can be done")
    def ways_on(self, token: PushToken) -> SafeString | str:
        if token.revoked_at is not None:
            return "It was revoked."
        return format_html(
            '<a href="{}">Rotate: a new token in its place</a>, <a href="{}">revoke it</a>',
            reverse("admin:archive_pushtoken_rotate", args=[token.pk]),
            reverse("admin:archive_pushtoken_revoke", args=[token.pk]),
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        user = actor_of(request)
        refuse_other_sources(user, obj.source)
        made, secret = make_push_token(
            source=obj.source, name=obj.name, is_published=obj.is_published, by=user, at=timezone.now()
        )
        obj.pk = made.pk
        request.push_secret = secret  # type: ignore[attr-defined]  # read by response_add, a few lines on

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """The token itself, on this one page: a redirect would have to keep it somewhere."""
        return self._show(request, obj, getattr(request, "push_secret"))  # noqa: B009

    def get_urls(self) -> list[URLPattern]:
        rotate, revoke = map(self.admin_site.admin_view, (self.rotate_view, self.revoke_view))
        return [
            path("<int:key>/rotate/", rotate, name="archive_pushtoken_rotate"),
            path("<int:key>/revoke/", revoke, name="archive_pushtoken_revoke"),
            *super().get_urls(),
        ]

    def rotate_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Ask, then show the new token once."""
        token = self._find(request, key)
        if request.method != "POST":
            return self._ask(request, token, "Rotate", "The old token is good no longer at that moment.")
        try:
            made, secret = rotate_push_token(token=token, by=actor_of(request), at=timezone.now())
        except Refused as refusal:
            self.say(request, str(refusal), is_refusal=True)
            return HttpResponseRedirect(reverse(LIST))
        return self._show(request, made, secret)

    def revoke_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Ask, then end it."""
        token = self._find(request, key)
        if request.method != "POST":
            return self._ask(request, token, "Revoke", "Whoever sends with it is refused from then on.")
        revoke_push_token(token=token, by=actor_of(request), at=timezone.now())
        self.say(request, f"The token “{token.name}” is good no longer.")
        return HttpResponseRedirect(reverse(LIST))

    def _find(self, request: HttpRequest, key: int) -> PushToken:
        user = actor_of(request)
        if not user.has_perm("archive.change_pushtoken"):
            raise PermissionDenied
        token = PushToken.objects.select_related("source").filter(pk=key).first()
        if token is None:
            raise Http404("There is no such token.")
        try:
            refuse_other_sources(user, token.source)
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        return token

    def _ask(self, request: HttpRequest, token: PushToken, deed: str, consequence: str) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "token": token, "deed": deed, "consequence": consequence}
        return TemplateResponse(request, "editorial/token_deed.html", {**context, "title": f"{deed} a push token"})

    def _show(self, request: HttpRequest, token: PushToken, secret: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "token": token,
            "secret": secret,
            "title": "A new push token",
        }
        return TemplateResponse(request, "editorial/token_shown.html", context)
