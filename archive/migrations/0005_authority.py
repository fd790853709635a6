"""What the authority desk keeps: merges, positions, tokens."""

import logging

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

log = logging.getLogger(__name__)
BATCH = 2000  # entities whose words are made at a time


def keep_each_wikidata_id_once(apps, schema_editor):
    """The database did not see to it before. The oldest entry keeps the id; the log says who had it too."""
    entity = apps.get_model("archive", "Entity")
    held = entity.objects.exclude(wikidata_id="").filter(merged_into=None)
    twice = held.order_by().values("wikidata_id").annotate(bearers=models.Count("pk")).filter(bearers__gt=1)
    for number in list(twice.values_list("wikidata_id", flat=True)):
        for other in held.filter(wikidata_id=number).order_by("pk")[1:]:
            log.warning(
                "%s (%s) had the Wikidata id %s of another entry; it was taken off", other.name, other.pk, number
            )
            entity.objects.filter(pk=other.pk).update(wikidata_id="")


def make_name_words(apps, schema_editor):
    """The words and sounds of every name that is there already."""
    from archive.text.sounds import name_words

    entity, alias, word = (apps.get_model("archive", name) for name in ("Entity", "Alias", "NameWord"))
    after = 0
    while rows := list(entity.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "kind", "name")[:BATCH]):
        names = {pk: [name] for pk, _, name in rows}
        for owner, name in alias.objects.filter(entity_id__gte=rows[0][0], entity_id__lte=rows[-1][0]).values_list(
            "entity_id", "name"
        ):
            names[owner].append(name)
        made = [
            word(entity_id=pk, kind=kind, word=one, sound=sound)
            for pk, kind, _ in rows
            for one, sound in sorted(name_words(names[pk]))
        ]
        word.objects.bulk_create(made, batch_size=200)
        after = rows[-1][0]


class Migration(migrations.Migration):
    dependencies = [("archive", "0004_dossiers"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="NameWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("organisation", "organisation"),
                            ("place", "place"),
                            ("event", "event"),
                        ],
                        max_length=12,
                    ),
                ),
                ("word", models.CharField(help_text="folded", max_length=100)),
                ("sound", models.CharField(help_text="the skeleton of consonants: archive.text.sounds", max_length=12)),
            ],
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(help_text="Minister of Culture", max_length=200)),
                ("starts_on", models.DateField(blank=True, null=True)),
                (
                    "starts_precision",
                    models.CharField(
                        choices=[("day", "day"), ("month", "month"), ("year", "year")], default="day", max_length=5
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "ends_precision",
                    models.CharField(
                        choices=[("day", "day"), ("month", "month"), ("year", "year")], default="day", max_length=5
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Regrouping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("deed", models.CharField(choices=[("merge", "merged"), ("split", "split")], max_length=5)),
                ("other_was", models.BigIntegerField()),
                ("other_name", models.CharField(max_length=300)),
                ("journal", models.JSONField(default=list)),
                ("done_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Resemblance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("organisation", "organisation"),
                            ("place", "place"),
                            ("event", "event"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("proposed", "proposed"), ("different", "different"), ("merged", "merged")],
                        default="proposed",
                        max_length=9,
                    ),
                ),
                ("score", models.FloatField(help_text="0 to 1, as it was proposed")),
                ("reasons", models.JSONField(default=list, help_text="sentences, the strongest first")),
                ("decided_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="entity",
            name="token",
            field=models.PositiveIntegerField(default=0, editable=False, help_text="Rises with every change."),
        ),
        migrations.AlterField(
            model_name="alias",
            name="language",
            field=models.CharField(
                blank=True,
                help_text="BCP 47",
                max_length=35,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\\Z", "A language looks like en, ko or zh-Hant (BCP 47)."
                    )
                ],
            ),
        ),
        migrations.AlterField(
            model_name="alias",
            name="script",
            field=models.CharField(
                blank=True,
                help_text="ISO 15924: Latn, Cyrl, Hang",
                max_length=4,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[A-Z][a-z]{3}\\Z", "A script looks like Latn, Cyrl or Hang (ISO 15924)."
                    )
                ],
            ),
        ),
        migrations.AlterField(
            model_name="entity",
            name="wikidata_id",
            field=models.CharField(
                blank=True,
                max_length=20,
                validators=[
                    django.core.validators.RegexValidator("^Q[1-9][0-9]{0,17}\\Z", "A Wikidata id looks like Q7327.")
                ],
            ),
        ),
        migrations.AlterField(
            model_name="place",
            name="geonames_id",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="524901 is Moscow",
                null=True,
                unique=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="GeoNames id",
            ),
        ),
        migrations.AddIndex(
            model_name="entity",
            index=models.Index(fields=["kind", "key", "id"], name="entity_in_order"),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from__isnull", True),
                    ("valid_to__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="alias_ends_after_start",
                violation_error_message="The name is used no longer before it is used: change one of the two days.",
            ),
        ),
        migrations.RunPython(keep_each_wikidata_id_once, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into__isnull", True), models.Q(("wikidata_id", ""), _negated=True)),
                fields=("wikidata_id",),
                name="entity_wikidata_once",
                violation_error_message="Another entry has that Wikidata id already: merge the two, or correct one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(("geonames_id__isnull", True), ("geonames_id__gte", 1), _connector="OR"),
                name="place_geonames",
            ),
        ),
        migrations.AddField(
            model_name="nameword",
            name="entity",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="archive.entity"
            ),
        ),
        migrations.AddField(
            model_name="position",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="positions",
                to="archive.organisation",
            ),
        ),
        migrations.AddField(
            model_name="position",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="positions", to="archive.person"
            ),
        ),
        migrations.AddField(
            model_name="regrouping",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="regrouping",
            name="kept",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="archive.entity"),
        ),
        migrations.AddField(
            model_name="regrouping",
            name="other",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="archive.entity"
            ),
        ),
        migrations.AddField(
            model_name="regrouping",
            name="undone_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="resemblance",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="resemblance",
            name="first",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="archive.entity"),
        ),
        migrations.AddField(
            model_name="resemblance",
            name="second",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="archive.entity"),
        ),
        migrations.AddIndex(
            model_name="nameword",
            index=models.Index(
                fields=["kind", "word", "entity"],
                name="name_word_of_kind",
                opclasses=["varchar_ops", "varchar_pattern_ops", "int8_ops"],
            ),
        ),
        migrations.AddIndex(
            model_name="nameword",
            index=models.Index(fields=["kind", "sound", "entity"], name="name_word_sounding"),
        ),
        migrations.AddConstraint(
            model_name="nameword",
            constraint=models.UniqueConstraint(fields=("entity", "word", "sound"), name="name_word_once"),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="position_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="position_ends_after_start",
                violation_error_message="It ends before it starts: change one of the two days.",
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_precision__in", ["day", "month", "year"]), ("starts_precision__in", ["day", "month", "year"])
                ),
                name="position_precision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="regrouping",
            constraint=models.CheckConstraint(
                condition=models.Q(("deed__in", ["merge", "split"])), name="regrouping_deed_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="regrouping",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("other_was")), _negated=True), name="regrouping_of_two"
            ),
        ),
        migrations.AddIndex(
            model_name="resemblance",
            index=models.Index(
                condition=models.Q(("verdict", "proposed")), fields=["-score", "id"], name="resemblance_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="resemblance",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="resemblance_once"),
        ),
        migrations.AddConstraint(
            model_name="resemblance",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="resemblance_ordered"
            ),
        ),
        migrations.AddConstraint(
            model_name="resemblance",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["proposed", "different", "merged"])),
                name="resemblance_verdict_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="resemblance",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["person", "organisation", "place", "event"])),
                name="resemblance_kind_known",
            ),
        ),
        migrations.RunPython(make_name_words, migrations.RunPython.noop),
    ]
