# `make chat` opens the window, `make test` passes the tests; both set up what they need.
# Without CUDA on Linux, a much smaller install:  make chat PIP_ARGS="--extra-index-url https://download.pytorch.org/whl/cpu"
PYTHON ?= python3
VENV ?= .venv
PIP_ARGS ?=
BIN := $(VENV)/bin
LOCK_VENV ?= $(or $(TMPDIR),/tmp)/document-assistant-lock

.PHONY: install chat test eval bench check screenshots lock clean

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; found: $$($(PYTHON) --version). Set PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_ARGS) -c constraints.txt -e ".[test]"
	@touch $@

chat: install
	@$(BIN)/assistant serve

test: install
	@$(BIN)/python -m pytest -n auto

# What is measured, so that a run goes on only with replies of the same version: the commit, and what differs from it.
VERSION = $(shell git rev-parse --short HEAD 2>/dev/null || echo unknown)-$(shell git diff HEAD -- assistant corpus index eval/questions 2>/dev/null | cksum | cut -d' ' -f1)
WORKERS ?= 1
BENCH ?=

# All own questions against the accepted figures (minutes). Report: eval/runs/own-*/report.html
eval: RUN := eval/runs/own-$(VERSION)
eval: install
	$(BIN)/python -m eval run own --out $(RUN) --workers $(WORKERS)
	$(BIN)/python -m eval score $(RUN)
	$(BIN)/python -m eval report $(RUN)
	$(BIN)/python -m eval baseline check $(RUN)

# make bench BENCH="folder ..." for any folders with documents.jsonl and queries.jsonl
bench: install
	@test -n "$(BENCH)" || { echo 'Which folders? For example: make bench BENCH="benchmarks/squad2 benchmarks/clapnq"'; exit 1; }
	$(BIN)/python -m eval bench $(BENCH) --out eval/runs/bench-$(VERSION) --workers $(WORKERS)

check: install
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

screenshots: install
	@$(BIN)/python scripts/screenshots.py

# The versions that a fresh environment resolves within the ranges of pyproject.toml; of torch the one named here,
# without the graphics libraries that come with some builds of it.
TORCH ?= torch==2.13.0
lock:
	rm -rf $(LOCK_VENV) && $(PYTHON) -m venv $(LOCK_VENV)
	$(LOCK_VENV)/bin/python -m pip install --quiet --disable-pip-version-check $(PIP_ARGS) $(TORCH) -e ".[test]"
	$(LOCK_VENV)/bin/python -m pip freeze --exclude-editable | sed -E 's/\+[a-z0-9.]+$$//' | grep -E '^[A-Za-z0-9._-]+==' | grep -vE '^(nvidia|cuda|triton)' > constraints.new
	mv constraints.new constraints.txt && rm -rf $(LOCK_VENV)

clean:
	rm -rf $(VENV) .state
