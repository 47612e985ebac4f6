"""Reading store.yml: YAML whose every value knows its line, checked against ``StoreInfo``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from re import compile as regex
from typing import Any

import yaml
from pydantic import ValidationError

from store.info import StoreInfo
from store.pack.problems import Problem, dotted, explain, whole_loc
from store.pack.text_file import UnreadableTextError, read_text

FILE = "store.yml"
Loc = tuple[str | int, ...]


class _Loader(yaml.SafeLoader):
    """YAML without surprises for shop owners: 10:30 stays a text (not 630), and so does a date."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in ("int", "float", "timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", regex(r"[-+]?\d+$"), list("-+0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", regex(r"[-+]?\d*\.\d+$"), list("-+.0123456789"))


class StoreFile:
    """store.yml as read: ``data`` is its plain content, ``info`` the validated one or None when invalid."""

    def __init__(self, data: dict[str, Any], root: yaml.Node | None, info: StoreInfo | None) -> None:
        self.data, self.info, self._root = data, info, root

    def problem(self, loc: Loc, message: str) -> Problem:
        """A problem of the value at ``loc`` (or of the nearest part that is there)."""
        return Problem(FILE, _line(self._root, loc), f"{dotted(loc)}: {message}")


def read_store_file(path: Path, problems: list[Problem]) -> StoreFile:
    """Read and validate ``path``, adding what is wrong to ``problems``."""
    try:
        loader = _Loader(read_text(path))
        root = loader.get_single_node()
        data = loader.construct_document(root) if root else None
    except UnreadableTextError as error:
        problems.append(Problem(FILE, error.line, str(error)))
        return StoreFile({}, None, None)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(Problem(FILE, line, f"not valid YAML: {error.problem}"))
        return StoreFile({}, None, None)
    except (yaml.YAMLError, ValueError) as error:
        problems.append(Problem(FILE, 1, f"not valid YAML: {' '.join(str(error).split())}"))
        return StoreFile({}, None, None)
    if root is None or not isinstance(data, dict):
        problems.append(Problem(FILE, 1, "expected keys with values, such as `id: my-shop`"))
        return StoreFile({}, root, None)
    problems.extend(_repeated_keys(root))
    return StoreFile(data, root, _validated(data, root, problems))


def _validated(data: dict[str, Any], root: yaml.Node, problems: list[Problem]) -> StoreInfo | None:
    try:
        return StoreInfo.model_validate(data)
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)
        problems.extend(Problem(FILE, _line(root, whole_loc(error)), explain(error)) for error in errors)
    return None


def _repeated_keys(root: yaml.Node) -> Iterator[Problem]:
    seen_nodes: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen_nodes:
            continue
        seen_nodes.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            first_lines: dict[str, int] = {}
            for key, value in node.value:
                waiting.append(value)
                line = key.start_mark.line + 1
                if key.value in first_lines:
                    message = (
                        f"key `{key.value}` is given twice, expected once (first in line {first_lines[key.value]})"
                    )
                    yield Problem(FILE, line, message)
                first_lines.setdefault(str(key.value), line)


def _line(node: yaml.Node | None, loc: Loc) -> int:
    """Line of the value at ``loc``, or of the last part of it that exists."""
    if node is None:
        return 1
    line = node.start_mark.line + 1
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if str(key.value) == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
