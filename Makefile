# `make` lists what can be made.
.DEFAULT_GOAL := help
.PHONY: help run test test-unit test-postgres test-browser bench bench-text bench-statistics \
        corpora format clean

# make run STORY=no PORT=9000 DATA=/srv/desk
STORY ?= yes
PORT ?= 8080
DATA ?= ./data

ENSEMBLE := .build/release/ensemble
BUILD := swift build -c release --static-swift-stdlib --product

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1@\2/p' $(MAKEFILE_LIST) | awk -F@ '{ printf "%-26s %s\n", $$1, $$2 }'

run: ## build the desk, fill a new one with the clinic's story, serve http://localhost:8080
	@bin/setup run
	@$(BUILD) ensemble
	@unset ENSEMBLE_SETUP; exec $(ENSEMBLE) serve --data $(DATA) --port $(PORT) $(if $(filter no,$(STORY)),,--story)

test: ## everything: format, unit tests on both databases, mail servers, browser
	@bin/setup test
	@bin/ci

test-unit: ## the unit tests alone, on SQLite
	@bin/setup test
	@swift test

test-postgres: ## the unit tests on SQLite and on a private PostgreSQL
	@bin/setup test
	@bin/ci build postgres unit-tests

test-browser: ## the pages in a real browser: behaviour, accessibility, safety
	@bin/setup test
	@bin/ci build browser-tests

bench: ## the desk's speed and size, into out/bench.json
	@bin/setup test
	@bin/bench

bench-text: ## the text classifier beside its peers, into out/text.json
	@bin/setup test
	@bin/bench-text

bench-statistics: ## the statistics' speed at growing sizes, into out/statistics.json
	@bin/setup test
	@bin/bench-statistics

corpora: ## how well the mail of ../shared/corpora is read, how hostile mail is borne, into out/corpora.json
	@bin/setup run
	@bin/corpora

format: ## lay out the Swift sources as .swift-format says
	@swift format --in-place --recursive --parallel Package.swift Sources Tests

clean: ## forget what was built; your ./data stays
	@rm -rf .build out .venv
