import numpy as np

from catalog_index.columns import Groups


def test_which_of_some_rows_have_a_value_is_told_in_their_order():
    groups = Groups.of([["a"], [], ["a", "b"], ["b"], ["c"]]).followed_by(Groups.of([["b"]]))
    rows = np.array([5, 0, 2, 1, 4])
    assert groups.having(rows, ["b"]).tolist() == [True, False, True, False, False]
    assert groups.having(rows, ["a", "c"]).tolist() == [False, True, True, False, True]
    assert not groups.having(rows, ["x"]).any()
    assert not groups.having(rows, []).any()
