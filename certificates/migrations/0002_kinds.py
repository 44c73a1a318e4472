import django.db.models.deletion
import django.utils.timezone
import participants.models.link
import uuid
from django.conf import settings
from django.db import migrations, models


def name_the_people(apps, schema_editor):
    """Certificates and decisions belonged to a registration; now they belong to its person."""
    Registration = apps.get_model("participants", "Registration")
    registration = Registration.objects.filter(pk=models.OuterRef("registration"))
    apps.get_model("certificates", "Certificate").objects.update(
        person=models.Subquery(registration.values("person")[:1])
    )
    apps.get_model("certificates", "Decision").objects.update(
        person=models.Subquery(registration.values("person")[:1]),
        workshop=models.Subquery(registration.values("workshop")[:1]),
    )
    if schema_editor.connection.vendor == "postgresql":
        # The tables are altered below, in the same transaction.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0001_initial"),
        ("participants", "0001_initial"),
        ("workshops", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BlankRun",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="kind")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("file", models.FileField(blank=True, upload_to="blanks/")),
            ],
            options={
                "verbose_name": "blank sheets",
                "verbose_name_plural": "blank sheets",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="GivenKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "standard",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("participation", "Participation"),
                            ("attendance", "Attendance with hours"),
                            ("completion", "Completion with a test"),
                            ("appreciation", "Appreciation of speakers"),
                            ("thanks", "Thanks of the organisers"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_given", models.BooleanField(default=True, verbose_name="given here")),
                (
                    "own_rule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("attendance", "Attendance"),
                            ("test", "Attendance and a test"),
                            ("speaking", "Speaking at the workshop"),
                            ("hand", "Named by hand"),
                        ],
                        max_length=12,
                        verbose_name="rule",
                    ),
                ),
                (
                    "share",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="share of attendance"
                    ),
                ),
                (
                    "pass_mark",
                    models.PositiveSmallIntegerField(default=60, verbose_name="pass mark"),
                ),
                ("words", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "verbose_name": "kind of certificate",
                "verbose_name_plural": "kinds of certificates",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="KeptDifference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("mark", models.CharField(max_length=200)),
                ("note", models.TextField(verbose_name="note")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "difference kept",
                "verbose_name_plural": "differences kept",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="KnowledgeResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(verbose_name="result in per cent")),
                (
                    "source",
                    models.CharField(
                        choices=[("hand", "Entered by hand"), ("evaluation", "Evaluation")],
                        default="hand",
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "result of the test",
                "verbose_name_plural": "results of the test",
            },
        ),
        migrations.RemoveConstraint(
            model_name="certificate",
            name="certificates_one_living_per_registration_and_kind",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="certificates_decision_has_reason",
        ),
        migrations.AddField(
            model_name="certificate",
            name="accounted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="accounted for"),
        ),
        migrations.AddField(
            model_name="certificate",
            name="accounted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="link_expires_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="certificate",
            name="link_nonce",
            field=models.CharField(
                default=participants.models.link.link_nonce, editable=False, max_length=32
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="opened_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="link opened"
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="participants.person",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="sendings",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="certificate",
            name="sent_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="sent"),
        ),
        migrations.AddField(
            model_name="decision",
            name="kind",
            field=models.CharField(default="participation", max_length=20, verbose_name="kind"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="decision",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="certificate_decisions",
                to="participants.person",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="workshop",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="certificate_decisions",
                to="workshops.workshop",
            ),
        ),
        migrations.AlterField(
            model_name="certificate",
            name="kind",
            field=models.CharField(default="participation", max_length=20, verbose_name="kind"),
        ),
        migrations.AlterField(
            model_name="certificate",
            name="registration",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="participants.registration",
            ),
        ),
        migrations.AlterField(
            model_name="certificate",
            name="state",
            field=models.CharField(
                choices=[
                    ("blank", "Blank"),
                    ("valid", "Valid"),
                    ("replaced", "Replaced"),
                    ("revoked", "Revoked"),
                    ("unused", "Not used"),
                    ("spoiled", "Spoiled"),
                ],
                default="valid",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="effect",
            field=models.CharField(
                choices=[
                    ("waiver", "Eligible by waiver"),
                    ("exclusion", "Excluded"),
                    ("named", "Named"),
                ],
                max_length=10,
                verbose_name="decision",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="reason",
            field=models.TextField(blank=True, verbose_name="reason"),
        ),
        migrations.RunPython(name_the_people, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="decision",
            name="registration",
        ),
        migrations.AlterField(
            model_name="decision",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="certificate_decisions",
                to="participants.person",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="workshop",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="certificate_decisions",
                to="workshops.workshop",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("workshop", "person", "kind"), name="certificates_decision_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), _negated=True), ("effect", "named"), _connector="OR"
                ),
                name="certificates_decision_has_reason",
            ),
        ),
        migrations.AddField(
            model_name="blankrun",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="blankrun",
            name="workshop",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="blank_runs",
                to="workshops.workshop",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="blank_run",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sheets",
                to="certificates.blankrun",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "valid")),
                fields=("series", "person", "kind"),
                name="certificates_one_living_per_person_and_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("blank_run__isnull", False),
                        ("person", None),
                        ("state__in", ("blank", "unused", "spoiled")),
                    ),
                    models.Q(
                        models.Q(("state__in", ("blank", "unused", "spoiled")), _negated=True),
                        ("person__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="certificates_only_blanks_have_no_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "spoiled"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="certificates_spoiled_with_a_reason",
            ),
        ),
        migrations.AddField(
            model_name="givenkind",
            name="workshop",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="certificate_kinds",
                to="workshops.workshop",
            ),
        ),
        migrations.AddField(
            model_name="keptdifference",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="keptdifference",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="kept_differences",
                to="participants.person",
            ),
        ),
        migrations.AddField(
            model_name="keptdifference",
            name="workshop",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="workshops.workshop",
            ),
        ),
        migrations.AddField(
            model_name="knowledgeresult",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="knowledgeresult",
            name="registration",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="knowledge_result",
                to="participants.registration",
            ),
        ),
        migrations.AddConstraint(
            model_name="givenkind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("standard", ""), _negated=True),
                fields=("workshop", "standard"),
                name="certificates_standard_kind_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="givenkind",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("standard", ""), _negated=True), ("own_rule", "")),
                    models.Q(("standard", ""), ("own_rule__in", ("attendance", "test", "hand"))),
                    _connector="OR",
                ),
                name="certificates_own_kind_says_its_rule",
            ),
        ),
        migrations.AddConstraint(
            model_name="givenkind",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("share", None), ("share__lte", 100), _connector="OR"),
                    ("pass_mark__lte", 100),
                ),
                name="certificates_kind_in_per_cent",
            ),
        ),
        migrations.AddConstraint(
            model_name="keptdifference",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True),
                name="certificates_kept_with_a_note",
            ),
        ),
        migrations.AddConstraint(
            model_name="knowledgeresult",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__lte", 100)), name="certificates_result_in_per_cent"
            ),
        ),
    ]
