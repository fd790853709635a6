"""Merging, splitting, undoing and telling apart: the pages and buttons of the authority desk, for every kind."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from archive.actions import (
    Refused,
    ask_about_resemblance_again,
    declare_different,
    merge_entities,
    split_entity,
    undo_regrouping,
)
from archive.models import Entity, Mention, Position, Regrouping, Resemblance
from archive.models.mention import MentionStatus
from archive.models.resemblance import Verdict
from editorial.suggest.duplicates import Duplicate, find_duplicates

from .entity_forms import MOST_MENTIONS, TAKEN, MergeForm, SplitForm
from .entity_preview import preview_merge
from .headlines import headline_of, long_fields
from .record import actor_of

SHOWN = 8  # regroupings and decisions listed on an entry's page


def page_of(entity: Entity) -> str:
    """The entry's page at the desk."""
    return reverse(f"admin:archive_{entity.kind}_change", args=[entity.pk])


class EntityDeeds:
    """Mixed into the admin of each kind; `self` is a ModelAdmin."""

    def deed_urls(self: Any) -> list[URLPattern]:
        """Addresses of one entry's deeds; they stand before Django's, which catch the rest."""
        model = self.opts.model_name
        views = {"merge": self.merge_view, "split": self.split_view, "different": self.different_view}
        views |= {"undo": self.undo_view, "again": self.again_view}
        return [
            path(f"<int:entity_id>/{name}/", self.admin_site.admin_view(view), name=f"archive_{model}_{name}")
            for name, view in views.items()
        ]

    def _open(self: Any, request: HttpRequest, entity_id: int) -> Entity:
        entity = get_object_or_404(Entity.objects.filter(kind=self.opts.model_name), pk=entity_id)
        if not self.has_change_permission(request):
            raise PermissionDenied
        return entity

    def merge_view(self: Any, request: HttpRequest, entity_id: int) -> HttpResponse:
        """Choose the other one, look at what moves, merge."""
        entity = self._open(request, entity_id)
        form = MergeForm(request.POST or request.GET or None)
        preview = other = None
        if form.is_valid():
            other = form.cleaned_data["other"]
            if request.method == "POST":
                try:
                    merge_entities(keep=entity, merged=[other], by=actor_of(request), at=timezone.now())
                except Refused as refusal:
                    form.add_error(None, str(refusal))
                else:
                    self.log_change(request, entity, f"Merged “{other.name}” ({other.pk}) into it.")
                    self.say(request, f"“{other.name}” is merged into “{entity.name}”. It can be undone below.")
                    return HttpResponseRedirect(page_of(entity) + "#regroupings")
            elif other.pk == entity.pk:
                form.add_error("other", "An entry cannot be merged with itself: choose another one.")
            elif other.kind != entity.kind:
                form.add_error("other", f"That is a {other.kind}: only two of one kind can be merged.")
        if other is not None and not form.errors:
            preview = preview_merge(entity, other)
        title = f"Merge into {entity.name}"
        return _show(self, request, "merge", entity, title, form=form, other=other, preview=preview)

    def split_view(self: Any, request: HttpRequest, entity_id: int) -> HttpResponse:
        """Choose what the new entry takes with it."""
        entity = self._open(request, entity_id)
        form = SplitForm(request.POST or None, entity=entity)
        if request.method == "POST" and form.is_valid():
            chosen: dict[str, Any] = {name: form.cleaned_data[name] for name in form.fields}
            chosen |= {name: list(chosen[name]) for name in TAKEN}
            try:
                done = split_entity(entity=entity, by=actor_of(request), at=timezone.now(), **chosen)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                self.log_change(request, entity, f"Split “{done.other_name}” ({done.other_was}) off it.")
                self.say(request, f"“{done.other_name}” is an entry of its own now. It can be undone below.")
                return HttpResponseRedirect(page_of(entity) + "#regroupings")
        mentions = (
            Mention.objects.filter(entity_id=entity.pk)
            .exclude(status=MentionStatus.REJECTED)
            .select_related("article__latest_version")
            .defer(*long_fields("article"))
            .order_by("-id")[:MOST_MENTIONS]
        )
        stories = [(mention, headline_of(mention.article)) for mention in mentions]
        context = {"form": form, "stories": stories, "names": entity.aliases.all(), "most": MOST_MENTIONS}
        held = Position.objects.filter(person_id=entity.pk).select_related("organisation")
        picked = {name: set(request.POST.getlist(name)) for name in TAKEN}
        title = f"Split {entity.name}"
        return _show(self, request, "split", entity, title, **context, positions=held, picked=picked)

    def different_view(self: Any, request: HttpRequest, entity_id: int) -> HttpResponse:
        """The two are not one: remembered for ever."""
        entity = self._open(request, entity_id)
        other = _named(request, Entity.objects.all(), "other")
        if request.method == "POST" and isinstance(other, Entity):
            try:
                declare_different(first=entity, second=other, by=actor_of(request), at=timezone.now())
                self.say(request, f"Remembered: “{other.name}” is another one and is not proposed again.")
            except Refused as refusal:
                self.say(request, str(refusal), is_refusal=True)
        return _back(request, entity)

    def again_view(self: Any, request: HttpRequest, entity_id: int) -> HttpResponse:
        """Take a «different» back."""
        entity = self._open(request, entity_id)
        pair = _named(request, Resemblance.objects.about(entity.pk), "pair")
        if request.method == "POST" and isinstance(pair, Resemblance):
            ask_about_resemblance_again(pair=pair, by=actor_of(request), at=timezone.now())
            self.say(request, "Undone: the two may be proposed again.")
        return _back(request, entity)

    def undo_view(self: Any, request: HttpRequest, entity_id: int) -> HttpResponse:
        """Undo a merge or a split, exactly or not at all."""
        entity = self._open(request, entity_id)
        done = _named(request, Regrouping.objects.about(entity.pk), "regrouping")
        if request.method == "POST" and isinstance(done, Regrouping):
            try:
                undo_regrouping(regrouping=done, by=actor_of(request), at=timezone.now())
                self.log_change(request, entity, f"Undone: “{done.other_name}” {done.get_deed_display()}.")
                self.say(request, f"Undone: everything of “{done.other_name}” is as it was.")
            except Refused as refusal:
                self.say(request, str(refusal), is_refusal=True)
        survivor = Entity.objects.filter(pk=entity.pk).first()
        return HttpResponseRedirect(page_of(survivor or done.kept) + "#regroupings")


def _show(admin: Any, request: HttpRequest, template: str, entity: Entity, title: str, **more: Any) -> HttpResponse:
    context = {**admin.admin_site.each_context(request), "opts": admin.opts, "entity": entity, "title": title}
    return TemplateResponse(request, f"editorial/{template}.html", {**context, "media": admin.media, **more})


def _named(request: HttpRequest, rows: QuerySet[Any], name: str) -> Any:
    wanted = request.POST.get(name, "")
    return get_object_or_404(rows, pk=wanted) if wanted.isdecimal() and len(wanted) < 19 else None


def _back(request: HttpRequest, entity: Entity) -> HttpResponse:
    if request.POST.get("back") == "list":
        return HttpResponseRedirect(reverse("admin:archive_resemblance_changelist"))
    return HttpResponseRedirect(page_of(entity) + "#likely")


def read_regroupings(entity: Entity) -> dict[str, Any]:
    """What an entry's page shows beside the form: likely duplicates, decisions, merges and splits."""
    proposals: list[Duplicate] = find_duplicates(entity) if entity.merged_into_id is None else []
    others = Entity.objects.in_bulk([one.other for one in proposals])
    done = Regrouping.objects.about(entity.pk)
    told_apart = Resemblance.objects.about(entity.pk).filter(verdict=Verdict.DIFFERENT)
    return {
        "duplicates": [(others[one.other], one) for one in proposals if one.other in others],
        "regroupings": list(done.select_related("by", "kept", "undone_by").defer("journal")[:SHOWN]),
        "told_apart": [
            (pair, pair.second if pair.first_id == entity.pk else pair.first)
            for pair in told_apart.select_related("first", "second", "by").order_by("-decided_at")[:SHOWN]
        ],
    }
