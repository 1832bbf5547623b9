# Every target sets up what it needs by itself and is quick when nothing changed.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PORT ?= 8000
DATA_DIR ?= .datainsight
TEAM ?= acme
TESTS ?= tests
WORKERS ?= 2
SAMPLE := tests/data/sample/orders.csv

# A newcomer has only python3 with pip: then uv is fetched into .cache, never into the system.
UV := $(shell command -v uv 2>/dev/null || echo .cache/uv/bin/uv)
PYTHON := .venv/bin/python
export PATH := $(CURDIR)/.cache/uv/bin:$(PATH)
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION := 20
# Without the compiled modules beside the sources every start of every command compiles over a thousand of them anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run test lint format screenshots measure bench oracles synth clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/.ready frontend/dist/index.html ## create .venv with the locked packages, build the web app

.cache/uv/bin/uv:
	python3 -m pip install --quiet --disable-pip-version-check --target .cache/uv uv

KERNEL := shared/datainsight/kernel

.venv/.ready: pyproject.toml uv.lock $(wildcard $(KERNEL)/source/*) $(KERNEL)/build.py | $(filter .cache/%,$(UV))
	$(UV) sync --frozen --quiet
	$(PYTHON) -m datainsight.kernel.build
	$(PYTHON) -m compileall -q shared/datainsight
	$(PYTHON) -m datainsight code $(SAMPLE) --lang pandas > /dev/null
	$(PYTHON) -m datainsight profile $(SAMPLE) --html .venv/sample.html > /dev/null
	touch $@

# The rest of a package's scripts is not needed to build, and browsers come from the system.
frontend/node_modules/.ready: frontend/package.json frontend/package-lock.json
	npm ci --prefix frontend --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error
	touch $@

# Not kept: who changes the API need not know how the web app is made.
frontend/src/client/schema.ts: docs/openapi.json frontend/node_modules/.ready
	npm run --prefix frontend --silent client > /dev/null

WEB_SOURCES = $(shell find frontend/src frontend/public -type f)

frontend/dist/index.html: frontend/src/client/schema.ts frontend/node_modules/.ready frontend/index.html frontend/vite.config.ts $(wildcard frontend/opening/*) $(WEB_SOURCES)
	npm run --prefix frontend --silent build -- --logLevel warn

run: setup ## start the whole product on localhost: PORT=8000 DATA_DIR=.datainsight
	exec $(PYTHON) -m infra_cdk.local.run --port $(PORT) --data-dir $(DATA_DIR) --sample $(SAMPLE)

test: setup ## run all tests and keep the coverage promises
	rm -f .coverage .coverage.*
	$(if $(filter tests,$(TESTS)),npm test --prefix frontend --silent)
	$(PYTHON) -m pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder --cov --cov-report= $(TESTS)
	$(PYTHON) -m coverage report --skip-covered --fail-under=85
	$(PYTHON) -m coverage report --fail-under=90 --include='shared/datainsight/*' --omit='shared/datainsight/adapters/*,shared/datainsight/bootstrap.py' > /dev/null
	$(PYTHON) -m coverage report --fail-under=80 --include='functions/api/*' > /dev/null

lint: setup ## formatting, lint rules and types
	npm run --prefix frontend --silent lint & \
	$(PYTHON) -m ruff format --check . && $(PYTHON) -m ruff check . && $(PYTHON) -m mypy && wait $$!

format: setup ## put the code into its standard form
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

screenshots: setup ## pictures of every page, wide and narrow, light and dark: frontend/screenshots
	SCREENSHOTS=$(CURDIR)/frontend/screenshots $(PYTHON) -m pytest -q -k screenshots tests/e2e/test_web_app.py

measure: setup ## Lighthouse's scores of the web app, and how fast a thousand columns react: frontend/measures
	MEASURES=$(CURDIR)/frontend/measures $(PYTHON) -m pytest -q -k measure tests/e2e/test_web_app.py
	cat frontend/measures/*.md

bench: setup ## speed and memory beside DuckDB and polars, as ratios: ARGUMENTS="--large" adds 10,000,000 rows
	$(PYTHON) -m tests.benchmarks.run $(ARGUMENTS)

ORACLES := .cache/oracles
$(ORACLES)/.ready: tests/oracles/requirements.txt tests/oracles/warehouse_requirements.txt .venv/.ready
	$(UV) venv --quiet --clear --python $(PYTHON) $(ORACLES)
	VIRTUAL_ENV=$(ORACLES) $(UV) pip install --quiet --requirement tests/oracles/requirements.txt
	$(UV) venv --quiet --clear --python $(PYTHON) $(ORACLES)/warehouse
	VIRTUAL_ENV=$(ORACLES)/warehouse $(UV) pip install --quiet --requirement tests/oracles/warehouse_requirements.txt
	touch $@

oracles: $(ORACLES)/.ready ## run exported contracts with Great Expectations, datacontract-cli, dbt and Soda
	$(PYTHON) -m pytest -q tests/oracles

synth: setup ## synthesize the CloudFormation template of one team into cdk.out: TEAM=acme
	$(PYTHON) -m infra_cdk.app --team $(TEAM) --output cdk.out

clean: ## remove everything that the other targets made, except the data of make run
	rm -rf frontend/node_modules frontend/dist frontend/src/client/schema.ts frontend/screenshots frontend/measures frontend/test-results
	rm -rf .venv .cache build cdk.out .mypy_cache .pytest_cache .ruff_cache .hypothesis htmlcov .coverage .coverage.* $(KERNEL)/kernel-*
