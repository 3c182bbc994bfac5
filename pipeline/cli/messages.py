"""Every sentence the command says, in Japanese and English.

MESSAGES are called by name. What errors and warnings say is English wherever it is stored; a
reason that fits a row of `reasons` or `decision_reasons` is told in Japanese on a Japanese terminal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal, get_args

from pipeline.cli.decision_reasons import DECISION_REASONS
from pipeline.cli.reasons import REASONS

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

MESSAGES: dict[str, tuple[str, str]] = {
    # the command line
    "about": (
        "日本語の報告書を、節・日付・組織・人物の表に変えます。",
        "Turns Japanese report texts into sections, dates, organizations and people.",
    ),
    "usage": ("使い方: ", "usage: "),
    "commands": ("コマンド", "commands"),
    "inputs": ("入力", "inputs"),
    "options": ("オプション", "options"),
    "extract": ("原文から抽出する", "extract from the texts"),
    "about_extract": (
        (
            "入力（ファイルまたはフォルダー）にあるすべての .txt、.text、.md、.pdf から抽出し、"
            "結果を出力フォルダーに書きます。"
        ),
        (
            "Extracts from every .txt, .text, .md and .pdf under the inputs (files or folders) "
            "and writes the results."
        ),
    ),
    "review": ("変化を確かめ、判断を記録する", "look at what changed, and decide"),
    "about_review": (
        (
            "まだ判断していない変化を、ブラウザー（この機械だけの頁）または端末（--tty）で一つずつ確かめ、"
            "承認・却下・訂正・追加を decisions.jsonl に記録します。判断は次の抽出から反映されます。"
        ),
        (
            "Shows the changes that nobody has decided on, in a browser (a page of this machine alone) "
            "or on the terminal (--tty). What you accept, reject, edit or add is kept in "
            "decisions.jsonl and holds from the next extraction on."
        ),
    ),
    "by_help": (
        "判断者の名前（既定: git の user.name、なければログイン名）",
        "who decides (default: Git's user.name, else the login name)",
    ),
    "warnings_help": (
        "変化ではなく、警告のある事項を順に確かめる",
        "go through the facts that have a warning instead of the changes",
    ),
    "tty_help": ("ブラウザーを使わず、端末で行う", "on the terminal, without a browser"),
    "port_help": ("ポート番号（既定: 空いているもの）", "the port (default: one that is free)"),
    "no_browser_help": (
        "ブラウザーを開かず、アドレスだけを表示する",
        "only print the address, do not open a browser",
    ),
    "review_open": (
        "次のアドレスをブラウザーで開いてください（この機械からだけ開けます）。終わるときは Ctrl-C。",
        "Open this address in a browser (of this machine alone). Ctrl-C ends it.",
    ),
    "review_left": (
        "残り {open} 件。判断は {file} にあります。",
        "{open} left. The decisions are in {file}.",
    ),
    "report": ("結果をブラウザーで読むページにする", "make pages of the results, to read"),
    "about_report": (
        "抽出の結果を DIR/report/index.html から読めるページにします。ネットワークは要りません。",
        "Makes pages of the results, to be read in a browser: DIR/report/index.html. No network.",
    ),
    "report_making": ("{folder} の報告ページを作っています。", "Making the report of {folder}."),
    "report_made": ("文書 {count} 件のページを作りました:", "Pages of {count} documents:"),
    "excel": ("結果を Excel のブックにする", "make a workbook of the results, for Excel"),
    "about_excel": (
        (
            "抽出結果の表を一つの Excel ブックにします。式として実行されるセルはなく、何度作っても同じ内容に"
            "なります。"
        ),
        (
            "Makes one workbook of the tables. No cell of it runs, and it is the same bytes however "
            "often it is made."
        ),
    ),
    "to_help": (
        "作るファイル（既定: 結果のフォルダーの houkoku.xlsx）",
        "the file to make (default: houkoku.xlsx in the folder of the results)",
    ),
    "excel_making": (
        "{folder} の表を Excel のブックにしています。",
        "Making a workbook of {folder}.",
    ),
    "excel_made": ("{count} 行を書きました:", "{count} rows:"),
    "excel_cut": (
        "Excel に入らない長さのセル {count} 個を途中で切りました（全文は tables/*.csv にあります）。",
        "{count} cells were too long for Excel and are cut (tables/*.csv have them whole).",
    ),
    "input_help": (
        "原文のファイルまたはフォルダー（既定: raw/）",
        "text files or folders of them (default: raw/)",
    ),
    "output_help": (
        "結果のフォルダー（既定: outputs/）",
        "folder of the results (default: outputs/)",
    ),
    "reference_help": (
        "「本年」「昨年度」などを数える基準日（既定: 文書自身の日付）",
        "what 本年 or 昨年度 are counted from (default: the document's own date)",
    ),
    "config_help": (
        "設定ファイル（既定: houkoku.toml があればそれ）",
        "settings file (default: houkoku.toml, where there is one)",
    ),
    "lang_help": (
        "表示の言語 ja / en（既定: 環境変数 HOUKOKU_LANG、次にロケール）",
        "language of the messages, ja or en (default: HOUKOKU_LANG, then the locale)",
    ),
    "debug_help": ("想定外の誤りの詳細（トレースバック）を表示する", "show tracebacks"),
    "workers_help": (
        "並行して動かすプロセスの数（既定: コア・メモリー・文書の量による。0: 分けずに一つで行う）",
        "processes at work (default: what cores, memory and texts call for; 0: none but this one)",
    ),
    "wait_help": (
        "同じ出力先への別の実行が終わるのを待つ秒数（既定: 終わるまで待つ。0: 待たない）",
        "how long to wait for another run into the same folder (default: to its end; 0: not at all)",
    ),
    "engine_help": (
        "文書を処理するもの: local（この機械のプロセス、既定）または dask（要 houkoku[dask]）",
        "what does the work: local (processes of this machine, the default) or dask (needs houkoku[dask])",
    ),
    "scheduler_help": (
        "参加する Dask スケジューラー（tcp://…）。なければこの機械にクラスターを作る",
        "the Dask scheduler to join (tcp://…); without one a cluster of this machine is started",
    ),
    "explain_help": (
        "どの文書をなぜ抽出し直すかを一件ずつ示す",
        "say of each document that is extracted why",
    ),
    "dry_run_help": (
        "--explain だけを行い、何も書かない",
        "do no more than --explain, and write nothing",
    ),
    "again_help": (
        "変わっていない文書も抽出し直す",
        "extract all documents, also those that did not change",
    ),
    "on_decode_error_help": (
        "文字として読めないバイトがあるとき: fail はその文書を失敗とする（既定）、replace は U+FFFD に置き換えて読み進め、箇所を警告として記録する",
        "bytes that are no character: fail the document (default), or read on with U+FFFD in their place and tell each as a warning",
    ),
    "strict_help": (
        "警告や、当てはまらなくなった判断が一つでもあれば終了状態を 1 にする",
        "end with status 1 also where there are warnings, or decisions that hold no more",
    ),
    "decisions_help": (
        "判断の記録（既定: decisions.jsonl があればそれ）",
        "the decisions (default: decisions.jsonl, where there is one)",
    ),
    "help_help": ("この説明を表示する", "show this help"),
    "version_help": ("版を表示する", "show the version"),
    "status_help": (
        "終了状態: 0 すべて抽出 · 1 失敗した文書あり · 2 コマンドの誤り · 130・143 中断",
        "exit status: 0 all extracted · 1 some failed · 2 wrong command line · 130, 143 interrupted",
    ),
    "diff": ("抽出結果の変化を見る", "show what changed in the results"),
    "about_diff": (
        (
            "抽出結果の変化を、原因とともに示します。引数がなければ、結果のフォルダーを最後のコミットと"
            "比べます。A と B には、結果のフォルダーまたは Git のリビジョンを指定できます。"
        ),
        (
            "Shows what changed in the results, and why. Without arguments the folder of the results "
            "is compared with the last commit. A and B are folders of results or Git revisions."
        ),
    ),
    "sides": ("比べるもの", "what to compare"),
    "before_help": ("前（既定: 最後のコミット）", "before (default: the last commit)"),
    "after_help": ("後（既定: 今の結果のフォルダー）", "after (default: the results as they are)"),
    "compared_help": (
        "結果のフォルダー。リビジョンではその中の同じ場所（既定: outputs/）",
        "folder of the results, in revisions the same place (default: outputs/)",
    ),
    "format_help": ("形式 {choices}（既定: terminal）", "{choices} (default: terminal)"),
    "document_help": (
        "この文書だけ（* と ? が使えます。何度でも指定できます）",
        "only these documents (with * and ?; may be given several times)",
    ),
    "kind_help": ("この種類だけ: {choices}", "only this kind: {choices}"),
    "type_help": ("この変化だけ: {choices}", "only this type of change: {choices}"),
    "cause_help": (
        "この原因がありうるものだけ: {choices}",
        "only what this may have caused: {choices}",
    ),
    "places_help": (
        "同じ変化のうち、文を示す箇所の数（既定: 3）",
        "of equal changes, how many places are shown with their sentence (default: 3)",
    ),
    "exit_code_help": (
        "変化があれば終了状態 1 で終わる（CI 用）",
        "end with exit status 1 if there are changes (for CI)",
    ),
    "diff_status_help": (
        "終了状態: 0 比較した · 1 変化あり（--exit-code のとき） · 2 比べられない",
        "exit status: 0 compared · 1 there are changes (with --exit-code) · 2 cannot be compared",
    ),
    "see_help": ("詳しくは: {command} --help", "more: {command} --help"),
    # the run
    "found": (
        "文書 {count} 件。抽出するもの {tasks} 件。",
        "Documents: {count}; to extract: {tasks}.",
    ),
    "loading": (
        "言語モデルを読み込んでいます（最初の文書は数秒余計にかかります）。",
        "Loading the language model (the first document takes a few seconds more).",
    ),
    "left": ("残り約 {time}", "about {time} left"),
    "progress": ("抽出", "Extracting"),
    "hours": ("{hours} 時間 {minutes} 分", "{hours} h {minutes} min"),
    "minutes": ("{minutes} 分 {seconds} 秒", "{minutes} min {seconds} s"),
    "seconds": ("{seconds} 秒", "{seconds} s"),
    "empty": (
        (
            "{inputs} に原文がありません。ここに報告書のテキスト（UTF-8、Shift_JIS などの .txt）か PDF を"
            "置いて、もう一度実行してください。"
        ),
        (
            "No texts in {inputs}. Put reports there (.txt in UTF-8, Shift_JIS or the like, or PDFs) "
            "and run this again."
        ),
    ),
    "not_read": (
        "読まなかったファイル {count} 件（.txt、.text、.md、.pdf のどれでもない）: {names}",
        "{count} files not read (no .txt, .text, .md, .pdf): {names}",
    ),
    "alone": (
        "同じ名前の原文がない .toml {count} 件: {names}",
        "{count} .toml files without a text of the same name: {names}",
    ),
    "and_more": ("…ほか {count} 件", "… and {count} more"),
    "waiting": (
        "別の実行{who}が {folder} に書いています。終わるのを待ちます。",
        "Another run{who} is writing into {folder}: waiting for it to end.",
    ),
    "who": (
        "（プロセス {process}、{machine}、{since} から）",
        " (process {process} on {machine}, since {since})",
    ),
    # why a document is extracted
    "and": ("、", ", "),
    "why_new": ("新しい文書", "new"),
    "why_again": ("--again の指定", "--again"),
    "why_failed": ("前回は失敗", "failed last time"),
    "why_text": ("原文が変わった", "its text changed"),
    "why_sidecar": ("付属の .toml が変わった", "the .toml beside it changed"),
    "why_renamed": ("ファイル名が変わった", "its file's name changed"),
    "why_rules": ("規則が変わった", "the rules changed"),
    "why_language_data": ("言語データが変わった", "the language data changed"),
    "why_decisions": ("判断が変わった", "the decisions changed"),
    "why_settings": ("設定が変わった", "the settings changed"),
    "why_program": ("プログラムの版が変わった", "another version of the program"),
    "why_model": ("言語モデルの版が変わった", "another version of the model"),
    "why_dictionary": ("辞書の版が変わった", "another version of the dictionary"),
    "why_pdf": ("PDF を読む部品の版が変わった", "another version of the PDF reader"),
    "why_format": ("出力の形式が変わった", "the form of the output changed"),
    "why_outputs": (
        "結果のファイルがないか、書き換えられている",
        "its results are missing or were altered",
    ),
    "why_gone": (
        "原文がなくなったので削除する",
        "its text is gone, so it is removed",
    ),
    "unchanged": ("変わらない文書 {count} 件", "unchanged: {count}"),
    # the end
    "document": ("文書", "document"),
    "sections": ("節", "sections"),
    "dates": ("日付", "dates"),
    "organizations": ("組織", "organizations"),
    "people": ("人物", "people"),
    "warnings": ("警告", "warnings"),
    "total": ("合計 {count} 件", "total of {count}"),
    "more_rows": ("…ほか {count} 件", "… {count} more"),
    "warned": ("警告 {count} 件:", "{count} warnings:"),
    "more_warnings": (
        "…ほか {count} 件は {file} の warnings 列にあります。",
        "… {count} more in the column warnings of {file}.",
    ),
    "decided": ("判断の記録: {count} 件", "Decisions: {count}"),
    "stale": (
        "判断の記録 {count} 件のうち、そのままでは当てはまらない箇所 {stale}（{file} にも記録しました）:",
        "Decisions: {count}; in {stale} places one holds no more (also in {file}):",
    ),
    "stale_place": ("{document} の", "{document}: "),
    "verdict_accept": ("承認", "accept"),
    "verdict_reject": ("却下", "reject"),
    "verdict_override": ("訂正", "override"),
    "verdict_add": ("追加", "add"),
    "failed": ("失敗 {count} 件（{file} にも記録しました）:", "{count} failed (also in {file}):"),
    "strict": (
        "--strict: 警告 {count} 件を失敗とみなします。",
        "--strict: {count} warnings count as failures.",
    ),
    "removed": (
        "原文がなくなった、または読めなくなった文書の古い結果を削除しました（{count} 件）。",
        "Removed old results of documents that are gone or cannot be read now ({count}).",
    ),
    "next": ("次に見るもの:", "Where to look next:"),
    "next_tables": (
        "表（プログラム用。表計算には make excel）",
        "the tables, for programs (for spreadsheets: make excel)",
    ),
    "next_document": ("文書ごとの記録", "the record of a document"),
    "next_text": ("位置を数える元のテキスト", "the text that offsets count in"),
    "next_report": ("ブラウザーで読むページを作る", "make pages of them to read in a browser"),
    "next_review": ("変化を確かめて、判断を残す", "decide on what changed; it holds from then on"),
    "next_changes": ("前回の記録からの変化", "what changed since the last commit"),
    "changes": (
        "最後のコミットからの変化: {list}（詳しくは {command}）",
        "Changes since the last commit: {list} (see: {command})",
    ),
    "changes_unknown": (
        "最後のコミットと比べられません: {reason}",
        "Cannot be compared with the last commit: {reason}",
    ),
    # what goes wrong
    "error": ("エラー: {text}", "error: {text}"),
    "interrupted": (
        (
            "中断しました。ここまでの {count} 件は {folder} に保存してあります。表はまだ作り直していません。"
            "もう一度実行すると、続きから始めて完成します。"
        ),
        (
            "Interrupted. The {count} documents done so far are saved in {folder}; the tables are not "
            "made anew yet. Run it again to go on from there."
        ),
    ),
    "interrupted_early": ("中断しました。", "Interrupted."),
    "cannot_write": ("{file} に書けません: {reason}", "cannot write {file}: {reason}"),
    "unexpected": (
        "想定外の誤りです（{error}: {message}）。--debug を付けて実行すると詳細を表示します。",
        "unexpected {error}: {message}. Run again with --debug to see where.",
    ),
}


class Words:
    """The catalogue in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, name: str, /, **values: Any) -> str:
        japanese, english = MESSAGES[name]
        return (japanese if self.language == "ja" else english).format(**values)

    def reason(self, english: str) -> str:
        """What an error or a warning says; as it is where no row of REASONS fits."""
        if self.language == "ja":
            for pattern, japanese in _patterns():
                if match := pattern.fullmatch(english):
                    return japanese.format(**_translated(self, match.groupdict()))
        return english


def _translated(words: Words, values: Mapping[str, str]) -> dict[str, str]:
    """Reasons may hold reasons: 「cannot open the folder: Permission denied」."""
    return {k: words.reason(v) if k == "reason" else v for k, v in values.items()}


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The most specific first: 「column {name} is missing」 before 「{key} is missing」."""
    found = []
    rows = (*REASONS, *DECISION_REASONS)
    for english, japanese in sorted(rows, key=lambda row: -len(re.sub(r"\{\w+\}", "", row[0]))):
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(english))
        found.append((re.compile(pattern, re.DOTALL), japanese))
    return found
