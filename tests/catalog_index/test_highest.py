import numpy as np
import pytest

from catalog_index.highest import highest


@pytest.mark.parametrize("size", [0, 1, 63, 640, 5_000, 100_003])
@pytest.mark.parametrize("different", [2, 50, 10**9])
def test_it_finds_what_sorting_them_all_finds(size, different):
    values = np.random.default_rng(size).integers(-different, different, size).astype(np.float32)
    assert highest(values, 10).tolist() == np.argsort(-values, kind="stable")[:10].tolist()


def test_a_best_one_behind_the_last_whole_block_is_found():
    values = np.zeros(64 * 40 + 5, np.int64)
    values[-1] = 1
    assert highest(values, 3).tolist() == [64 * 40 + 4, 0, 1]
