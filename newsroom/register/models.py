"""The register's tables: items with their references, ties, names, search rows; marks, batches."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from newsroom.register.dates import DateCount as DateCount
from newsroom.register.dates import ItemDate as ItemDate
from newsroom.register.querysets import ItemQuerySet, PartQuerySet
from newsroom.register.status import ItemStatus as ItemStatus


class Item(models.Model):
    """One row is one thing that the world may see, or once saw."""

    uid = models.UUIDField(
        _("public identifier"), primary_key=True, default=uuid.uuid4, editable=False
    )
    kind = models.CharField(_("kind"), max_length=20)
    seq = models.BigIntegerField(_("place in the change feed"), unique=True)
    live = models.BooleanField(_("public now"))
    status = models.CharField(_("status"), max_length=10, choices=ItemStatus)
    channels = ArrayField(models.CharField(max_length=60), verbose_name=_("audience"), default=list)
    ever = ArrayField(
        models.CharField(max_length=60), verbose_name=_("audience ever"), default=list
    )
    doc = models.JSONField(_("document"), null=True)
    etag = models.CharField(_("digest of the document"), max_length=64, blank=True)
    # Digest of what the register keeps of the thing outside its document.
    beside = models.CharField(_("digest of the rest"), max_length=64, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    # See changing.py.
    events = models.JSONField(_("events"), default=list, db_default=Value([], models.JSONField()))
    members = models.JSONField(_("members"), default=dict, db_default=Value({}, models.JSONField()))
    sequenced_at = models.DateTimeField(_("updated at"))
    first_at = models.DateTimeField(_("first public at"))
    sort_at = models.DateTimeField(_("sorted by"))
    name_key = models.TextField(_("name for sorting"), blank=True)
    slug = models.CharField(_("slug"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    section = models.CharField(_("section"), max_length=60, blank=True)
    replaced_by = models.UUIDField(_("replaced by"), null=True)
    # What readers are told in place of a thing that is gone: reason and time.
    notice = models.JSONField(_("notice"), null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing in the register")
        verbose_name_plural = _("things in the register")
        ordering = ["seq"]
        constraints = [
            models.CheckConstraint(
                name="item_document_exactly_while_live",
                condition=Q(live=True, doc__isnull=False, status=ItemStatus.USABLE)
                | (Q(live=False, doc__isnull=True) & ~Q(status=ItemStatus.USABLE)),
            ),
            models.CheckConstraint(
                name="item_channels_only_while_live", condition=Q(live=True) | Q(channels=[])
            ),
            models.CheckConstraint(
                name="item_remembers_its_channels", condition=Q(ever__contains=models.F("channels"))
            ),
            models.CheckConstraint(
                name="item_merged_has_a_replacement",
                condition=~Q(status=ItemStatus.MERGED) | Q(replaced_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "-sort_at", "-uid"], name="item_newest_idx", condition=Q(live=True)
            ),
            models.Index(
                fields=["kind", "name_key", "uid"], name="item_name_idx", condition=Q(live=True)
            ),
            models.Index(
                fields=["kind", "-sequenced_at", "-uid"],
                name="item_updated_idx",
                condition=Q(live=True),
            ),
            models.Index(
                fields=["section", "-sort_at", "-uid"],
                name="item_section_idx",
                condition=Q(live=True) & ~Q(section=""),
            ),
            # For the sitemaps, whose files are ranges of numbers.
            models.Index(fields=["kind", "seq"], name="item_kind_seq_idx", condition=Q(live=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid} #{self.seq}"

    @staticmethod
    def pending_retractions(uid: models.expressions.Combinable) -> models.QuerySet["Mark"]:
        """Marks, not yet worked off, that take the thing out of the public's sight."""
        return Mark.objects.filter(uid=uid, retract=True)


class Reference(models.Model):
    """One row says that an item refers to another thing, and in what relation."""

    item = models.ForeignKey(
        Item,
        on_delete=models.CASCADE,  # a reference is part of its item
        related_name="references",
    )
    target = models.UUIDField()
    rel = models.CharField(max_length=30)
    certainty = models.CharField(max_length=10, blank=True)
    # Those of the item, so that "newest of this person" is one range of one index.
    kind = models.CharField(max_length=20)
    sort_at = models.DateTimeField()

    objects = PartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "target", "rel"], name="reference_is_unique"),
        ]
        indexes = [
            models.Index(
                fields=["target", "kind", "-sort_at", "-item"], name="reference_newest_idx"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.rel} {self.target}"


class Past(models.Model):
    """One row is a wording that an item had, until when, and what it said.

    `words` is null where only the fact remains: what it said is hidden, and nowhere any more.
    """

    item = models.ForeignKey(
        Item,
        on_delete=models.CASCADE,  # a past is that of its item
        related_name="pasts",
    )
    number = models.PositiveIntegerField()
    until = models.DateTimeField()
    words = models.JSONField(null=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="past_is_numbered"),
        ]
        indexes = [
            # For the dumps: which of them hold words that are hidden by now.
            models.Index(fields=["until"], name="past_hidden_idx", condition=Q(words__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.number}"


class Tie(models.Model):
    """One row is a pair of things that an item brings together: two people who met."""

    uid = models.UUIDField(primary_key=True)
    item = models.ForeignKey(
        Item,
        on_delete=models.CASCADE,  # a tie is part of its item
        related_name="ties",
    )
    left = models.UUIDField()
    right = models.UUIDField()
    # Uids of what each end stands for (the delegations), to filter by.
    facets = ArrayField(models.UUIDField(), default=list)
    doc = models.JSONField()
    certainty = models.CharField(max_length=10)
    sort_at = models.DateTimeField()

    objects = PartQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-sort_at", "-uid"], name="tie_newest_idx"),
            GinIndex(fields=["facets"], name="tie_facets_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.left} – {self.right}"


class Entry(models.Model):
    """One row is what an item can be found by; apart from it, so that neither slows the other."""

    item = models.OneToOneField(
        Item,
        primary_key=True,
        on_delete=models.CASCADE,  # the search row is part of its item
        related_name="entry",
    )
    kind = models.CharField(max_length=20)
    sort_at = models.DateTimeField()
    facets = ArrayField(models.UUIDField())
    vector = SearchVectorField()

    class Meta:
        db_table = "register_search"
        indexes = [
            GinIndex(fields=["vector", "facets"], name="register_search_gin"),
            models.Index(fields=["-sort_at", "-item"], name="register_search_newest_idx"),
        ]

    def __str__(self) -> str:
        return str(self.item_id)


class ItemName(models.Model):
    """One row is a way in which an item is written, with the keys by which it is found."""

    item = models.ForeignKey(
        Item,
        on_delete=models.CASCADE,  # a name is part of its item
        related_name="names",
    )
    kind = models.CharField(max_length=20)
    text = models.TextField()
    keys = ArrayField(models.TextField())
    # The rules by which the keys were made: KEY_VERSION of newsroom.register.names.
    key_version = models.PositiveSmallIntegerField()

    objects = PartQuerySet.as_manager()

    class Meta:
        db_table = "register_name"
        constraints = [
            models.UniqueConstraint(fields=["item", "text"], name="itemname_once_per_item"),
        ]
        indexes = [GinIndex(fields=["keys"], name="register_name_keys_gin")]

    def __str__(self) -> str:
        return self.text


class Mark(models.Model):
    """One row says that something which a document shows has changed. Only triggers write it."""

    kind = models.CharField(_("kind"), max_length=20)
    uid = models.UUIDField(_("public identifier"))
    retract = models.BooleanField(_("withdraws at once"), default=False)
    made_at = models.DateTimeField(_("made at"), db_default=Now())

    class Meta:
        verbose_name = _("pending change")
        verbose_name_plural = _("pending changes")
        indexes = [
            models.Index(fields=["uid"], name="mark_retract_idx", condition=Q(retract=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class Batch(models.Model):
    """One row is one run of the sequencer that gave out numbers."""

    nonce = models.UUIDField(_("key"), default=uuid.uuid4, unique=True)
    first_seq = models.BigIntegerField(_("first place"), unique=True)
    last_seq = models.BigIntegerField(_("last place"), unique=True)
    at = models.DateTimeField(_("run at"))

    class Meta:
        verbose_name = _("run of the sequencer")
        verbose_name_plural = _("runs of the sequencer")
        ordering = ["last_seq"]

    def __str__(self) -> str:
        return f"{self.first_seq}–{self.last_seq}"


class Epoch(models.Model):
    """One row: the identity of this register. A register built anew is another one."""

    nonce = models.UUIDField(default=uuid.uuid4)
    singleton = models.BooleanField(default=True, unique=True)
    # How often something beside the documents was another, for which no number is given.
    rearranged = models.PositiveBigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="epoch_is_one", condition=Q(singleton=True))]

    def __str__(self) -> str:
        return str(self.nonce)
