"""``annae bench names``: how many names of brands and products are found in speech, and how many as written.

The store's names are said in customers' sentences by the project's voices, clean and in the noise of a shop, and
heard by its recogniser. Whatever was tuned was tuned on half of the names; the figures are of the other half.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annae.settings import Settings
from benchmarks.figures import hardware
from benchmarks.names.finders import brand_finders, product_finders
from benchmarks.names.hearing import hear
from benchmarks.names.large import large_index
from benchmarks.names.material import Split, sentences
from benchmarks.names.measures import names_found
from store.database.engine import open_database
from store.shop import Shop


def run(settings: Settings, split: Split = "test") -> dict[str, Any]:
    """Shares found, wrongly claimed and claimed where none was said, by group; times; an index of 100,000 names."""
    machine = hardware()
    shop = Shop(open_database(settings.database_url), settings.store.id)
    heard = hear(sentences(shop), split, settings)
    return {
        "bench": "names",
        "split": split,
        **names_found(heard, brand_finders(shop), product_finders(shop)),
        "large": large_index(shop, heard),
        "hardware": machine,
    }


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """The same as a table for people."""
    yield f"names on speech, half {figures['split']!r} ({figures['hardware']['cpu']})"
    for kind in ("brands", "products"):
        yield f"{kind:<24}{'said':>8}{'as written':>12}{'by sound':>10}{'wrong':>8}{'ms p50':>9}{'p95':>7}"
        for group, part in figures[kind].items():
            shares = (
                f"{part['as_written']['mean']:>12.3f}{part['by_sound']['mean']:>10.3f}{part['wrong']['mean']:>8.3f}"
            )
            yield f"  {group:<22}{part['said']:>8}{shares}{part['ms']['p50']:>9.2f}{part['ms']['p95']:>7.2f}"
        claimed = figures["none_said"][kind]
        yield f"  none said: {claimed['mean']:.3f} of {claimed['n']} claimed to hold one"
    yield f"names as written that another was claimed for: {figures['overridden']}"
    large = figures["large"]
    yield (
        f"{large['names']:,} names: {large['ours_ms']['p50']} ms, p95 {large['ours_ms']['p95']}; every name compared: "
        f"{large['baseline_ms']['p50']} ms ({large['ratio_p50']:,.0f} times), same answer {large['same_answer']:.3f}"
    )
