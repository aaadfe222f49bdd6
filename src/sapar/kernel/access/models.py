"""Organisations and their people, role grants, and need-to-know of single files."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sapar.kernel.access.roles import WORDS, Role
from sapar.kernel.i18n import label
from sapar.kernel.ids import uuid7


class Organisation(models.Model):
    """A body of the field: mission, NGO, state body, donor, hospital… Only operational ones have users."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(max_length=64, unique=True)
    labels = models.JSONField(default=dict)
    kind = models.CharField(max_length=64)
    country_code = models.CharField(max_length=2, blank=True)
    place = models.ForeignKey("places.Place", null=True, blank=True, on_delete=models.PROTECT)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="branches")
    is_operational = models.BooleanField(default=False)
    source_ref = models.CharField(max_length=80, null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(labels={}), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="organisation_not_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return label(self.labels) or self.code


class OrganisationAlias(models.Model):
    """Another name of the same body, as some document prints it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=300)
    language = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "text", "language"], name="alias_once"),
        ]


class Office(models.Model):
    """A sub-office or branch of an organisation at a place."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offices")
    labels = models.JSONField(default=dict)
    place = models.ForeignKey("places.Place", null=True, blank=True, on_delete=models.PROTECT)
    source_ref = models.CharField(max_length=80, null=True, unique=True)

    def __str__(self) -> str:
        return label(self.labels)


class Team(models.Model):
    """Colleagues who share their cases."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="team_once")]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A member of staff. Signs in with e-mail; belongs to one organisation; powers come from role grants."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="users")
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT)
    language = models.CharField(max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        indexes = [models.Index(fields=["organisation", "name"])]

    def __str__(self) -> str:
        return self.name

    def grants(self) -> list["RoleGrant"]:
        """Grants in force now. Read once per request: a withdrawn grant ends with the next request."""
        if not hasattr(self, "_grants"):
            self._grants = list(RoleGrant.objects.in_force().filter(user=self).select_related("organisation"))
        return self._grants

    def role_codes(self) -> set[str]:
        return {grant.role for grant in self.grants()}

    def team_ids(self) -> set[Any]:
        return {grant.team_id for grant in self.grants() if grant.team_id}

    def role_titles(self) -> list[str]:
        return [str(WORDS[Role(code)].title) for code in sorted(self.role_codes())]


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self) -> "RoleGrantQuerySet":
        return self.filter(user__is_active=True, revoked_at__isnull=True, expires_at__gt=timezone.now())


class RoleGrant(models.Model):
    """One role of one user within one organisation (and team), until a date. Grants always expire."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=32, choices=[(role.value, WORDS[role].title) for role in Role])
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "team"], condition=Q(revoked_at__isnull=True),
                nulls_distinct=False, name="grant_once",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("granted_at")), name="grant_expires_after_start"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["user", "role", "organisation"])]

    @property
    def has_ended(self) -> bool:
        """Its time is over (withdrawn grants say so themselves)."""
        return self.expires_at <= timezone.now()


class Basis(models.TextChoices):
    """Why somebody has need-to-know of one file."""

    ASSIGNED = "assigned"
    SHARED = "shared"
    BREAK_GLASS = "break_glass"


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    def in_force(self) -> "InvolvementQuerySet":
        return self.filter(Q(until__isnull=True) | Q(until__gt=timezone.now()))


class Involvement(models.Model):
    """Need-to-know of one person file or case by a user, a team or an organisation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=32)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE)
    basis = models.CharField(max_length=16, choices=Basis.choices)
    reason = models.CharField(max_length=500, blank=True)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, team__isnull=True, organisation__isnull=True)
                | Q(user__isnull=True, team__isnull=False, organisation__isnull=True)
                | Q(user__isnull=True, team__isnull=True, organisation__isnull=False),
                name="involvement_of_exactly_one",
            ),
            models.CheckConstraint(
                condition=~Q(basis="break_glass") | (Q(until__isnull=False) & Q(user__isnull=False) & ~Q(reason="")),
                name="break_glass_ends_and_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="involvement_review_pair",
            ),
            models.UniqueConstraint(
                fields=["subject_id", "user", "team", "organisation"], condition=Q(until__isnull=True),
                nulls_distinct=False, name="involvement_once",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["user", "kind", "subject_id"], condition=Q(user__isnull=False), name="involvement_by_user"
            ),
            models.Index(
                fields=["team", "kind", "subject_id"], condition=Q(team__isnull=False), name="involvement_by_team"
            ),
            models.Index(
                fields=["organisation", "kind", "subject_id"],
                condition=Q(organisation__isnull=False),
                name="involvement_by_org",
            ),
            models.Index(fields=["subject_id"], name="involvement_by_subject"),
        ]  # fmt: skip
