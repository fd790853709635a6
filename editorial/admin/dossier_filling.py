"""Filling a dossier from the list of stories: those that were ticked, or all that a search found, up to a limit.

What the editor is shown is what is added: the search is asked once, and its answer travels in the form.
"""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib.admin import AdminSite
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from archive.actions import Refused, add_to_dossier, make_dossier
from archive.models import Article, ArticleQuerySet, Dossier
from archive.models.dossier import TITLE_LENGTH

from .headlines import long_fields
from .record import actor_of
from .story_forms import SideForm

MOST = 200  # stories that are put into a dossier at once
RECENT = 100  # dossiers to choose from, the last changed first
PICK = "pick"
SEARCH = "search"  # the query string of the list of stories, to be asked again


class FillForm(SideForm):
    """Which dossier: one that is there, or a new one."""

    name = "fill"
    dossier = forms.ModelChoiceField(Dossier.objects.none(), required=False, empty_label="a new one", label="Dossier")
    title = forms.CharField(max_length=TITLE_LENGTH, required=False, label="Title of the new one")

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        recent = list(Dossier.objects.order_by("-updated_at", "-id").values_list("pk", flat=True)[:RECENT])
        field = self.fields["dossier"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Dossier.objects.filter(pk__in=recent).order_by("-updated_at", "-id")


def show_filling(request: HttpRequest, site: AdminSite, *, say: Callable[[str], None]) -> HttpResponse:
    """GET: which stories they are, and the choice of a dossier. POST: add them, and go to the dossier."""
    if request.method == "POST":
        articles, is_cut = _pick(request.POST.getlist(PICK))
    elif SEARCH in request.GET:
        articles, is_cut = _search(request, site)
    else:
        articles, is_cut = _pick(request.GET.getlist(PICK))
    form = FillForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                dossier, sentence = _fill(form, articles, request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            say(sentence)
            return HttpResponseRedirect(reverse("admin:archive_dossier_change", args=[dossier.pk]))
    context = {
        **site.each_context(request),
        "opts": Dossier._meta,
        "articles": articles,
        "is_cut": is_cut,
        "most": MOST,
        "form": form,
        "title": "Put into a dossier",
    }
    return TemplateResponse(request, "editorial/fill_dossier.html", context)


def _fill(form: FillForm, articles: list[Article], request: HttpRequest) -> tuple[Dossier, str]:
    if not articles:
        raise Refused("No story was chosen: tick some in the list of stories.")
    by, at = actor_of(request), timezone.now()
    dossier = form.cleaned_data["dossier"]
    if dossier is None:
        if not by.has_perm("archive.add_dossier"):
            raise Refused("You may not make a dossier: choose one that is there.")
        dossier = make_dossier(title=form.cleaned_data["title"], by=by, at=at)
    made = add_to_dossier(dossier=dossier, items=articles, by=by, at=at)
    known = len(articles) - len(made)
    added = f"{len(made)} {'story' if len(made) == 1 else 'stories'} added."
    return dossier, f"{added} {known} stood in it already." if known else added


def _pick(keys: list[str]) -> tuple[list[Article], bool]:
    """The stories of these ids, in their order."""
    wanted = list(dict.fromkeys(int(key) for key in keys if key.isdecimal() and len(key) < 19))
    found = _light().in_bulk(wanted[:MOST])
    return [found[pk] for pk in wanted[:MOST] if pk in found], len(wanted) > MOST


def _search(request: HttpRequest, site: AdminSite) -> tuple[list[Article], bool]:
    """What the list of stories shows for that query string, in its order."""
    lists = site.get_model_admin(Article)
    asked = HttpRequest()
    asked.GET, asked.user, asked.method = QueryDict(request.GET[SEARCH]), request.user, "GET"
    asked.path = reverse("admin:archive_article_changelist")
    rows = lists.get_changelist_instance(asked).get_queryset(asked)
    keys = list(rows.values_list("pk", flat=True)[: MOST + 1])
    found = _light().in_bulk(keys[:MOST])
    return [found[pk] for pk in keys[:MOST] if pk in found], len(keys) > MOST


def _light() -> ArticleQuerySet:
    return Article.objects.select_related("latest_version", "source").defer(*long_fields())
