"""The forms of an upload: the files, and how they are to be read."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone

from archive.actions import HowToRead, KeptUpload, keep_upload
from archive.models import Source, Upload
from archive.models.upload import WireFormat
from editorial.models import SourceLimit
from editorial.workflow import PUBLISH

from .limits import may_work_for
from .story_form import Moment

MOST_FILES = 100  # at once, as many as Django takes apart
CHUNK = 1 << 20


class ManyFiles(forms.FileInput):
    """The browser's own field, which takes several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile[Any]]:
        """All of them."""
        return list(files.getlist(name))


class FilesField(forms.Field):
    """Files that were chosen or dropped; what is wrong with them is said in a sentence."""

    widget = ManyFiles
    nothing = "Choose a file, or drop one onto this page."

    def clean(self, value: Any) -> list[UploadedFile[Any]]:
        """At least one, none empty, together not too large."""
        files: list[UploadedFile[Any]] = value or []
        if not files:
            raise forms.ValidationError(self.nothing)
        if empty := [str(file.name) for file in files if not file.size]:
            raise forms.ValidationError(f"{empty[0]} is empty: there is nothing to read. Ask the sender for it again.")
        if sum(file.size or 0 for file in files) > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(say_too_large())
        return files


def say_too_large() -> str:
    """What to do with more than an upload may hold."""
    limit = settings.UPLOAD_MAX_BYTES // 1_000_000
    return f"That is more than the {limit} MB of one upload: upload it in parts, or let import_files read it."


class HowForm(forms.Form):
    """How the files are to be read. An editor who is limited to sources says which of them it is from."""

    source = forms.ModelChoiceField(
        Source.objects.none(), required=False, empty_label="as the copy says", label="From", help_text="Whose it is."
    )
    format = forms.ChoiceField(choices=WireFormat.choices, label="Format", initial=WireFormat.AUTO)
    received_at = forms.DateTimeField(
        required=False,
        widget=Moment,
        label="Received",
        help_text="When it came, if not now: a day without a year is read by it.",
    )
    mapping = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 30}),
        label="Columns of a table",
        help_text="A line each, where a name is not understood: Titre = headline. Nothing behind the = leaves one out.",
    )
    is_published = forms.BooleanField(required=False, label="Publish what raises no question")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Source]", self.fields["source"])
        field.queryset = Source.objects.order_by("code")
        if not may_work_for(user, 0):
            field.queryset = field.queryset.filter(pk__in=SourceLimit.objects.filter(user=user).values("source"))
            field.required, field.empty_label = True, None
        if not user.has_perm(PUBLISH):
            del self.fields["is_published"]

    def clean_received_at(self) -> datetime:
        """Now, unless something else was said; nothing comes from the future."""
        moment: datetime | None = self.cleaned_data["received_at"]
        if moment is not None and moment > timezone.now():
            raise forms.ValidationError("That moment has not come yet: say when the file arrived, or leave it empty.")
        return moment or timezone.now()

    def clean_mapping(self) -> dict[str, str]:
        """Column to field, from the lines."""
        found = {}
        for line in self.cleaned_data["mapping"].splitlines():
            column, sign, field = line.rpartition("=")
            if not line.strip():
                continue
            if not sign or not column.strip():
                raise forms.ValidationError(
                    f"“{line.strip()[:60]}” is no line of a column and a field: Titre = headline"
                )
            found[column.strip()] = field.strip()
        if len(json.dumps(found)) > 20_000:
            raise forms.ValidationError("These are more columns than a table has: name those that matter.")
        return found

    def how(self) -> HowToRead:
        """What was said, once it is clean."""
        said = {"is_published": False, **{name: self.cleaned_data[name] for name in self.fields if name != "sent"}}
        return HowToRead(**said)


class UploadForm(HowForm):
    """The files first."""

    sent = FilesField(label="Files", help_text="A story, a table, a ZIP or tar of many; or several files at once.")
    field_order = ("sent",)


def read_upload_form(request: HttpRequest, user: User) -> UploadForm:
    """The form as it was sent. A body that is too large comes without its files (`config.bounded_upload`)."""
    form = UploadForm(request.POST, request.FILES, user=user)
    stated = request.META.get("CONTENT_LENGTH") or "0"
    if not request.FILES and stated.isdecimal() and int(stated) > settings.UPLOAD_MAX_BYTES:
        cast(FilesField, form.fields["sent"]).nothing = say_too_large()
    return form


def describe_how(upload: Upload) -> dict[str, Any]:
    """The form's values as the upload has them."""
    return {
        "source": upload.source_id,
        "format": upload.format,
        "received_at": upload.received_at,
        "mapping": "\n".join(f"{column} = {field}" for column, field in upload.mapping.items()),
        "is_published": upload.is_published,
    }


def keep_files(files: Sequence[UploadedFile[Any]]) -> KeptUpload:
    """One file as it is; several as a ZIP of them. Refused when they cannot be kept."""
    if len(files) == 1:
        return keep_upload(content=cast("File[bytes]", files[0]), file_name=str(files[0].name))
    with ExitStack() as open_files:
        packed = open_files.enter_context(tempfile.TemporaryFile())
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for number, file in enumerate(files, start=1):
                name = str(file.name)
                unique = name if name not in archive.namelist() else f"{number}-{name}"
                with archive.open(unique, "w", force_zip64=True) as entry:
                    for chunk in file.chunks(CHUNK):
                        entry.write(chunk)
        packed.seek(0)
        return keep_upload(content=File(packed, name="files.zip"), file_name=f"{len(files)} files.zip")
