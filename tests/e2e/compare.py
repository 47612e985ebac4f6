"""How far two texts are apart, by what a listener would notice."""

import re


def error_rate(heard, said):
    """Character error rate of ``heard``, letters and digits only."""
    left, right = (re.sub(r"[^\w]", "", text.lower()) for text in (heard, said))
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(right, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1] / max(len(right), 1)
