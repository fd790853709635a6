"""Dossiers at the desk: the list, and the page on which one is filled, ordered and published."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from archive.actions import Refused, make_dossier
from archive.models import Dossier
from editorial.models import OnceKey

from .dossier_deeds import DOSSIER_DEEDS, AddForm, DossierDeed, DossierForm
from .dossier_filling import show_filling
from .headlines import long_fields
from .once import find_done, keep_done, make_once_field, read_key
from .record import RecordAdmin, actor_of
from .story_forms import SideForm


@admin.register(Dossier)
class DossierAdmin(RecordAdmin):
    """Packages of stories and events, the last changed first."""

    list_display = ("title", "standing", "updated_at")
    ordering = ("-updated_at", "-id")
    sortable_by = ()
    search_fields = ("title__istartswith", "slug__istartswith")

    @admin.display(description="standing")
    def standing(self, dossier: Dossier) -> str:
        return f"published {dossier.published_at:%d %b %Y}" if dossier.published_at else "draft"

    def get_urls(self) -> list[URLPattern]:
        """A dossier's own addresses come first: Django's catch the rest."""
        guard = self.admin_site.admin_view
        own = [path("fill/", guard(self.fill_view), name="archive_dossier_fill")]
        own += [
            path(
                f"<int:dossier_id>/{deed.path}",
                guard(partial(self.deed_view, deed)),
                name=f"archive_dossier_{deed.name}",
            )
            for deed in DOSSIER_DEEDS
        ]
        return own + super().get_urls()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of a dossier; without an id, the form that makes one."""
        if object_id is None:
            return self._add_view(request)
        dossier = self._find(object_id)
        if not self.has_view_or_change_permission(request, dossier):
            raise PermissionDenied
        return self._show(request, dossier)

    def deed_view(self, deed: DossierDeed, request: HttpRequest, dossier_id: int, key: int = 0) -> HttpResponse:
        """Do it, and come back; refused, the page is shown with the reason and what was typed."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        dossier = self._find(str(dossier_id))
        if not self.has_change_permission(request, dossier):
            raise PermissionDenied
        form, user = deed.form(request.POST), actor_of(request)
        once = read_key(request, user)
        if form.is_valid():
            try:
                with transaction.atomic():
                    Dossier.objects.select_for_update().get(pk=dossier.pk)  # the same sent twice takes its turn
                    if done := find_done(once):
                        return self._answer_again(request, done)
                    sentence = deed.do(dossier, user, key, form.cleaned_data)
                    still_there = key and dossier.items.filter(pk=key).exists()
                    location = f"{page_of(dossier)}#{f'item-{key}' if still_there else deed.anchor}"
                    keep_done(once, by=user, at=timezone.now(), sentence=sentence, location=location)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                self.log_change(request, dossier, sentence)
                self.say(request, sentence)
                return HttpResponseRedirect(location)
        return self._show(request, self._find(str(dossier_id)), form=form, status=409)

    def fill_view(self, request: HttpRequest) -> HttpResponse:
        """Put chosen stories, or all that a search found, into a dossier."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return show_filling(request, self.admin_site, say=partial(self.say, request))

    def _add_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form, user = DossierForm(request.POST if request.method == "POST" else None), actor_of(request)
        once = read_key(request, user)
        if done := find_done(once):
            return self._answer_again(request, done)
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    dossier = make_dossier(by=user, at=timezone.now(), **form.cleaned_data)
                    keep_done(once, by=user, at=timezone.now(), sentence="Made.", location=page_of(dossier))
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                self.log_addition(request, dossier, "Made.")
                return HttpResponseRedirect(page_of(dossier))
        return self._respond(request, {"form": form, "title": "New dossier"})

    def _answer_again(self, request: HttpRequest, done: OnceKey) -> HttpResponse:
        self.say(request, done.sentence)
        return HttpResponseRedirect(done.location)

    def _show(
        self, request: HttpRequest, dossier: Dossier, *, form: SideForm | None = None, status: int = 200
    ) -> HttpResponse:
        items = (
            dossier.items.select_related("article__latest_version", "article__source", "event")
            .defer(*long_fields("article"))
            .order_by("position")
        )
        words = DossierForm(initial={"title": dossier.title, "introduction": dossier.introduction})
        context = {
            "dossier": dossier,
            "items": list(items),
            "form": form if isinstance(form, DossierForm) else words,
            "add_form": form if isinstance(form, AddForm) else AddForm(),
            "may_change": self.has_change_permission(request, dossier),
            "trouble": " ".join(str(error) for errors in form.errors.values() for error in errors) if form else "",
            "title": dossier.title,
        }
        return self._respond(request, context, status=status)

    def _respond(self, request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        page = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media + AddForm().media}
        page["once"] = make_once_field(request)
        return TemplateResponse(request, "editorial/dossier.html", page | context, status=status)

    def _find(self, object_id: str) -> Dossier:
        usable = object_id.isdecimal() and len(object_id) < 19
        dossier = Dossier.objects.filter(pk=object_id).first() if usable else None
        if dossier is None:
            raise Http404("There is no such dossier.")
        return dossier


def page_of(dossier: Dossier) -> str:
    """Its page at the desk."""
    return reverse("admin:archive_dossier_change", args=[dossier.pk])
