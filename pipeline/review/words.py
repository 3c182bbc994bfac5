"""What a rendering says, in Japanese and English."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from pipeline.display import cut
from pipeline.review.changes import (
    Cause,
    Comparison,
    Difference,
    Kind,
    RecordType,
    Stale,
    Type,
    Value,
)

Language = Literal["ja", "en"]

KINDS: dict[Kind, tuple[str, str]] = {
    "documents": ("文書", "documents"),
    "sections": ("節", "sections"),
    "dates": ("日付", "dates"),
    "organizations": ("組織", "organizations"),
    "people": ("人物", "people"),
    "warnings": ("警告", "warnings"),
}
TYPES: dict[Type, tuple[str, str]] = {
    "added": ("追加", "added"),
    "removed": ("削除", "removed"),
    "value": ("値の変化", "value changed"),
    "boundary": ("範囲の変化", "boundary changed"),
    "section": ("節の変化", "section changed"),
    "warning": ("警告の変化", "warning changed"),
}
RECORDS: dict[RecordType, tuple[str, str]] = {
    "document": ("文書", "document"),
    "section": ("節", "section"),
    "date": ("日付", "date"),
    "organization": ("組織", "organization"),
    "person": ("人物", "person"),
    "reference": ("指す語", "pointing word"),
}
CAUSES: dict[Cause, tuple[str, str]] = {
    "text": ("原文", "text"),
    "rules": ("規則", "rules"),
    "language_data": ("言語データ", "language data"),
    "model": ("言語モデル", "model"),
    "dictionary": ("辞書", "dictionary"),
    "decision": ("判断の記録", "decision"),
    "settings": ("設定", "settings"),
    "context": ("文書のほかの箇所の変更", "context (the text elsewhere in the document)"),
    "unknown": ("不明（結果だけが変わっています）", "unknown (only the outputs differ)"),
}
FIELDS: dict[str, tuple[str, str]] = {
    "id": ("名前", "name"),
    "encoding": ("文字符号化", "encoding"),
    "reference_date": ("基準日", "reference date"),
    "error": ("失敗の理由", "failed"),
    "number": ("見出し番号", "number"),
    "title": ("見出し", "title"),
    "level": ("階層", "level"),
    "parent": ("上位", "parent"),
    "body": ("本文", "body"),
    "section": ("節", "section"),
    "iso": ("ISO", "iso"),
    "first_day": ("初日", "first day"),
    "last_day": ("末日", "last day"),
    "granularity": ("粒度", "granularity"),
    "era": ("元号", "era"),
    "warnings": ("警告", "warnings"),
    "name": ("正式名称", "canonical name"),
    "type": ("種別", "type"),
    "aliases": ("別名", "aliases"),
    "organizations": ("指す組織", "stands for"),
    "family_name": ("姓", "family name"),
    "given_name": ("名", "given name"),
    "reading": ("読み", "reading"),
    "positions": ("役職・所属", "positions"),
}
VERDICTS: dict[str, tuple[str, str]] = {
    "accept": ("承認", "accept"),
    "reject": ("却下", "reject"),
    "override": ("訂正", "override"),
    "add": ("追加", "add"),
}
SAYINGS: dict[str, tuple[str, str]] = {
    "title": ("抽出結果の変化", "What changed in the extraction"),
    "sides": ("{before} → {after}", "{before} → {after}"),
    "before": ("前", "before"),
    "after": ("後", "after"),
    "nothing": ("変化はありません。", "No changes."),
    "compared": (
        "文書 {documents} 件を比較: 同一 {identical} 件、原文の変更 {texts} 件",
        "{documents} documents compared: {identical} identical, the text of {texts} edited",
    ),
    "generator": ("抽出の条件の違い: {list}", "differences of the program: {list}"),
    "causes": ("原因: {list}", "cause: {list}"),
    "or": ("、または", " or "),
    "and": ("、", ", "),
    "none": ("なし", "none"),
    "whole_document": ("文書全体", "the document as a whole"),
    "count": ("{changes} か所・{documents} 文書", "{changes} places in {documents} documents"),
    "place": ("{page} 頁 {line} 行", "page {page}, line {line}"),
    "more": ("ほか {count} か所", "{count} more"),
    "stale": (
        "当てはまらなくなった判断（見直しが必要）: {count} 件",
        "Decisions that hold no more, to be looked at again: {count}",
    ),
    "everywhere": ("全文書", "all documents"),
    "new": ("新規", "new"),
    "more_groups": (
        "ほか {count} 種類の変化は houkoku diff で見られます。",
        "{count} more kinds of change: see houkoku diff.",
    ),
    "kind": ("種類", "kind"),
    "type": ("変化", "change"),
    "cause": ("原因", "cause"),
    "all": ("すべて", "all"),
    "search": ("検索", "search"),
    "index": ("文書一覧", "All documents"),
    "other_language": ("English", "日本語"),
}

# Characters of a quoted text.
_LONGEST = 60


class Terms:
    """The catalogue in one language. `reason` translates what warnings and errors say."""

    def __init__(
        self, language: Language, reason: Callable[[str], str] = lambda english: english
    ) -> None:
        self.language: Language = language
        self._index = 0 if language == "ja" else 1
        self._reason = reason

    def __call__(self, name: str, /, **values: object) -> str:
        return SAYINGS[name][self._index].format(**values)

    def reason(self, english: str) -> str:
        """What a warning or an error says."""
        return self._reason(english)

    def kind(self, kind: Kind) -> str:
        return KINDS[kind][self._index]

    def type(self, type_: Type) -> str:
        return TYPES[type_][self._index]

    def record(self, record: RecordType) -> str:
        return RECORDS[record][self._index]

    def cause(self, cause: Cause) -> str:
        return CAUSES[cause][self._index]

    def causes(self, causes: Iterable[Cause]) -> str:
        """「規則、または言語データ」: each of them may be it."""
        return self("or").join(map(self.cause, causes))

    def field(self, name: str) -> str:
        return FIELDS[name][self._index] if name in FIELDS else name

    def value(self, name: str, value: Value) -> str:
        """A field's value in words."""
        if value is None or value == ():
            return self("none")
        if name in ("warnings", "error"):
            reasons = value if isinstance(value, tuple) else (str(value),)
            return self("and").join(map(self._reason, reasons))
        return self("and").join(value) if isinstance(value, tuple) else str(value)

    def stale(self, stale: Stale) -> str:
        """「a: 「経産省」の却下 — 引用した箇所がなくなりました」, with a word where that is new."""
        verdict = VERDICTS[stale.verdict][self._index] if stale.verdict in VERDICTS else ""
        new = f" [{self('new')}]" if stale.is_new else ""
        where = stale.document or self("everywhere")
        return f"{where}: {verdict} 「{cut(stale.text, _LONGEST)}」{new} — {self._reason(stale.reason)}"

    def difference(self, difference: Difference) -> str:
        """「ja_ginza 5.2.0 → 5.3.0」; of digests, only what they are of."""
        if difference.name in ("rules", "language_data", "decisions", "generator"):
            return self.cause(difference.cause)
        values = (difference.before, difference.after)
        before, after = (self("none") if v is None else _short(v) for v in values)
        return f"{difference.name} {before} → {after}"

    def overview(self, comparison: Comparison) -> list[str]:
        """What was compared, in a line or two."""
        lines = [
            self(
                "compared", documents=f"{comparison.documents:,}",
                identical=f"{comparison.identical:,}", texts=f"{comparison.texts:,}",
            )
        ]  # fmt: skip
        if comparison.differences:
            told = self("and").join(map(self.difference, comparison.differences))
            lines.append(self("generator", list=told))
        return lines

    def counts(self, comparison: Comparison) -> str:
        """「節 2、日付 3」."""
        found = comparison.counts.items()
        return self("and").join(f"{self.kind(kind)} {count:,}" for kind, count in found)


def _short(value: str) -> str:
    """A digest by its beginning."""
    return value[:7] if len(value) == 64 else value
