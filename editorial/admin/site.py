"""DeskSite: the admin site of the desk. Its front page is the work list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

ORDER = (
    "Article Dossier Person Organisation Place Event Source Feed PushToken Topic Mention Annotation Link Removal "
    "Upload IngestRun IngestItem Original Deed"
).split()


class Completions(AutocompleteJsonView):
    """Completions that say what a name stands for: a list of bare names cannot tell two Smiths apart."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        """The id, and what the record's own admin calls it."""
        label = getattr(self.model_admin, "label_completion", str)
        return {"id": str(getattr(obj, to_field_name)), "text": label(obj)}


class DeskSite(admin.AdminSite):
    """Django's site with our name, our completions and our front page."""

    site_header = site_title = settings.SITE_NAME
    index_title = "Desk"
    enable_nav_sidebar = False

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Django's door, and behind it the rule of the address: whoever has not the permission gets no further."""

        @wraps(view)
        def ruled(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            from .rules import STAFF, rule_of  # the rules need the models

            match = request.resolver_match
            rule = rule_of(match.url_name if match is not None else "", request.method or "GET")
            user = request.user
            if rule == STAFF or user.is_superuser or any(user.has_perm(permission) for permission in rule):
                return view(request, *args, **kwargs)
            raise PermissionDenied

        return super().admin_view(ruled, cacheable)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Django's completions, with our labels."""
        return Completions.as_view(admin_site=self)(request)  # type: ignore[return-value]  # it is JSON

    def get_urls(self) -> list[Any]:
        """Django's, and a page for whoever is signed in."""
        return [path("my-mail/", self.admin_view(self.my_mail), name="my_mail"), *super().get_urls()]

    def my_mail(self, request: HttpRequest) -> HttpResponse:
        """Which mails the desk sends them."""
        from .my_mail import show_my_mail  # models are not ready when the site is made

        return show_my_mail(request, self)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The lists, most used first."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _rank(model["object_name"]))
        return sorted(apps, key=lambda app: app["app_label"] != "archive")

    def app_index(self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None) -> Any:
        """The front page has all lists already."""
        return HttpResponseRedirect(f"{reverse('admin:index')}#lists")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What waits for an editor, then every list."""
        from .coverage import read_coverage  # models are not ready when the site is made
        from .worklist import read_worklist

        context: dict[str, Any] = {"worklist": read_worklist(request.user)}
        if request.user.has_perm("archive.view_article"):
            today = timezone.localdate()
            context["coverage"] = read_coverage(_read_day(request) or today, today=today)
        return super().index(request, {**context, **(extra_context or {})})


def _read_day(request: HttpRequest) -> date | None:
    """The day up to which the calendar is asked for, if that is one."""
    try:
        day = date.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        return None
    return day if day.year > 100 else None  # the weeks before it must be days too


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
