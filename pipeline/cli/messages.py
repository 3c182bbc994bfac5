"""Every sentence the command says, in Japanese and English.

MESSAGES are called by name. REASONS are what errors and warnings say, which is English
wherever it is stored; a reason that fits a row is told in Japanese on a Japanese terminal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal, get_args

from pipeline.cli.decision_reasons import DECISION_REASONS

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

REASONS: tuple[tuple[str, str], ...] = (
    # reading
    ("the file is empty", "ファイルが空です"),
    ("nothing but blanks", "空白しかありません"),
    (
        "a NUL character: binary, or damaged (mend the text, or read on with --on-decode-error replace)",
        "NUL 文字があります（テキストでないか、壊れています。直すか、--on-decode-error replace で読み進めてください）",
    ),
    ("binary: a NUL byte at offset {at}", "テキストではありません（位置 {at} のバイトが NUL）"),
    (
        "binary, or a text in none of {encodings}: save a text as UTF-8",
        "テキストでないか、対応していない文字コードです（対応: {encodings}）。テキストなら UTF-8 で保存し直してください",
    ),
    (
        "line {line}: damaged {encoding}: byte {byte} at offset {at}, {count} read as U+FFFD",
        "{line} 行目: {encoding} として壊れています（位置 {at} のバイト {byte} から {count} バイトを U+FFFD と読みました）",
    ),
    (
        "damaged {encoding} at {count} more places",
        "ほかに {count} か所、{encoding} として壊れています",
    ),
    (
        "damaged {encoding}: byte {byte} at offset {at} (mend the text, or read on with --on-decode-error replace)",
        "{encoding} として壊れています（位置 {at} のバイト {byte}。直すか、--on-decode-error replace で読み進めてください）",
    ),
    (
        "a PDF, which needs one more package: make pdf, or pip install 'houkoku[pdf]'",
        "PDF を読むには部品を一つ追加してください（make pdf または pip install 'houkoku[pdf]'）",
    ),
    (
        "an encrypted PDF: save a copy without a password",
        "暗号化された PDF です（パスワードなしの写しを保存してください）",
    ),
    ("damaged, or no PDF", "壊れているか、PDF ではありません"),
    (
        "damaged, or no PDF (PDFium crashes on it with signal {signal})",
        "壊れているか、PDF ではありません（読み取り中に異常終了しました。シグナル {signal}）",
    ),
    ("nothing but blank pages", "白紙のページしかありません"),
    (
        "no text in the PDF: a scan? Have its characters recognized (OCR) first",
        "PDF に文字の情報がありません（スキャンした画像なら、先に文字認識（OCR）をしてください）",
    ),
    ("a PDF of more than {count} MiB: split it", "PDF が {count} MiB を超えます。分割してください"),
    (
        "a PDF of more than {count} pages: split it",
        "PDF が {count} ページを超えます。分割してください",
    ),
    (
        "a PDF of more than {count} characters: split it",
        "PDF の文字が {count} 字を超えます。分割してください",
    ),
    (
        "reading the PDF takes more than {count} MiB of memory: damaged, or a trap",
        "PDF の読み取りにメモリーが {count} MiB より多く要ります（壊れているか、わざとそう作られています）",
    ),
    (
        "reading the PDF takes more than {count} seconds: damaged, or a trap",
        "PDF の読み取りに {count} 秒を超えて要ります（壊れているか、わざとそう作られています）",
    ),
    (
        "damaged pages, of which there is no text: {pages}",
        "壊れていて文字を取り出せないページ: {pages}",
    ),
    (
        "pages with something to see and no text (a scan?): {pages}",
        "図や画像はあるが文字の情報がないページ（スキャン画像かもしれません）: {pages}",
    ),
    (
        "pages whose fonts do not tell their characters, so that the text is wrong: {pages}",
        "書体に文字の対応表がなく、文字が正しくないページ: {pages}",
    ),
    (
        "the end of the PDF is missing: pages may be too",
        "PDF の終わりが欠けています（ページも欠けているかもしれません）",
    ),
    ("not a regular file", "通常のファイルではありません"),
    ("a link to nowhere", "リンク先がありません"),
    ("the file is gone", "ファイルがなくなりました"),
    ("a link into the results", "結果のフォルダーへのリンクです"),
    (
        "a link that leads out of the inputs: name what it leads to as an input",
        "入力の外へのリンクです（リンク先そのものを入力に指定してください）",
    ),
    ("cannot open the folder: {reason}", "フォルダーを開けません: {reason}"),
    (
        "would be the same document ({id}) as {others}",
        "{others} と同じ文書名（{id}）になるため、どちらも読みませんでした",
    ),
    (
        "differs from {others} in upper and lower case alone, which not every system tells apart",
        "{others} と大文字・小文字だけが違います（区別しないシステムがあるため、どちらも読みませんでした）",
    ),
    (
        "its results would stand where the folder {folder} must be",
        "結果のファイルが、必要なフォルダー {folder} と同じ名前になります",
    ),
    ("Permission denied", "読み書きの権限がありません"),
    ("No such file or directory", "ファイルがありません"),
    ("No space left on device", "ディスクに空きがありません"),
    ("File name too long", "ファイル名が長すぎます"),
    ("Is a directory", "フォルダーです"),
    ("unexpected {error} at {place}", "想定外の誤り {error}（{place}）"),
    ("cannot be loaded: {reason}", "読み込めません: {reason}"),
    ("the process that read it {reason}", "読んでいたプロセスが、{reason}"),
    ("cannot be started: it {reason}", "起動できません: {reason}"),
    ("cannot be started: {reason}", "起動できません: {reason}"),
    ("was killed (out of memory?)", "強制終了されました（メモリー不足?）"),
    ("crashed with signal {number}", "異常終了しました（シグナル {number}）"),
    ("ended with status {status}", "終了しました（状態 {status}）"),
    ("changed while it was in use", "実行中に書き換えられました"),
    ("not as houkoku writes it", "houkoku が書いた形になっていません"),
    ("Input/output error", "読み書きの誤り（ディスクの故障など）"),
    ("Read-only file system", "書き込みが禁止されています"),
    ("Disk quota exceeded", "割り当てられた容量を超えました"),
    ("Cannot allocate memory", "メモリーが足りません"),
    (
        "a sentence of {count} characters was refused: {reason}",
        "{count} 字の文を解析器が受け付けませんでした: {reason}",
    ),
    # a cluster, and addresses
    ("is for --engine dask", "--engine dask と一緒に使います"),
    (
        "needs more: pip install 'houkoku[dask]'",
        "追加のインストールが必要です: pip install 'houkoku[dask]'",
    ),
    ("no Dask scheduler answers there", "Dask スケジューラーが応答しません"),
    ("no worker has joined the scheduler", "スケジューラーに参加しているワーカーがありません"),
    ("houkoku does not run there: {reason}", "そのワーカーでは houkoku が動きません: {reason}"),
    ("this worker differs in: {names}", "このワーカーは次の点がこちらと違います: {names}"),
    (
        "the scheduler was lost; run again to go on",
        "スケジューラーが失われました。もう一度実行すると続きから始まります",
    ),
    (
        "addresses like this need more than is installed: {reason}",
        "この種のアドレスには追加のインストールが必要です: {reason}",
    ),
    # the engines
    ("the words found are not those of the text", "得られた語が本文と一致しません"),
    ("a word found is not in the text", "得られた語が本文にありません"),
    # dates
    ("era ended {day}", "この元号は {day} までです"),
    ("era began {day}", "この元号は {day} からです"),
    ("no such day in the calendar", "暦にない日です"),
    ("no such month in the calendar", "暦にない月です"),
    ("no such year in the calendar", "暦にない年です"),
    ("no date before it to count from", "数える元になる日付が前にありません"),
    (
        "no reference date to count from",
        "基準日がわかりません（--reference-date で指定できます）",
    ),
    ("taken to be in the next year", "翌年のことと解しました"),
    ("no month before it to count from", "数える元になる月が前にありません"),
    ("ends before it starts", "終わりが始まりより前です"),
    (
        "the two notations disagree: {year} and {other}",
        "二つの表記が食い違っています（{year} と {other}）",
    ),
    (
        "wrong weekday: {day} is {right}, not {written}",
        "曜日が違います（{day} は {right}、{written} とあります）",
    ),
    ("the middle of it is meant, no day is known", "中ごろの意味で、日は定まりません"),
    (
        "a day of the lunisolar calendar, in use until 1872-12-31: not converted",
        "旧暦（1872-12-31 まで）の日付なので換算しません",
    ),
    (
        "a year of the lunisolar calendar: it ended some weeks into the next",
        "旧暦の年で、翌年の数週間にかかります",
    ),
    (
        "the document tells its year, not its fiscal year",
        "文書の年はわかりますが、年度がわかりません",
    ),
    (
        "the document tells its fiscal year, not its year",
        "文書の年度はわかりますが、年がわかりません",
    ),
    # the command line
    (
        "no folder raw/ here: make it and put .txt or .pdf files there, or name inputs",
        "フォルダー raw/ がありません。作って報告書の .txt や .pdf を置くか、入力を指定してください",
    ),
    ("no such file or folder", "そのようなファイルやフォルダーはありません"),
    ("is a file; the results need a folder", "ファイルです。結果にはフォルダーが要ります"),
    (
        "is where the results go: it cannot be read from",
        "結果を書くフォルダーなので、入力にはできません",
    ),
    (
        "holds no outputs of houkoku: run houkoku extract first",
        "houkoku の結果がありません。先に houkoku extract を実行してください",
    ),
    # a review
    ("port {port} cannot be had: {reason}", "ポート {port} を使えません: {reason}"),
    ("Address already in use", "すでに使われています"),
    ("it is decided on already", "すでに判断されています"),
    ("the outputs have changed: start the review again", "結果が変わりました。review をもう一度起動してください"),
    ("no decision can speak of this change", "この変化は判断の対象になりません"),
    ("its line is not in the file any more", "その行はもうファイルにありません"),
    ("contradicts line {line} of {file}", "{file} の {line} 行目と矛盾します"),
    ("a workbook's name ends in .xlsx", "ブックのファイル名は .xlsx で終わるものにしてください"),
    (
        "other columns than this version writes: run houkoku extract again",
        "この版とは列が違います。もう一度 houkoku extract を実行してください",
    ),
    (
        "the table is missing: run houkoku extract again",
        "表がありません。もう一度 houkoku extract を実行してください",
    ),
    ("is no document record of houkoku", "houkoku の文書の記録ではありません"),
    ("is no data package of houkoku", "houkoku のデータパッケージではありません"),
    ("is no list of failures of houkoku", "houkoku の失敗の一覧ではありません"),
    ("is no list of decisions of houkoku", "houkoku の判断の一覧ではありません"),
    ("schema_version is not {version}", "schema_version が {version} ではありません"),
    ("the text of a document is missing", "文書のテキストがありません"),
    (
        "is there, and was not written by houkoku",
        "houkoku が書いたものではないフォルダーです（上書きしないため、別の出力先を指定してください）",
    ),
    # what to compare
    (
        "holds no outputs of houkoku: run houkoku extract first",
        "houkoku の結果がありません。先に houkoku extract を実行してください",
    ),
    ("holds no outputs of houkoku", "houkoku の結果があるフォルダーではありません"),
    (
        "is a file; a folder of outputs or a revision is needed",
        "ファイルです。結果のフォルダーかリビジョンを指定してください",
    ),
    (
        "no folder of outputs and no revision of that name",
        "そのような結果のフォルダーもリビジョンもありません",
    ),
    (
        "the repository has no commit yet",
        "リポジトリにまだコミットがありません。結果をコミットしてから実行してください",
    ),
    ("this commit holds no outputs in {folder}", "このコミットの {folder} に結果がありません"),
    (
        "lies in no Git repository; name two folders of outputs",
        "Git のリポジトリの中にありません。結果のフォルダーを二つ指定してください",
    ),
    (
        "Git is not installed; name two folders of outputs",
        "Git がありません。結果のフォルダーを二つ指定してください",
    ),
    ("git says: {reason}", "git のエラー: {reason}"),
    (
        "Git cannot read this object; is the repository whole?",
        "Git がこのオブジェクトを読めません。リポジトリが壊れていないか確かめてください",
    ),
    ("is no text of houkoku: not UTF-8", "houkoku のテキストではありません（UTF-8 でない）"),
    # a settings file, a sidecar and a user's own tables
    ("{sidecar}.toml:{line}: {reason}", "{sidecar}.toml:{line}: {reason}"),
    ("{sidecar}.toml: {reason}", "{sidecar}.toml: {reason}"),
    ("more than {count} KiB of settings", "設定のファイルとしては大きすぎます（上限 {count} KiB）"),
    ("brackets within brackets", "括弧が深く入れ子になっています"),
    ("a number of thousands of digits", "数の桁が多すぎます"),
    ("{key} is a text in quotes", "{key} には引用符で囲んだ文字列を書いてください"),
    ("{key} is one line", "{key} は一行で書いてください"),
    (
        '{key} is a list of lines: ["…", "…"]',
        '{key} には行の並びを ["…", "…"] のように書いてください',
    ),
    ("{key} is a day: YYYY-MM-DD", "{key} の日付は YYYY-MM-DD で書いてください"),
    ("{key} is a web address: https://…", "{key} には https://… の形の URL を書いてください"),
    ("{key} is one of {choices}", "{key} は {choices} のどれかです"),
    ("{key} is not for a PDF", "{key} は PDF には要りません"),
    ("unknown key {key}", "知らない項目です: {key}"),
    ("{key} is a path in quotes", "{key} には引用符で囲んだパスを書いてください"),
    ("{key} is a table: {head}", "{key} は見出し {head} の下に書いてください"),
    ("not TOML: {reason}", "TOML として読めません: {reason}"),
    ("not UTF-8", "UTF-8 ではありません（表計算からは「CSV UTF-8」で保存してください）"),
    ("column {name} is missing", "列 {name} がありません"),
    ("a row without a name", "名称（name）のない行です"),
    ("unknown type {kind}", "知らない種類（type）です: {kind}"),
    ("parent {name} is not a name here", "上位組織（parent）{name} がどの表の名称にもありません"),
    ("{name} is its own parent", "{name} が自分自身の上位組織（parent）になっています"),
    ("{count} cells, the header has {columns}", "欄が {count} 個です（見出し行は {columns} 個）"),
    ("{name} is already in line {line}", "{name} はすでに {line} 行目にあります"),
    ("until {day} is no day as YYYY-MM-DD", "until は YYYY-MM-DD で: {day}"),
    ("unrecognized arguments: {names}", "わからない引数です: {names}"),
    (
        "argument {name}: invalid choice: {value} (choose from {choices})",
        "{name}: {value} は選べません（{choices} から選んでください）",
    ),
    ("argument {name}: expected one argument", "{name}: 値が必要です"),
    (
        "in use by another run (process {process} on {machine}, since {since})",
        "別の実行（プロセス {process}、{machine}、{since} から）が使っています",
    ),
    ("in use by another run", "別の実行が使っています"),
    (
        "argument {name}: not a number of seconds: {value}",
        "{name}: 秒数ではありません: {value}",
    ),
    ("argument {name}: not a number: {value}", "{name}: 数ではありません: {value}"),
    ("argument {name}: not a number of processes: {value}", "{name}: プロセスの数ではありません: {value}"),
    ("argument {name}: not a day as YYYY-MM-DD: {value}", "{name}: 日付は YYYY-MM-DD で: {value}"),
    ("the following arguments are required: {names}", "必要な引数がありません: {names}"),
)  # fmt: skip


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
