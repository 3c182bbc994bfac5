"""Documents compared as wholes: which came and went, what is said of all of one."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Document
from pipeline.review.changes import Cause, Change, Difference, Field
from pipeline.review.diff.causes import Nearness, find_causes


def came(document: str, reason: str | None, differences: Sequence[Difference]) -> Change:
    """`reason` is why it failed before, where the older side says that it did."""
    fields = (Field("error", reason, None),) if reason is not None else ()
    causes = _causes(reason, differences)
    return Change(
        "documents", "added", "document", document, causes, surface_after=document, fields=fields
    )


def went(document: str, reason: str | None, differences: Sequence[Difference]) -> Change:
    """`reason` is why it fails now, where the newer side says that it does."""
    fields = (Field("error", None, reason),) if reason is not None else ()
    causes = _causes(reason, differences)
    return Change(
        "documents", "removed", "document", document, causes, surface_before=document,
        fields=fields,
    )  # fmt: skip


def _causes(reason: str | None, differences: Sequence[Difference]) -> tuple[Cause, ...]:
    """A source came or went; where one failed, the program may have changed as well."""
    if reason is None:
        return ("text",)
    return find_causes("documents", "sentence", differences)


def compare_heads(
    before: Document, after: Document, differences: Sequence[Difference]
) -> list[Change]:
    """The name under which a document stands, its encoding, title, reference date, address, warnings."""
    near: Nearness = "sentence" if before.text != after.text else "nowhere"
    read: tuple[Cause, ...] = ("text",)
    if before.sha256 == after.sha256:
        read = find_causes("sections", "nowhere", differences)
    told: tuple[tuple[str, tuple[Cause, ...]], ...] = (
        ("id", ("text",)),  # its file was renamed
        ("encoding", read),
        ("title", find_causes("sections", near, differences)),
        ("reference_date", find_causes("dates", near, differences)),
        ("source_url", find_causes("documents", near, differences)),
        ("warnings", find_causes("documents", near, differences)),
    )
    return [
        _change(before, after, Field(name, getattr(before, name), getattr(after, name)), causes)
        for name, causes in told
        if getattr(before, name) != getattr(after, name)
    ]


def _change(before: Document, after: Document, field: Field, causes: tuple[Cause, ...]) -> Change:
    is_warning = field.name == "warnings"
    return Change(
        kind="warnings" if is_warning else "documents", type="warning" if is_warning else "value",
        record="document", document=after.id or "", causes=causes,
        surface_before=before.id, surface_after=after.id, fields=(field,),
    )  # fmt: skip
