"""What the page and the dialogue of a review say, in Japanese and English."""

from __future__ import annotations

from pipeline.decisions.decision import Kind
from pipeline.desk.subjects import Subject
from pipeline.desk.verdicts import Choice
from pipeline.records import GRANULARITIES, ORGANIZATION_TYPES
from pipeline.review.report.words import WORDS as REPORT
from pipeline.review.report.words import type_word
from pipeline.review.words import FIELDS, Language, Terms

KINDS: dict[Kind, tuple[str, str]] = {
    "date": ("日付", "date"),
    "organization": ("組織", "organization"),
    "person": ("人物", "person"),
    "section": ("見出し", "heading"),
}
SAYINGS: dict[str, tuple[str, str]] = {
    "title": ("抽出結果の確認", "Review of the extraction"),
    "left": ("残り {open} / {cases} 件", "{open} of {cases} left"),
    "left_places": ("{count} か所", "{count} places"),
    "skipped": ("保留 {count}", "{count} put off"),
    "nothing": ("判断を待つ変化はありません。", "No change waits for a decision."),
    "finished": ("すべて判断しました", "All is decided"),
    "apply": (
        "判断は {file} にあります。次の houkoku extract（make extract）から、すべての抽出に反映されます。",
        "The decisions are in {file}. They hold from the next houkoku extract (make extract) on.",
    ),
    "no_baseline": (
        (
            "比べる相手がありません（{reason}）。代わりに、警告のある事項を順に確かめられます。"
            "結果をコミットすると、次からは変化だけが並びます。"
        ),
        (
            "There is nothing to compare with ({reason}). Instead, every fact that has a warning "
            "can be gone through. Once the results are committed, only what changed is listed."
        ),
    ),
    "warnings_alone": ("警告のある事項", "Facts that have a warning"),
    "list": ("変化の一覧", "Changes"),
    "information": ("参考（判断の対象外）", "For information"),
    "information_note": (
        "ほかの変化に伴うもの、原文から消えたものなど、判断で決められない変化です。",
        "It follows from other changes, or its words are gone: no decision can speak of it.",
    ),
    "stale": ("当てはまらなくなった判断", "Decisions that hold no more"),
    "before": ("前", "before"),
    "after": ("後", "after"),
    "absent": ("なし", "not there"),
    "place_of": ("{index} / {count} か所目", "place {index} of {count}"),
    "context": ("前後の文章", "Around it"),
    "context_note": (
        "見落としがあれば、文字を選んで追加できます。",
        "Select text to add what was missed.",
    ),
    "former": ("以前の判断", "Decided before"),
    "former_note": (
        "新しい判断が、以前の行に代わります。",
        "A new decision takes the place of that line.",
    ),
    "accept": ("承認", "Accept"),
    "reject": ("却下", "Reject"),
    "edit": ("訂正", "Edit"),
    "drop": ("抽出しない", "Not a fact"),
    "skip": ("保留", "Later"),
    "undo": ("取り消す", "Undo"),
    "add": ("追加", "Add"),
    "all_alike": ("{count} か所とも", "All {count} alike"),
    "save": ("記録する", "Save"),
    "cancel": ("やめる", "Cancel"),
    "help": ("キー操作", "Keys"),
    "close": ("閉じる", "Close"),
    "quit": ("終える", "Quit"),
    "scope": ("範囲", "Scope"),
    "scope_place": ("この箇所だけ", "this place"),
    "scope_document": ("この文書の「{text}」すべて", "every 「{text}」 in this document"),
    "scope_everywhere": ("全文書の「{text}」すべて", "every 「{text}」 in all documents"),
    "by": ("判断者", "by"),
    "why": ("理由（任意）", "why (may be left out)"),
    "kind": ("種類", "kind"),
    "boundary": ("範囲の文字", "its text"),
    "affiliation": ("所属", "affiliation"),
    "post": ("役職", "title"),
    "add_post": ("役職を加える", "Add a post"),
    "remove_post": ("この役職を除く", "Remove this post"),
    "automatic": ("ISO から決める", "told by the ISO form"),
    "iso_hint": (
        "2018-03-31 · 2018-04/2018-06 · 空欄は未確定",
        "2018-03-31 · 2018-04/2018-06 · empty: unresolved",
    ),
    "edit_note": (
        "何も書かずに Enter でそのまま、- で空にします（役職は 所属/役職; 所属/役職）。",
        "Enter leaves a field as it is, - empties it (posts: affiliation/title; affiliation/title).",
    ),
    # what a verdict means
    "accept_added": ("この{kind}を認める", "it is a {kind}"),
    "accept_removed": ("なくてよい。今後も抽出しない", "it is none, now and later"),
    "accept_value": ("今の値を認める", "it is as it is now"),
    "accept_warning": ("警告のままで認める", "it is right in spite of the warning"),
    "reject_added": ("{kind}ではない。今後は抽出しない", "it is no {kind}, now and later"),
    "reject_removed": ("前のとおり抽出する", "it is to be found as before"),
    "reject_value": ("前の値に戻す", "it is to be as before"),
    "reject_boundary": ("「{text}」に戻す", "it is to be 「{text}」 again"),
    "edit_any": ("正しい値を書く", "say what it is"),
    "edit_removed": ("値を書いて抽出する", "say what it is, and it is found"),
    "drop_any": ("{kind}ではない", "it is no {kind}"),
    # what was done
    "done": ("{verdict}しました（{count} か所）", "{verdict}: {count}"),
    "done_skip": ("保留にしました", "put off"),
    "done_undo": ("取り消しました", "taken back"),
    "done_add": ("追加しました", "added"),
    "nothing_to_undo": ("取り消すものがありません", "nothing to take back"),
    "lost": (
        "houkoku review が動いていません。端末でもう一度起動してください。",
        "houkoku review does not run any more: start it again in the terminal.",
    ),
    # keys
    "key_next": ("次の変化 / 前の変化", "next change / the one before"),
    "key_places": ("次の箇所 / 前の箇所", "next place / the one before"),
    "key_all": ("同じ変化のすべての箇所を承認 / 却下", "accept / reject all that are alike"),
    "key_help": ("この一覧", "this list"),
    "other_language": ("English", "日本語"),
    "search": ("絞り込み", "Narrow"),
    "back": ("一覧", "List"),
    "place_left": ("判断済み", "decided"),
}


class Sayings:
    """The catalogue in one language; `terms` are those of the diff."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.language: Language = terms.language
        self._index = 0 if terms.language == "ja" else 1

    def __call__(self, name: str, /, **values: object) -> str:
        return SAYINGS[name][self._index].format(**values)

    def template(self, name: str) -> str:
        """A saying with its fields still open, for a script to fill in."""
        return SAYINGS[name][self._index]

    def reason(self, english: str) -> str:
        """What an error says."""
        return self.terms.reason(english)

    def kind(self, kind: Kind) -> str:
        return KINDS[kind][self._index]

    def field(self, key: str) -> str:
        if key in FIELDS:
            return FIELDS[key][self._index]
        return self(key)

    def option(self, name: str) -> str:
        """A type of organizations, or a granularity; as it is where it is of another version."""
        if name not in (*ORGANIZATION_TYPES, *GRANULARITIES):
            return name
        word = REPORT[type_word(name)][self._index]
        return word if self.language == "ja" else word.lower()

    def meaning(self, subject: Subject, choice: Choice) -> str:
        """What comes of a choice, in a few words."""
        kind = self.kind(subject.kind)
        if choice == "drop":
            return self("drop_any", kind=kind)
        if choice == "edit":
            return self("edit_removed" if subject.now is None else "edit_any")
        if subject.now is None:
            return self(f"{choice}_removed")
        if subject.was is None:
            return self(f"{choice}_added", kind=kind)
        if choice == "accept":
            return self("accept_warning" if subject.change.type == "warning" else "accept_value")
        if subject.former is not None:
            return self("reject_boundary", text=subject.former)
        return self("reject_value")
