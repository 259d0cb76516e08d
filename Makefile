# Every target a person types. `make help` lists them.
# Needs python3 (3.11 to 3.13) with venv, make and git; the rest is installed into .venv.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
IN_VENV := .venv/Scripts/python.exe
else
IN_VENV := .venv/bin/python
endif

.DEFAULT_GOAL := help
.PHONY: help run test setup lint bench faults build packaging-test pictures lock

help: ## list the targets
	@$(PYTHON) -c "import re; [print(f'  make {a:16}{b}') for a, b in re.findall(r'^([\w-]+):.*?## (.*)', open('Makefile', encoding='utf-8').read(), re.M)]"

run: ## the sample company's server and the desktop app, on this machine
	@$(PYTHON) scripts/setup.py --for-run
	@$(IN_VENV) -m scripts.run

test: setup ## everything that must hold; FAST=1 leaves the slow ones out
	@$(IN_VENV) -m ruff check .
	@$(IN_VENV) -m ruff format --check .
	@$(IN_VENV) -m mypy
	@$(IN_VENV) -m pytest $(if $(FAST),-m "not slow") $(ARGS)

setup: ## .venv with locked packages, and the system's libraries
	@$(PYTHON) scripts/setup.py

lint: setup ## format, lint, types, texts without a translation
	@$(IN_VENV) -m ruff format .
	@$(IN_VENV) -m ruff check --fix .
	@$(IN_VENV) -m mypy
	@$(IN_VENV) -m scripts.untranslated

bench: setup ## the benchmarks; NAME=search SIZE=small
	@$(IN_VENV) -m benchmarks $(or $(NAME),search) --size $(or $(SIZE),small)

faults: setup ## the long runs of every fault, one table; NAME=network RUNS=100
	@$(IN_VENV) -m tests.faults $(NAME) $(if $(RUNS),--runs $(RUNS))

build: ## the program folder and, on Linux, .deb, .rpm and tar.xz in dist/
	@$(PYTHON) scripts/setup.py --for-build
	@$(IN_VENV) -m scripts.packaging $(ARGS)

packaging-test: setup ## the packages in dist/ on a bare Debian; needs root and minutes
	@$(IN_VENV) -m tests.packaging $(ARGS)

pictures: setup ## every screen, in both languages and looks, into docs/pictures
	@$(IN_VENV) -m scripts.pictures

lock: setup ## write requirements.txt anew from pyproject.toml
	@$(IN_VENV) -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	  --extra server --extra dev --no-header --no-annotate pyproject.toml -o requirements.txt
