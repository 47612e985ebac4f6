"""A picture of what is confused: groups of intents meant against groups understood, as SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from benchmarks.intent_scores import Judged

_CELL: Final = 34
_LEFT: Final = 150
_TOP: Final = 130
_BLUE: Final = (37, 99, 235)
_RED: Final = (220, 38, 38)


def confusion_picture(judged: Sequence[Judged], groups: Mapping[str, str], title: str) -> str:
    """An SVG document; ``groups`` names the group of each intent. Each row adds up to 100 %."""
    names = list(dict.fromkeys(groups.values()))
    counts = Counter((groups[line.meant], groups[line.got], line.meant == line.got) for line in judged)
    parts = [_text(_LEFT, 22, title, 15), _text(_LEFT, 42, "rows: meant; columns: understood; % of the row", 11)]
    for i, name in enumerate(names):
        parts.append(_text(_LEFT - 8, _TOP + i * _CELL + 21, name, 12, "end"))
        x = _LEFT + i * _CELL + 20
        parts.append(f'<g transform="rotate(-50 {x} {_TOP - 8})">{_text(x, _TOP - 8, name, 12)}</g>')
    for row, meant in enumerate(names):
        total = sum(n for (group, _, _), n in counts.items() if group == meant)
        for column, got in enumerate(names):
            right, wrong = counts[meant, got, True], counts[meant, got, False]
            parts += _cell(row, column, right / max(total, 1), wrong / max(total, 1))
    size = (_LEFT + len(names) * _CELL + 40, _TOP + len(names) * _CELL + 20)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" font-family="sans-serif">\n'
        '<rect width="100%" height="100%" fill="white"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _cell(row: int, column: int, right: float, wrong: float) -> list[str]:
    """Blue for what was right; red for what was wrong, also within a group."""
    x, y = _LEFT + column * _CELL, _TOP + row * _CELL
    color = _BLUE if right > wrong else _RED
    share = right if right > wrong else wrong
    strength = share if right > wrong else min(1.0, 8 * share)  # a few percent of errors can be seen
    red, green, blue = (round(255 - (255 - part) * strength) for part in color)
    label = f"{100 * share:.0f}" if share >= 0.005 else ""  # noqa: PLR2004 - below it rounds to nothing
    ink = "white" if strength > 0.5 else "black"  # noqa: PLR2004 - half way to the full colour
    return [
        f'<rect x="{x}" y="{y}" width="{_CELL - 1}" height="{_CELL - 1}" fill="rgb({red},{green},{blue})" '
        'stroke="#ddd" stroke-width=".5"/>',
        _text(x + _CELL // 2, y + 21, label, 11, "middle", ink),
    ]


def _text(x: float, y: float, text: str, size: int, anchor: str = "start", ink: str = "black") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{ink}">{escape(text)}</text>'
