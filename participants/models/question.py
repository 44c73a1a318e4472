"""What a workshop asks of its participants, as its organisers composed it."""

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from participants.questions.built_in import BuiltIn
from participants.questions.catalogue import BUILT_IN, SECTION_OF
from participants.questions.kinds import Audience, Home, Kind, Stage, in_language
from workshops.models import Workshop


class FormSection(models.Model):
    """A part of the form. A workshop without sections has the usual form of the catalogue.

    ``title`` is text by language; where it is empty, the words of the catalogue stand.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="form_sections")
    key = models.SlugField(max_length=40)
    title = models.JSONField(_("heading"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_on = models.BooleanField(_("shown"), default=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("section of the form")
        verbose_name_plural = _("sections of the form")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "key"], name="participants_formsection_key_once"
            )
        ]

    def __str__(self) -> str:
        return self.title_in(get_language() or "en")

    @property
    def is_built_in(self) -> bool:
        return self.key in SECTION_OF

    def title_in(self, language: str) -> str:
        """Own words, else those of the catalogue in the page's language."""
        if words := in_language(self.title, language):
            return words
        return str(SECTION_OF[self.key].title) if self.is_built_in else self.key


class Question(models.Model):
    """One question of a workshop's form.

    ``key`` is for good and unique in the workshop: that of the catalogue, or q1, q2, … for own
    questions. Words are text by language; where a built-in question has none, those of the
    catalogue stand. A question that is no longer asked but was answered is retired.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="questions")
    section = models.ForeignKey(FormSection, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    kind = models.CharField(_("kind of answer"), max_length=12, choices=Kind, default=Kind.TEXT)
    wording = models.JSONField(_("question"), default=dict, blank=True)
    help = models.JSONField(_("help"), default=dict, blank=True)
    purpose = models.JSONField(_("why it is asked"), default=dict, blank=True)
    # Of own questions: [{"code": "a", "wording": {"en": …}}, …]; the codes are what is stored.
    options = models.JSONField(_("options"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    is_required = models.BooleanField(_("must be answered"), default=False)
    is_critical = models.BooleanField(
        _("decides about the person"),
        default=False,
        help_text=_("A change after approval is fixed or has to be approved again."),
    )
    is_for_staff = models.BooleanField(_("only the organisers see and fill it"), default=False)
    audience = models.CharField(
        _("asked of"), max_length=12, choices=Audience, default=Audience.EVERYBODY
    )
    stage = models.CharField(
        _("when it is asked"), max_length=15, choices=Stage, default=Stage.REGISTRATION
    )
    # Shown once the other question is answered, or answered by one of these values.
    depends_on = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="dependants"
    )
    depends_values = models.JSONField(default=list, blank=True)
    retention_weeks = models.PositiveSmallIntegerField(
        _("kept for so many weeks after the workshop"),
        null=True,
        blank=True,
        help_text=_("Empty: as long as the registration."),
    )
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "key"], name="participants_question_key_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="participants_question_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="participants_question_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values),
                name="participants_question_audience_known",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def built_in(self) -> BuiltIn | None:
        return BUILT_IN.get(self.key)

    @property
    def is_built_in(self) -> bool:
        return self.key in BUILT_IN

    @property
    def is_locked(self) -> bool:
        """Whether no registration can do without it."""
        return self.built_in is not None and self.built_in.is_locked

    @property
    def is_sensitive(self) -> bool:
        """Whether only those who hold ``registration.sensitive`` read the answers.

        An own question may ask anything, so its answers are kept as the most private ones are."""
        return self.built_in is None or self.built_in.is_sensitive

    @property
    def home(self) -> Home:
        return self.built_in.home if self.built_in else Home.ANSWER

    @property
    def words(self) -> str:
        """The wording in the page's language."""
        return self.wording_in(get_language() or "en")

    def wording_in(self, language: str) -> str:
        return self._words(self.wording, language, self.built_in.wording if self.built_in else "")

    def help_in(self, language: str) -> str:
        return self._words(self.help, language, self.built_in.help if self.built_in else "")

    def purpose_in(self, language: str) -> str:
        return self._words(self.purpose, language, self.built_in.purpose if self.built_in else "")

    def options_in(self, language: str) -> list[tuple[str, str]]:
        """(code, words) of a list; those of the person's columns are known to the form alone."""
        if self.built_in:
            return [(code, str(words)) for code, words in self.built_in.options]
        return [
            (option["code"], in_language(option["wording"], language) or option["code"])
            for option in self.options
        ]

    @staticmethod
    def _words(own: dict[str, str], language: str, usual: str | Promise | None) -> str:
        # An own wording in one language must not hide the catalogue's in the others.
        if usual and not own.get(language.split("-")[0]):
            return str(usual)
        return in_language(own, language)
