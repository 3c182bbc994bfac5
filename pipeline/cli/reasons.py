"""What errors and warnings say, in English as they are stored, and in Japanese."""

from __future__ import annotations

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
