"""Every word of the report's own, in Japanese and English; the page switches between them.

Keys of types, granularities and kinds are those of the records, after a point.
"""

from __future__ import annotations

import json

WORDS: dict[str, tuple[str, str]] = {
    # the frame
    "report": ("抽出結果の報告", "Extraction report"),
    "index": ("文書一覧", "All documents"),
    "skip": ("本文へ移動", "Skip to the text"),
    "other_language": ("English", "日本語"),
    "other_language_label": ("Switch to English", "日本語に切り替える"),
    "view": ("表示", "View"),
    "text": ("本文", "Text"),
    "pictures": ("図", "Pictures"),
    "lines": ("原文の改行", "Lines as in the source"),
    "facts": ("抽出した事項", "Facts"),
    "sections": ("節", "Sections"),
    "documents": ("文書", "Documents"),
    "documents_and_sections": ("文書と節", "Documents and sections"),
    "before": ("前の文書", "Previous document"),
    "after": ("次の文書", "Next document"),
    "made_by": ("作成", "Made by"),
    # a document
    "source": ("原文", "Source"),
    "address": ("出典", "Address"),
    "encoding": ("文字符号化", "Encoding"),
    "characters": ("文字数", "Characters"),
    "reference_date": ("基準日", "Reference date"),
    "warnings": ("警告", "Warnings"),
    "page": ("{n} ページ", "Page {n}"),
    "no_sections": ("節はありません", "No sections"),
    "before_sections": ("（節の外）", "(outside all sections)"),
    "untitled": ("（無題）", "(untitled)"),
    "document_text": ("文書の本文", "Text of the document"),
    # facts
    "dates": ("日付", "Dates"),
    "organizations": ("組織", "Organizations"),
    "people": ("人物", "People"),
    "none": ("ありません", "None"),
    "nothing_left": ("条件に合う事項はありません", "Nothing matches"),
    "unresolved": ("確定できない日付", "Not resolved"),
    "aliases": ("別名", "Also"),
    "parent": ("上位", "Part of"),
    "reading": ("読み", "Reading"),
    "posts": ("役職・所属", "Posts"),
    "members": ("人物", "People"),
    "pointing": ("指す語", "Referred to as"),
    "named_as_parent": ("上位組織としてのみ", "Only as a parent"),
    "place": ("{p} ページ {l} 行", "p. {p}, line {l}"),
    "places": ("{n} か所", "{n} places"),
    "more_places": ("ほか {n} か所", "{n} more"),
    "decided": ("人が決定", "Decided by a person"),
    # search and filter
    "search": ("検索", "Search"),
    "search_facts": ("事項・本文を検索", "Search facts and text"),
    "search_documents": ("文書名・組織・人物を検索", "Search documents, organizations, people"),
    "search_sections": ("文書を絞り込む", "Narrow the documents"),
    "in_text": ("本文に {n} か所", "{n} in the text"),
    "filter": ("絞り込み", "Filter"),
    "kind": ("種類", "Kind"),
    "type": ("細目", "Type"),
    "all_types": ("すべての細目", "All types"),
    "year": ("西暦年", "Year"),
    "from": ("から", "from"),
    "to": ("まで", "to"),
    "only_warnings": ("警告のあるもの", "With warnings"),
    "clear": ("条件を消す", "Clear"),
    "shown": ("{n} / {m} 件", "{n} of {m}"),
    "order": ("並び順", "Order"),
    "order_text": ("本文の順", "As in the text"),
    "order_count": ("件数の多い順", "Most places first"),
    "order_date": ("日付の順", "By date"),
    "previous": ("前へ", "Previous"),
    "next": ("次へ", "Next"),
    "keys": ("次 / 前 / 検索", "next / previous / search"),
    "position": ("{n} / {m}", "{n} / {m}"),
    # pictures
    "timeline": ("日付の年表", "Timeline of the dates"),
    "timeline_note": (
        "◆ は日、帯は期間。灰色のところは、日付のない年を縮めています。",
        "◆ is a day, a bar a span; years without a date are cut short in grey.",
    ),
    "network": ("人物・役職・組織のつながり", "People, posts and organizations"),
    "network_note": (
        "左に組織（字下げは上位・下位）、中に役職、右に人物。",
        "Organizations (indented under their parents), posts, people.",
    ),
    "per_section": ("節ごとの件数", "Counts per section"),
    "per_year": ("年ごとの日付の数", "Dates per year"),
    "not_drawn": ("図に入れなかったもの {n} 件", "{n} more, not drawn"),
    "total": ("計", "Total"),
    "no_dates": ("日付はありません", "No dates"),
    "no_network": ("人物も組織もありません", "No people or organizations"),
    # the index
    "document": ("文書", "Document"),
    "span": ("日付の範囲", "Years"),
    "top_organizations": ("多くの文書に出る組織", "In most documents"),
    "top_people": ("多くの文書に出る人物", "In most documents"),
    "in_documents": ("{n} 文書", "{n} documents"),
    "names_found": ("組織・人物の名前", "Names of organizations and people"),
    "failures": ("抽出できなかった文書", "Documents that failed"),
    "reason": ("理由", "Reason"),
    "stale": ("当てはまらなくなった判断", "Decisions that hold no more"),
    "decision": ("判断", "Decision"),
    "everywhere": ("全文書", "All documents"),
    "accept": ("承認", "Accept"),
    "reject": ("却下", "Reject"),
    "override": ("訂正", "Override"),
    "add": ("追加", "Add"),
    "no_documents": ("文書はありません", "No documents"),
    "changes": ("前回のコミットからの変化 {n} か所", "Changes since the last commit: {n}"),
    # types of organizations
    "government": ("国の機関", "Government"),
    "local_government": ("地方公共団体", "Local government"),
    "court": ("裁判所", "Court"),
    "parliament": ("議会", "Parliament"),
    "agency": ("独立行政法人等", "Agency"),
    "council": ("会議体", "Council"),
    "company": ("企業", "Company"),
    "association": ("団体", "Association"),
    "university": ("大学", "University"),
    "school": ("学校", "School"),
    "hospital": ("病院", "Hospital"),
    "research": ("研究機関", "Research body"),
    "international": ("国際機関", "International body"),
    "party": ("政党", "Party"),
    "other": ("その他", "Other"),
    # granularities
    "day": ("日", "Day"),
    "part_of_month": ("旬", "Part of a month"),
    "month": ("月", "Month"),
    "quarter": ("四半期", "Quarter"),
    "half_year": ("半期", "Half-year"),
    "season": ("季節", "Season"),
    "fiscal_year": ("年度", "Fiscal year"),
    "calendar_year": ("年", "Year"),
    "decade": ("年代", "Decade"),
    "century": ("世紀", "Century"),
    "range": ("期間", "Range"),
    "not_resolved": ("未確定", "Unresolved"),
}


def type_word(name: str) -> str:
    """The key of an organization's type or of a granularity; some are also words of the frame."""
    return {"year": "calendar_year", "unresolved": "not_resolved"}.get(name, name)


def words_script() -> str:
    """assets/words.js: both languages for the page's scripts, in ASCII."""
    both = {
        language: {key: pair[at] for key, pair in WORDS.items()}
        for at, language in enumerate(("ja", "en"))
    }
    return f'"use strict";\nvar WORDS = {json.dumps(both, indent=0, sort_keys=True)};\n'
