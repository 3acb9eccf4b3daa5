# Shortcuts for those who have make; every line can be typed as it stands.
.PHONY: env test check lock demo

env:
	python3 start.py env

demo:
	python3 start.py

test:
	python3 start.py test

check:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

# Pins for Linux, macOS and Windows at once, with hashes. Add --upgrade to take newer versions.
LOCK = printf 'setuptools>=77\n' | uv pip compile pyproject.toml - --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q

lock:
	$(LOCK) -o requirements.lock
	$(LOCK) --extra dev -c requirements.lock -o requirements-dev.lock
