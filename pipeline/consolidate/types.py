"""What type of body a record is: by the lists, by its mentions, by its name, by what it is a part of."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.entities.chunks import legal_forms
from pipeline.entities.mentions import OrganizationMention
from pipeline.entities.naming import is_part
from pipeline.entities.suffixes import longest_suffix
from pipeline.lexicon.organizations import Gazetteer
from pipeline.records import OrganizationType

# 局, 部, 課 are a ministry's where nothing else is said, and a 公社 or an 学部 has them as well.
_PARTS_ARE_ITS_OWN: tuple[OrganizationType, ...] = (
    "local_government", "court", "parliament", "agency", "company", "association", "university",
    "school", "hospital", "research", "international", "party", "other",
)  # fmt: skip
_OF_ANY_STATE: tuple[OrganizationType, ...] = (
    "government", "local_government", "court", "parliament", "agency", "other",
)  # fmt: skip


def type_of(
    chain: tuple[str, ...],
    mentions: Sequence[OrganizationMention],
    gazetteer: Gazetteer,
    parent: OrganizationType | None,
) -> OrganizationType:
    """`parent` is the type of the body above, None for one that stands alone."""
    for organization in gazetteer.named(chain[-1]):
        if organization.chain[-len(chain) :] == chain or organization.chain == chain:
            return organization.type
    found = mentions[0].type if mentions else type_by_name(chain[-1])
    if parent in _PARTS_ARE_ITS_OWN and found in _OF_ANY_STATE and is_part(chain[-1]):
        return parent  # 「科学技術振興機構広報課」: a court has a 広報課 as well
    return found


def type_by_name(name: str) -> OrganizationType:
    """By its legal form, else by its last word: 「国立大学法人青葉大学」, 「青葉大学」."""
    for span in legal_forms(name):
        if span.start == 0 or span.end == len(name):
            return span.form.type
    suffix = longest_suffix(name)
    return suffix.type if suffix is not None else "other"
