"""Uploads: send files, look at the plan, approve it, watch it being carried out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from archive.actions import Refused, approve_upload, discard_upload, drop_bytes, plan_anew, receive_upload
from archive.models import Upload
from archive.models.upload import Standing
from editorial.models import OnceKey
from editorial.workflow import PUBLISH

from .limits import SENTENCE, may_work_for
from .once import find_done, keep_done, make_once_field, read_key
from .record import EvidenceAdmin, actor_of
from .upload_forms import MOST_FILES, HowForm, UploadForm, describe_how, keep_files, read_upload_form
from .upload_page import describe_progress, describe_upload, page_of_upload, plan_of

ADD = "archive.add_upload"


@admin.register(Upload)
class UploadAdmin(EvidenceAdmin):
    """A worker reads and loads; these pages take what people say, and show how far it is."""

    list_display = ("file_name", "standing", "by", "uploaded_at", "approved_by", "approved_at")
    list_filter = ("standing",)
    list_select_related = ("by", "approved_by")
    ordering = ("-id",)
    sortable_by = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return actor_of(request).has_perm(ADD)

    def get_urls(self) -> list[URLPattern]:
        guard = self.admin_site.admin_view
        return [
            path("<int:key>/progress/", guard(self.progress_view), name="archive_upload_progress"),
            path("<int:key>/approve/", guard(self.approve_view), name="archive_upload_approve"),
            path("<int:key>/again/", guard(self.again_view), name="archive_upload_again"),
            path("<int:key>/discard/", guard(self.discard_view), name="archive_upload_discard"),
            *super().get_urls(),
        ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page that takes files; or the one of an upload, which leads on to its run when that is over."""
        if object_id is None:
            return self._receive(request)
        upload = self._find(object_id)
        if upload.standing == Standing.DONE and upload.run_id and "plan" not in request.GET:
            return HttpResponseRedirect(reverse("admin:archive_ingestrun_change", args=[upload.run_id]))
        return self._show(request, upload)

    def progress_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """How far it is, for the page that asks every second."""
        response = JsonResponse(describe_progress(self._find(str(key)), at=timezone.now()))
        response["Cache-Control"] = "no-store"
        return response

    # --- what people do ----------------------------------------------------------------------------

    def _receive(self, request: HttpRequest) -> HttpResponse:
        user = actor_of(request)
        if not user.has_perm(ADD):
            raise PermissionDenied
        form = UploadForm(user=user) if request.method != "POST" else read_upload_form(request, user)
        if form.is_bound:
            if done := find_done(read_key(request, user)):
                return self._answer_again(request, done)
            if form.is_valid():
                try:
                    return self._keep(request, form, user)
                except Refused as refusal:
                    form.add_error("sent", str(refusal))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "form": form,
            "once": make_once_field(request),
            "most_bytes": settings.UPLOAD_MAX_BYTES,
            "most_megabytes": settings.UPLOAD_MAX_BYTES // 1_000_000,
            "most_files": MOST_FILES,
            "title": "Upload stories",
        }
        return TemplateResponse(request, "editorial/upload.html", context, status=422 if form.errors else 200)

    def _keep(self, request: HttpRequest, form: UploadForm, user: User) -> HttpResponse:
        """The bytes first; then the record and the word that makes asking again harmless, in one."""
        key, at = read_key(request, user), timezone.now()
        kept = keep_files(form.cleaned_data["sent"])
        try:
            with transaction.atomic():
                upload = receive_upload(kept=kept, how=form.how(), by=user, at=at)
                location = page_of_upload(upload)
                keep_done(key, by=user, at=at, sentence=f"{upload.file_name} is being read.", location=location)
        except IntegrityError:
            drop_bytes(kept.stored_as)
            if (done := find_done(key)) is None:
                raise
            return self._answer_again(request, done)
        return HttpResponseRedirect(location)

    def approve_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Let the plan that was seen be carried out."""
        upload, user = self._find_to_change(request, key)
        number = request.POST.get("number", "")
        if (upload.is_published or upload.counts.get("public")) and not user.has_perm(PUBLISH):
            sentence = "It changes what readers see: ask somebody who may publish to approve it."
            return self._refuse(request, upload, sentence)
        try:
            approve_upload(upload=upload, number=int(number) if number.isdecimal() else 0, by=user, at=timezone.now())
        except Refused as refusal:
            return self._refuse(request, upload, str(refusal))
        return HttpResponseRedirect(page_of_upload(upload))

    def again_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Have it read in another way."""
        upload, user = self._find_to_change(request, key)
        form = HowForm(request.POST, user=user)
        if not form.is_valid():
            return self._show(request, upload, form=form)
        try:
            plan_anew(upload=upload, how=form.how(), by=user, at=timezone.now())
        except Refused as refusal:
            return self._refuse(request, upload, str(refusal))
        return HttpResponseRedirect(page_of_upload(upload))

    def discard_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Throw it away."""
        upload, user = self._find_to_change(request, key)
        try:
            discard_upload(upload=upload, by=user, at=timezone.now())
        except Refused as refusal:
            return self._refuse(request, upload, str(refusal))
        self.say(request, f"{upload.file_name} is thrown away: nothing of it came in.")
        return HttpResponseRedirect(reverse("admin:archive_upload_changelist"))

    # --- beneath -----------------------------------------------------------------------------------

    def _show(self, request: HttpRequest, upload: Upload, *, form: HowForm | None = None) -> HttpResponse:
        user = actor_of(request)
        may = user.has_perm(ADD) and (upload.source_id is None or may_work_for(user, upload.source_id))
        told = describe_upload(upload, outcome=request.GET.get("outcome", ""), after=request.GET.get("after", ""))
        context = {
            **self.admin_site.each_context(request),
            **told,
            "opts": self.opts,
            "form": form or HowForm(initial=describe_how(upload), user=user),
            "may": may and _may_all(user, upload),
            "may_approve": user.has_perm(PUBLISH) or not (upload.is_published or told["changes_public"]),
            "plan": plan_of(upload),
            "title": upload.file_name,
        }
        return TemplateResponse(request, "editorial/upload_plan.html", context, status=422 if form else 200)

    def _refuse(self, request: HttpRequest, upload: Upload, sentence: str) -> HttpResponse:
        self.say(request, sentence, is_refusal=True)
        return HttpResponseRedirect(page_of_upload(upload))

    def _answer_again(self, request: HttpRequest, done: OnceKey) -> HttpResponse:
        return HttpResponseRedirect(done.location)

    def _find(self, key: str) -> Upload:
        known = Upload.objects.select_related("by", "approved_by", "source", "run")
        upload = known.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
        if upload is None:
            raise Http404("There is no such upload.")
        return upload

    def _find_to_change(self, request: HttpRequest, key: int) -> tuple[Upload, User]:
        if request.method != "POST":
            raise Http404("This is no page: it is a button on the page of an upload.")
        user, upload = actor_of(request), self._find(str(key))
        if not user.has_perm(ADD):
            raise PermissionDenied
        if not _may_all(user, upload):
            raise PermissionDenied(SENTENCE)
        return upload, user


def _may_all(user: User, upload: Upload) -> bool:
    """Whether nobody limited to sources lets stories of others in."""
    return may_work_for(user, upload.source_id or 0)
