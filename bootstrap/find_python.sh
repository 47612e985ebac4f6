#!/bin/sh
# Prints a Python 3.11 that really starts (a name on PATH may be a pyenv shim that refuses to), or says how to get one.
works() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1; }

for candidate in "${PYTHON:-}" python3.11 python3 python; do
  if [ -n "$candidate" ] && works "$candidate"; then command -v "$candidate"; exit 0; fi
done
for candidate in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.11*/bin/python3.11 "${UV_PYTHON_INSTALL_DIR:-$HOME/.local/share/uv/python}"/cpython-3.11*/bin/python3.11; do
  if works "$candidate"; then echo "$candidate"; exit 0; fi
done
if command -v uv >/dev/null 2>&1; then
  echo "No Python 3.11 found; asking uv for one in .python/ (about 30 MB)." >&2
  UV_PYTHON_INSTALL_DIR="$PWD/.python" uv python install 3.11 >&2
  for candidate in "$PWD"/.python/cpython-3.11*/bin/python3.11; do
    if works "$candidate"; then echo "$candidate"; exit 0; fi
  done
fi
cat >&2 <<'HELP'
Annae needs Python 3.11 with venv, and none was found. Install one of these, then run make again:
  Debian, Ubuntu   sudo apt-get install python3.11 python3.11-venv
  macOS            brew install python@3.11
  anywhere         install uv, then: uv python install 3.11
or name yours: make kiosk PYTHON=/path/to/python3.11
HELP
exit 1
