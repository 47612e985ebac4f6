from itertools import product
from string import ascii_lowercase

import numpy as np
import pytest

from catalog_index.names.alignment import Heard, evidence, place
from catalog_index.names.confusions import confusions
from catalog_index.names.sound import sounds


def heard(letters, inside=0.0):
    codes = confusions().encoded(letters)
    costs = np.zeros(len(codes) + 1, np.float32)
    costs[1:-1] = inside
    return Heard(codes, costs, costs)


def one_by_one(name, text):
    """The same by its definition: the best of all ways to lay ``name`` over any part of ``text``."""
    odds = confusions()
    best = -text.start_cost.astype(float)
    for sound in name:
        before, best = best, best + odds.lost[sound]
        for end in range(1, len(best)):
            best[end] = max(
                before[end] + odds.lost[sound],
                before[end - 1] + odds.heard_for[sound, text.codes[end - 1]],
                best[end - 1] + odds.added[text.codes[end - 1]],
            )
    return max(best - text.end_cost)


@pytest.mark.parametrize("said", ["hoksinunapitissvo", "alteimowvn", "s"])
def test_many_names_at_a_time_get_the_evidence_each_would_get_alone(said):
    odds, text = confusions(), heard(said, inside=2.0)
    names = [odds.encoded(letters) for letters in ("lunapit", "alitenmuv", "popok")]
    padded = np.zeros((3, 9), np.int8)
    for row, name in enumerate(names):
        padded[row, : len(name)] = name
    together = evidence(padded, np.array([len(name) for name in names]), text, odds)
    assert together == pytest.approx([one_by_one(name, text) for name in names], abs=1e-3)


def test_a_name_heard_exactly_has_all_the_evidence_there_is():
    odds = confusions()
    name = odds.encoded("lunapit")
    assert evidence(name[np.newaxis], np.array([7]), heard("lunapit"), odds)[0] == pytest.approx(
        odds.own(name), abs=1e-3
    )


def test_the_place_of_a_name_is_where_it_was_said():
    said = "hoksinunapitissvo"
    first, last = place(confusions().encoded("lunapit"), heard(said), confusions())
    assert said[first:last] in ("nunapit", "unapit")


@pytest.mark.parametrize("alphabet", [ascii_lowercase, "٣３ßİſ가갂힣"])
def test_whatever_is_written_has_sounds_that_something_is_known_of(alphabet):
    for letters in product(alphabet, repeat=3):
        confusions().encoded(sounds("".join(letters)).letters)


def test_sounds_know_where_in_the_text_they_come_from():
    text = "오, LunaFit 레깅스"
    said = sounds(text)
    assert {text[start:end] for start, end in said.places} == {"오", "LunaFit", "레", "깅", "스"}
    assert len(said.letters) == len(said.places)
