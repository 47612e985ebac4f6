from typing import Any

import pytest

from store.building.checks import path_problems, path_warnings
from store.info import StoreInfo
from tests.store.building.conftest import HOUSE, MakeHouse


@pytest.mark.parametrize(
    ("path", "loc", "message"),
    [
        ({"to": "door"}, "to", "'door' is where the path starts, expected another zone"),
        ({"kind": "stairs", "step_free": True}, "step_free", "expected false for stairs, found true"),
        ({"until": "2026-12-01"}, "until", "expected `closed` beside it, found none"),
    ],
)
def test_a_path_that_cannot_be_meant_so_is_a_problem(
    house: MakeHouse, path: dict[str, Any], loc: str, message: str
) -> None:
    assert list(path_problems(house(changed={0: path}).info)) == [(("paths", 0, loc), message)]


def test_zones_nobody_can_reach_are_warned_of(house: MakeHouse) -> None:
    (unreached, over_steps) = [message for _, message in path_warnings(house().info)]
    assert unreached == "no path leads from kiosk k to attic; the assistant will say so when asked"
    assert over_steps == "no step-free path leads from kiosk k to garden; the assistant will say so when asked"


def test_a_path_closed_for_now_still_leads_somewhere(house: MakeHouse) -> None:
    warnings = [message for _, message in path_warnings(house(changed={4: {"closed": True}}).info)]
    assert all("toys" not in message for message in warnings)


def test_a_shop_without_paths_is_not_warned() -> None:
    without_paths = StoreInfo.model_validate(HOUSE | {"paths": []})
    assert list(path_warnings(without_paths)) == []
