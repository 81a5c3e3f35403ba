# Everything one can do here; `make help` lists it. CI runs the same commands.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONDONTWRITEBYTECODE := 1
DATA ?= data
SCALE ?= 200000
# Tests in several processes; PARALLEL= runs them in one.
PARALLEL ?= -n logical --maxprocesses 4 --dist loadgroup --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help demo up test test-long lint bench console setup openapi docs clean wheel

help: ## list what can be done here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: setup console ## the ten steps on the sample city, then the console (ONCE=1: stop after the account; SCALE=persons; DATA=folder)
	@"$(BIN)/shudao" --data "$(DATA)" demo --scale $(SCALE) $(if $(ONCE),--once)

up: setup console ## start an installation that exists, in this terminal
	@"$(BIN)/shudao" --data "$(DATA)" up

test: setup console lint ## everything that protects us, in minutes
	@$(NPM) run --silent test && $(NPM) run --silent budget
	@"$(BIN)/python" -m pytest $(PARALLEL) $(ARGS)

test-long: setup console ## the full kill, fuzz and cluster runs, by hand
	@HYPOTHESIS_PROFILE=long "$(BIN)/python" -m pytest -m "long or not long" $(ARGS)

lint: setup node ## style, types, layers, the console's types
	@"$(BIN)/ruff" check . && "$(BIN)/ruff" format --check -q .
	@"$(BIN)/mypy"
	@"$(BIN)/lint-imports" --no-cache > build/lint-imports.log || (cat build/lint-imports.log; false)
	@$(NPM) run --silent types && $(NPM) run --silent lint

bench: setup ## one benchmark: make bench NAME=startup; ends with its figures as one line of JSON
	@"$(BIN)/python" -m benchmarks.$(NAME)

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml
	@mkdir -p build
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: set PYTHON=…"; exit 1; }
	@test -x "$(BIN)/python" || $(PYTHON) -m venv "$(VENV)"
	@echo "Installing locked dependencies …"
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch "$@"

NPM := console/scripts/npm.sh

.PHONY: node
node: console/node_modules/.ready

console/node_modules/.ready: console/package-lock.json | setup
	@echo "Installing the console's dependencies …"
	@$(NPM) ci --loglevel=error --no-audit --no-fund > build/npm-ci.log || (cat build/npm-ci.log; false)
	@touch "$@"

CONSOLE_SOURCES = $(shell find console/src console/public console/index.html console/openapi.json console/vite.config.ts 2>/dev/null)

console: console/dist/index.html ## build the console

console/dist/index.html: console/node_modules/.ready $(CONSOLE_SOURCES)
	@echo "Building the console …"
	@$(NPM) run --silent build

openapi: setup ## write console/openapi.json from the routes
	@"$(BIN)/shudao" api openapi > build/openapi.json && mv build/openapi.json console/openapi.json

docs: setup ## write docs/reference from the code
	@"$(BIN)/shudao" docs write docs/reference

wheel: setup console ## build the wheel, console included
	@"$(BIN)/python" -m pip wheel --quiet --no-deps --no-build-isolation -w dist .

clean: ## forget what was built (never DATA)
	@rm -rf build dist "$(VENV)" console/node_modules console/dist
