"""StoryForm: everything of a story that an editor types, as one form, and as the values that deeds take."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.http import QueryDict

from archive.actions import Details, RightsStatement, Words
from archive.models import Article, ArticleVersion, Place, Rights, Source
from archive.models.rights import DisplayPolicy
from archive.models.version import HEADLINE_LENGTH
from archive.text.canonical import canonicalise
from archive.text.marks import marks_from_json, marks_to_json
from editorial.anchoring import carry_marks

from .completion import complete

WORDS = tuple(field.name for field in fields(Words) if field.name != "marks")
PRINTED = ("headline", "subheadline", "abstract", "byline", "dateline_text", "text")  # words alone
DETAILS = tuple(field.name for field in fields(Details))
RIGHTS = tuple(field.name for field in fields(RightsStatement))


class Moment(forms.DateTimeInput):
    """The browser's own field for a day and a time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(attrs={"step": 1}, format="%Y-%m-%dT%H:%M:%S")


class Day(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _line(length: int, label: str, *, required: bool = False, help_text: str = "") -> forms.CharField:
    return forms.CharField(max_length=length, label=label, required=required, help_text=help_text)


def _area(label: str, rows: int, help_text: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "cols": 60})
    return forms.CharField(label=label, required=False, widget=area, help_text=help_text)


class StoryForm(forms.Form):
    """Words, details, rights and topics. `token`, `seen` and `base` say what the form was opened with."""

    headline = forms.CharField(
        label="Headline", max_length=HEADLINE_LENGTH, widget=forms.Textarea(attrs={"rows": 2, "cols": 60})
    )
    subheadline = _line(HEADLINE_LENGTH, "Subheadline")
    abstract = _area("Abstract", 2)
    byline = _line(500, "Byline")
    dateline_text = _line(300, "Dateline", help_text="As printed: SEOUL, June 30 (AJP) -")
    dateline_place = forms.ModelChoiceField(Place.objects.all(), label="Dateline place", required=False)
    dateline_region = _line(100, "Region")
    dateline_country = _line(100, "Country")
    dateline_on = forms.DateField(label="Dateline date", required=False, widget=Day())
    dateline_agency = _line(100, "Agency")
    text = _area("Text", 22, "A blank line begins a new paragraph.")

    source = forms.ModelChoiceField(Source.objects.all(), label="Source")
    language = _line(35, "Language", help_text="en, ko, zh-Hant")
    genre = _line(60, "Genre")
    slugline = _line(200, "Slugline")
    urgency = forms.TypedChoiceField(
        label="Urgency",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "not said"), *((n, str(n)) for n in range(1, 10))],
        help_text="1 most urgent, 9 least",
    )
    visible_from = forms.DateTimeField(
        label="Hidden until", required=False, widget=Moment(), help_text="Embargo or schedule"
    )
    visible_until = forms.DateTimeField(label="Gone from", required=False, widget=Moment(), help_text="Rights expiry")
    topics = _line(1000, "Topics", help_text="Separated by commas")

    holder = _line(300, "Copyright holder")
    year = forms.IntegerField(label="Copyright year", required=False, min_value=1400, max_value=2200)
    notice = _area("Copyright notice", 2, "Word for word, as printed")
    usage_terms = _area("Usage terms", 2)
    display_policy = forms.ChoiceField(label="Readers may see", choices=DisplayPolicy.choices)
    expires_on = forms.DateField(label="Last day on which it may be shown", required=False, widget=Day())

    token = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    seen = forms.CharField(widget=forms.HiddenInput(), required=False)
    base = forms.CharField(widget=forms.HiddenInput(), required=False, strip=False)

    def __init__(
        self, data: QueryDict | None = None, *, article: Article | None = None, is_read_only: bool = False
    ) -> None:
        self.article = article
        self.version = article.latest_version if article else None
        super().__init__(data, initial=read_initial(article))
        complete(self.fields["source"], Article, "source", placeholder="Code or name")
        complete(self.fields["dateline_place"], ArticleVersion, "dateline_place", placeholder="Beginning of its name")
        for field in self.fields.values():
            field.widget.attrs["form"] = "story-form"
            field.disabled = is_read_only

    def clean_headline(self) -> str:
        """One line, however it was typed."""
        return " ".join(self.cleaned_data["headline"].split())

    def clean_text(self) -> str:
        """The text in canonical form; a stored one that was not touched stays to the letter."""
        typed: str = canonicalise(self.cleaned_data["text"])
        stored = self.version.text if self.version else ""
        return stored if typed == canonicalise(stored) else typed

    def clean(self) -> dict[str, Any]:
        """A story cannot be gone before it is there."""
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("visible_from"), cleaned.get("visible_until")
        if opens and closes and closes <= opens:
            self.add_error("visible_until", "It would be gone before it is shown: choose a later moment.")
        return cleaned

    def to_words(self) -> Words:
        """What the version shall print, its formatting carried along."""
        values = {name: self.cleaned_data[name] for name in WORDS}
        if self.version is not None:
            old = marks_from_json(self.version.marks)
            marks = carry_marks(self.version.text, values["text"], old)
            values["marks"] = tuple(tuple(mark) for mark in marks_to_json(marks))
            if values["text"] == self.version.text:
                values["marks"] = tuple(tuple(mark) for mark in self.version.marks)
        return Words(**values)

    def to_details(self) -> Details:
        """What the story is; a field that was not touched keeps its stored value to the microsecond."""
        return Details(**{name: self._value(name, self.article) for name in DETAILS})

    def to_rights(self) -> RightsStatement:
        """What may be shown."""
        return RightsStatement(**{name: self._value(name, getattr(self.article, "rights", None)) for name in RIGHTS})

    def to_topics(self) -> list[str]:
        """The topics by name."""
        return [name.strip() for name in self.cleaned_data["topics"].split(",") if name.strip()]

    def _value(self, name: str, stored: Article | Rights | None) -> Any:
        if stored is not None and name not in self.changed_data:
            return getattr(stored, name)
        return self.cleaned_data[name]


def read_initial(article: Article | None) -> dict[str, Any]:
    """What the form shows of a story as it stands."""
    if article is None:
        return {"display_policy": DisplayPolicy.FULL}
    values: dict[str, Any] = {name: getattr(article, name) for name in DETAILS}
    if article.latest_version is not None:
        values |= {name: getattr(article.latest_version, name) for name in WORDS}
    rights = article.rights_or_none or Rights()
    values |= {name: getattr(rights, name) for name in RIGHTS}
    values["topics"] = ", ".join(sorted(article.topics.names()))
    return values | {"token": article.token, "seen": describe_state(values, article), "base": write_base(values)}


def write_base(values: dict[str, Any]) -> str:
    """The words that the form was opened with: a clash shows what each of two editors made of them."""
    return json.dumps({name: values.get(name) or "" for name in PRINTED}, ensure_ascii=False)


def read_base(written: str) -> dict[str, str]:
    """What `write_base` wrote; empty when a browser has sent something else."""
    try:
        found = json.loads(written)
    except ValueError:
        return {}
    return (
        {name: found[name] for name in PRINTED if isinstance(found.get(name), str)} if isinstance(found, dict) else {}
    )


def describe_state(values: dict[str, Any], article: Article) -> str:
    """A short mark of all that the form edits: equal marks, nothing here has changed since it was opened.

    The article's token rises with every note and link as well; those are no reason to refuse an edit.
    """
    shown = [article.latest_version_id, article.status]
    shown += [str(_plain(values[name])) for name in sorted(values) if name not in ("token", "seen", "base")]
    return sha256(repr(shown).encode("utf-8", "replace")).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return getattr(value, "pk", value)
