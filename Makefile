# Two commands start everything: make run, make test.
PORT ?= 8000
export PORT
VENV := .venv
BIN := $(VENV)/bin
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check bench facts docs messages lock clean

run: $(VENV)/run.stamp
	@exec $(BIN)/sapar run --demo

test: $(VENV)/dev.stamp
	$(BIN)/pytest -n auto --maxprocesses 4

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/sapar messages check
	$(BIN)/sapar docs check
	$(BIN)/pytest src/sapar/kernel/ui/tests/test_templates.py tests/contract/test_retention.py::test_models_and_migrations_agree

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks

facts: $(VENV)/run.stamp
	@SAPAR_DEMO=1 $(BIN)/sapar facts

docs: $(VENV)/dev.stamp
	$(BIN)/sapar docs write

messages: $(VENV)/dev.stamp
	$(BIN)/sapar messages update

# The interpreter is found, the packages installed from a lock with hashes, the catalogues compiled.
$(VENV)/run.stamp: requirements/run.txt pyproject.toml .python-version $(wildcard src/sapar/locale/*/LC_MESSAGES/*.po)
	@sh tools/install requirements/run.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	@sh tools/install requirements/dev.txt
	@touch $@

# For maintainers, when pyproject.toml changes: needs uv.
lock:
	uv pip compile pyproject.toml --group build --generate-hashes --universal -p 3.12 --no-header --no-annotate -q -o requirements/run.txt
	uv pip compile pyproject.toml --group build --group dev --generate-hashes --universal -p 3.12 --no-header --no-annotate -q -o requirements/dev.txt

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .hypothesis
