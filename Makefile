# make analyze: the sample corpus through the whole pipeline. make test: the whole suite. make help: the rest.
PYTHON ?= python3
VENV   := .venv
PIP    := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet
OUT    ?= out
BASELINE   := bench/baseline.yaml
VALIDATION := --config bench/validate.yaml --gold bench/gold

.PHONY: help analyze report summaries validate baseline test lint docs format lock clean bench

help:  ## List what can be made.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

analyze: $(VENV)/.run  ## Analyse corpus/ into out/.
	$(VENV)/bin/ruscorpus analyze corpus/ -o $(OUT)

report: analyze  ## Analyse corpus/ and write out/report.html.
	$(VENV)/bin/ruscorpus report $(OUT)

summaries: $(VENV)/.run  ## Sum up corpus/ into out/summaries/.
	$(VENV)/bin/ruscorpus summarize corpus/ -o $(OUT)

validate: $(VENV)/.run  ## Analyse corpus/ and check the results: form, evidence, drift, agreement with bench/gold.
	$(VENV)/bin/ruscorpus analyze corpus/ -o $(OUT) --quiet
	$(VENV)/bin/ruscorpus validate $(OUT) $(VALIDATION) $(addprefix --baseline ,$(wildcard $(BASELINE)))

baseline: $(VENV)/.run  ## Accept what corpus/ gives now: read the diff of bench/baseline.yaml before committing it.
	$(VENV)/bin/ruscorpus analyze corpus/ -o $(OUT) --quiet
	$(VENV)/bin/ruscorpus validate $(OUT) $(VALIDATION) --baseline $(BASELINE) --update-baseline

test: $(VENV)/.test  ## Run the whole test suite.
	$(VENV)/bin/python -m pytest -n auto

bench: $(VENV)/.test  ## Measure against annotated texts and against a plain script.
	$(VENV)/bin/python -m bench.annotations
	$(VENV)/bin/python -m bench.annotations bench/gold/dev
	$(VENV)/bin/python -m bench.annotations bench/gold/held-out
	$(VENV)/bin/python -m bench.annotations bench/gold/held-out-2
	$(VENV)/bin/python -m bench.annotations bench/gold/held-out-3
	$(VENV)/bin/python -m bench.second_reader
	$(VENV)/bin/python -m bench.second_reader bench/gold/held-out-2 bench/gold/second-reader-2
	$(VENV)/bin/python -m bench.throughput

lint: $(VENV)/.test  ## Check style, formatting and types.
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/ruscorpus codebook check

docs: $(VENV)/.docs  ## Build the documentation as a site into site/.
	NO_MKDOCS_2_WARNING=1 $(VENV)/bin/mkdocs build --quiet

format: $(VENV)/.test  ## Format the code.
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

lock:  ## Resolve the dependencies anew (needs uv).
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	uv pip compile pyproject.toml --group dev --group sample --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-dev.lock
	uv pip compile pyproject.toml --group docs --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-docs.lock

clean:  ## Remove the environment, caches and results.
	rm -rf $(VENV) $(OUT) site .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "ruscorpus needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.test: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.docs: requirements-docs.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements-docs.lock
	$(PIP) install --no-deps --editable .
	@touch $@
