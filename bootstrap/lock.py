"""``python -m bootstrap.lock`` (make lock): pins what the two tested environments hold into ``locks/``.

Change ``pyproject.toml``, install the change into the environment, run the tests, then run this. A lock file names
packages, versions and hashes, no address; its first line says how many bytes a set-up downloads for it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from annae.paths import PROJECT
from bootstrap.environments import LOCKS, MAIN, RASA, Environment

# Not in any lock of their own environment: torch has one for its CPU build, pip and uv come before everything.
_SEPARATE = {"torch", "pip", "uv", "annae"}


def main() -> None:
    """Write every lock but ``torch.lock``, whose CPU build no package index lists."""
    installed = _installed(MAIN)
    product = _closure(_declared("dependencies")) | {"setuptools", "wheel"}
    developers = _closure(_declared("dev")) - product
    _write("main", [line for name, line in installed.items() if name in product - _SEPARATE])
    _write("dev", [line for name, line in installed.items() if name in developers - _SEPARATE])
    _write(
        "rasa", [line for name, line in _installed(RASA).items() if name not in _SEPARATE], "--ignore-requires-python"
    )
    _write("pip", [installed["pip"]])
    _write("uv", [installed["uv"]])
    _write("node", (LOCKS / "node.in").read_text(encoding="utf-8").splitlines())
    left = set(installed) - product - developers - _SEPARATE
    if left:
        print(
            f"installed, but needed by nothing that pyproject.toml declares: {', '.join(sorted(left))}", file=sys.stderr
        )


def _declared(group: str) -> list[str]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    declared: list[str] = project["project"][group] if group == "dependencies" else project["dependency-groups"][group]
    return declared


def _installed(environment: Environment) -> dict[str, str]:
    command = [str(environment.python), "-m", "pip", "list", "--format=json", "--disable-pip-version-check"]
    listed = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {canonicalize_name(item["name"]): f"{item['name']}=={item['version']}" for item in listed}


def _closure(requirements: list[str]) -> set[str]:
    """Canonical names of everything the requirements need, as this environment's metadata tells."""
    seen: set[str] = set()
    waiting = [Requirement(line) for line in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        extras = ["", *requirement.extras]
        if name in seen and not requirement.extras:
            continue
        seen.add(name)
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            seen.discard(name)  # for another platform, or left out on purpose
            continue
        for line in needs:
            need = Requirement(line)
            applies = need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras)
            if applies and canonicalize_name(need.name) not in seen:
                waiting.append(need)
    return seen


def _write(lock: str, pinned: list[str], *pip_options: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "wanted.txt"
        wanted.write_text("\n".join(sorted(pinned, key=str.lower)) + "\n", encoding="utf-8")
        command = [
            str(MAIN.folder / "bin" / "uv"),
            "pip",
            "compile",
            "--quiet",
            "--no-deps",
            "--generate-hashes",
            "--no-header",
            "--no-annotate",
            "--python-version",
            "3.11",
            "--output-file",
            f"{scratch}/hashed.txt",
            str(wanted),
        ]
        subprocess.run(command, check=True)
        python = RASA.python if pip_options else MAIN.python
        download = [
            str(python),
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            *pip_options,
            "--dest",
            f"{scratch}/files",
            "--requirement",
            str(wanted),
        ]
        subprocess.run(download, check=True)
        size = sum(path.stat().st_size for path in Path(scratch, "files").iterdir())
        hashed = Path(scratch, "hashed.txt").read_text(encoding="utf-8")
        (LOCKS / f"{lock}.lock").write_text(f"# download: {size} bytes\n{hashed}", encoding="utf-8")
    print(f"locks/{lock}.lock: {len(pinned)} packages, {size / 1e6:.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
