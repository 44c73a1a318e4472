"""Which design a certificate gets, and where a design is used."""

from dataclasses import dataclass

from accounts.models import User
from certificates import kinds
from certificates.models import Design, DesignVersion
from workshops.models import Workshop


def design_for(workshop: Workshop, kind: str) -> DesignVersion | None:
    """What a certificate of ``kind`` issued now looks like; None is the built-in look.

    The kind's own design, else the one of all kinds. Locks the design until the transaction ends:
    nobody changes the version between its being chosen and its being used."""
    choices = dict(
        workshop.design_choices.filter(kind__in=("", kind)).values_list("kind", "design")
    )
    chosen = choices.get(kind) or choices.get("")
    if chosen is None:
        return None
    return Design.objects.select_for_update().get(pk=chosen).newest


def kinds_of(workshop: Workshop) -> list[tuple[str, str]]:
    """The kinds of certificates that this workshop gives: key and name."""
    return [(kind.key, kind.label) for kind in kinds.kinds_of(workshop)]


@dataclass(frozen=True)
class Use:
    """A design in the list: for which kinds it is chosen, and what was made with it."""

    design: Design
    version: DesignVersion
    kinds: list[str]
    certificates: int

    @property
    def is_free(self) -> bool:
        """Nothing was made with it and no kind has it, so it may be deleted."""
        return not self.certificates and not self.kinds


def uses_of(workshop: Workshop, *, others: str) -> list[Use]:
    """All designs of ``workshop``, archived ones last; ``others`` names the choice of all kinds.

    Four queries for any number of designs."""
    labels = kinds.labels_of(workshop) | {"": others}
    chosen: dict[int, list[str]] = {}
    for kind, design in workshop.design_choices.order_by("kind").values_list("kind", "design"):
        chosen.setdefault(design, []).append(labels.get(kind, kind))
    versions: dict[int, DesignVersion] = {}
    for version in DesignVersion.objects.filter(design__workshop=workshop).order_by("number"):
        versions[version.design_id] = version
    return [
        Use(
            design,
            versions[design.pk],
            chosen.get(design.pk, []),
            design.used,  # type: ignore[attr-defined]
        )
        for design in workshop.certificate_designs.for_list()
    ]


def copyable(user: User) -> list[Design]:
    """Designs of all workshops whose settings ``user`` may change, those in use first by name."""
    permitted = Workshop.objects.permitting(user, "workshop.edit")
    return list(
        Design.objects.offered()
        .filter(workshop__in=permitted)
        .select_related("workshop")
        .order_by("name", "workshop__title")
    )
