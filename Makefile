# `make` alone lists the targets. The virtual environment is made by itself, once.

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(if $(shell $(name) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(name))) python3)
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --quiet --quiet --disable-pip-version-check install --constraint constraints.txt
# More arguments for the command: make extract ARGS="--reference-date 2018-04-01"
ARGS ?=
SHARED := ../shared

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help extract diff review report excel pdf test test-browser check lint fix score snapshots bench bench-large bench-dates bench-hostile bench-hostile-model bench-diff bench-encodings torture audit fuzz clean

help: ## list the targets · この一覧
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 24

extract: $(VENV)/runtime ## extract raw/ into outputs/ · raw/ から抽出して outputs/ に書く
	@$(PY) -m pipeline extract $(ARGS)

diff: $(VENV)/runtime ## what changed since the last commit, and why · 最後のコミットからの変化と原因
	@$(PY) -m pipeline diff $(ARGS)

review: $(VENV)/runtime ## decide on what changed, in a browser; --tty: here · 変化を確かめて判断を記録する
	@$(PY) -m pipeline review $(ARGS)

report: $(VENV)/runtime ## make pages of outputs/ to read: outputs/report/index.html · 結果をブラウザーで読むページを作る
	@$(PY) -m pipeline report $(ARGS)

excel: $(VENV)/runtime ## a workbook of the tables: outputs/houkoku.xlsx · 表を Excel のブックにする
	@$(PY) -m pipeline excel $(ARGS)

pdf: $(VENV)/pdf ## let it read PDFs as well (about 3 MB) · PDF も読めるようにする（約 3 MB）

test: $(VENV)/dev ## run the tests · テスト
	@$(PY) -m pytest -q

test-browser: $(VENV)/browser ## the report in a real Chromium · 報告ページを実際のブラウザーで確かめる
	@$(PY) -m pytest -q -m browser tests/browser

check: lint test ## format, lint, types, layers and tests · すべての検査

lint: $(VENV)/dev ## the same without the tests · テスト以外の検査
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports

fix: $(VENV)/dev ## format, and mend what ruff can · 自動整形
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

score: $(VENV)/dev ## measure against texts marked by hand · 正解と比べた精度
	@mkdir -p build
	@$(PY) -m pipeline extract raw > build/score.log 2>&1 || { cat build/score.log; exit 1; }
	@$(PY) -m pipeline extract tests/gold --output build/gold > build/score.log 2>&1 \
		|| { cat build/score.log; exit 1; }
	@if [ -f $(SHARED)/gold/score.py ]; then \
		echo "== raw/"; \
		$(PY) $(SHARED)/gold/score.py $(SHARED)/gold --predictions outputs/documents && \
		echo "== tests/gold/" && \
		$(PY) $(SHARED)/gold/score.py tests/gold/*.gold.json --predictions build/gold/documents && \
		echo "== tests/gold/heldout/ and heldout2/" && \
		$(PY) $(SHARED)/gold/score.py tests/gold/heldout tests/gold/heldout2 --predictions build/gold/documents && \
		echo "== tests/gold/sections/ (marked for headings and section chars alone)" && \
		$(PY) $(SHARED)/gold/score.py tests/gold/sections --predictions build/gold/documents \
			| grep -E "^(heading|section chars) " && \
		echo "== dates" && \
		$(PY) $(SHARED)/dates/score.py pipeline $(SHARED)/dates/cases.jsonl --path . --tags; \
	else \
		echo "No scorers in $(SHARED) on this machine · $(SHARED) に採点プログラムがありません"; \
	fi
	@echo "== sentences of Wikipedia, outside our kind of text (a minute or two)"
	@$(PY) benchmarks/score_stockmark.py

snapshots: $(VENV)/dev ## record what the program writes; then read git diff · 記録出力の更新
	@$(PY) -m pytest -q tests/test_snapshots.py --snapshot-update

bench-dates: $(VENV)/bench ## how fast dates are found · 日付抽出の速さ
	@$(PY) benchmarks/dates.py

bench-diff: $(VENV)/runtime ## how fast two outputs are compared · 変化の比較の速さ
	@$(PY) benchmarks/diff.py

bench-hostile: $(VENV)/runtime ## whether any text stays cheap and linear (half an hour) · 悪意ある文章でも速さが線形か（約三十分）
	@$(PY) benchmarks/hostile.py; dates=$$?; $(PY) benchmarks/names.py && exit $$dates

bench-hostile-model: $(VENV)/runtime ## the same for the whole of extract, with the model (an hour) · モデルを含む全体の速さが線形か（約一時間）
	@$(PY) benchmarks/names.py --model

bench-encodings: $(VENV)/runtime ## how many short texts are read in their encoding (half a minute) · 短い文の文字コードを見分けられるか（約三十秒）
	@$(PY) benchmarks/encodings.py

torture: $(VENV)/dev ## 10,000 damaged documents, killed and started again (20 minutes) · 壊れた文書一万件と強制終了（20分）
	@$(PY) benchmarks/torture.py $(ARGS)

audit: $(VENV)/audit ## are vulnerabilities known of what constraints.txt pins? · 依存パッケージの既知の脆弱性
	@$(PY) -m tests.audit

FUZZ_SECONDS ?= 60
fuzz: $(VENV)/fuzz ## look for inputs that break a promise, FUZZ_SECONDS=60 each · 約束を破る入力を探す
	@$(PY) -m tests.fuzz --seconds $(FUZZ_SECONDS) $(ARGS)

bench: $(VENV)/dev ## how fast the whole is, beside stock ja_ginza (about ten minutes) · 全体の速さ（約十分）
	@$(PY) benchmarks/model.py; model=$$?; $(PY) benchmarks/corpus.py && exit $$model

bench-large: $(VENV)/dev ## the same for 50 MB, and for one text of 20 MB (an hour) · 大きな文書群の速さ（一時間）
	@$(PY) benchmarks/corpus.py --large

clean: ## remove the virtual environment and caches; outputs/ stays · 仮想環境などを削除
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find pipeline tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(VENV)/runtime: pyproject.toml constraints.txt
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; \
		echo "Python 3.11 以上が必要です: make PYTHON=python3.12 ..."; exit 1; }
	@echo "Making $(VENV), once: about 270 MB to download, 1 GB on disk, one to five minutes."
	@echo "仮想環境 $(VENV) を一度だけ作ります（ダウンロード約 270 MB、ディスク約 1 GB、1〜5 分）。"
	@"$(PYTHON)" -m venv $(VENV) || { echo "On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(PIP) --upgrade setuptools hatchling editables
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/runtime
	@echo "Adding the tools of the tests, once: about 50 MB · テスト用の道具を一度だけ追加します（約 50 MB）"
	@$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@

$(VENV)/browser: $(VENV)/dev
	@echo "Adding what drives the browser, once: about 50 MB · ブラウザーを動かす道具を一度だけ追加します（約 50 MB）"
	@$(PIP) --no-build-isolation --editable '.[browser]'
	@touch $@

$(VENV)/pdf: $(VENV)/runtime
	@$(PIP) --no-build-isolation --editable '.[pdf]'
	@touch $@

$(VENV)/audit: $(VENV)/runtime
	@$(PIP) --no-build-isolation --editable '.[audit]'
	@touch $@

$(VENV)/fuzz: $(VENV)/dev
	@$(PIP) --no-build-isolation --editable '.[fuzz]'
	@touch $@

$(VENV)/bench: $(VENV)/runtime
	@echo "Adding the program that is measured beside ours, once: about 3 MB · 比較対象を一度だけ追加します（約 3 MB）"
	@$(PIP) --no-build-isolation --editable '.[bench]'
	@touch $@
