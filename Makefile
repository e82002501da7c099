# Everything runs in .venv, which the first target that needs it makes. `make` alone prints this help.

VENV := .venv
BIN := $(VENV)/bin
DEMO := data/demo

# A PYTHONPATH from elsewhere (ROS sets one) would put other packages before the pinned ones.
unexport PYTHONPATH
PYTEST := $(BIN)/python -m pytest -n 2

.PHONY: help venv demo test test-fast lint bench lock clean distclean
.DEFAULT_GOAL := help

help: ## this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

venv: $(VENV)/.checked ## set up .venv: Python 3.13 and the pinned packages
	@:

$(VENV)/.installed: pyproject.toml requirements.txt tools/make_venv.sh
	@tools/make_venv.sh $(VENV)
	@touch $@

$(VENV)/.checked: $(VENV)/.installed tools/system_libraries.py
	@$(BIN)/python tools/system_libraries.py
	@touch $@
	@echo "make venv: $(VENV) is ready"

demo: venv ## fetch people, render 8 labelled images of streets, and say where they are
	@$(BIN)/cyclorama assets install people || echo "make demo: without the pack people, nobody is on the streets"
	@$(BIN)/cyclorama render driving --count 8 --out $(DEMO) --size 621x188 --quality draft
	@$(BIN)/python tools/contact_sheet.py $(DEMO)

test: lint ## lint, types and all tests (under 15 minutes on 2 cores)
	@$(PYTEST)

test-fast: venv ## the tests that take seconds
	@$(PYTEST) -m "not slow"

lint: venv ## ruff, mypy --strict, and what makes runs differ
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@tools/check_types.sh $(VENV)
	@$(BIN)/python tools/check_determinism.py

bench: venv ## what labels and everything else cost beside rendering
	@$(BIN)/python benchmarks/label_cost.py

lock: venv ## pin the newest versions that pyproject.toml allows, for all platforms
	@tools/lock.sh $(VENV)

clean: ## remove what tests, checks and builds leave behind; data/ stays
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .work build dist *.egg-info/SOURCES.txt
	@find . -name __pycache__ -type d -not -path './$(VENV)/*' -not -path './data/*' -prune -exec rm -rf {} +

distclean: clean ## the same, and .venv
	@rm -rf $(VENV) *.egg-info
