# make demo: sets up and analyses the sample articles; make test: everything that CI runs.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test lint train bench clean

$(READY): setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

demo: $(READY)
	$(BIN)/nusaner analyze examples/articles
	$(BIN)/nusaner analyze examples/articles --quiet --format html --out demo.html
	@echo "Open demo.html in a browser."

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/nusaner corpus check
	$(BIN)/python -m pytest -n auto --dist loadfile

train: $(READY)
	$(BIN)/python -m pip install --quiet --editable '.[neural]'
	NUSANER_DATA=$${NUSANER_DATA:-../shared/datasets} $(BIN)/weasel run all

bench: $(READY)
	$(BIN)/python -m tests.bench

clean:
	rm -rf .venv build dist demo.html
