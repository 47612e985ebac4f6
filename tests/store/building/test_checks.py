from typing import Any

import pytest

from store.building.checks import path_problems, path_warnings
from store.info import StoreInfo
from store.pack import PackError, read_pack
from tests.store.building.conftest import HOUSE, MakeHouse
from tests.store.conftest import STORE_YML, WritePack


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


PATHS = """\
paths:
  - {from: beans, to: cups, hours: nowhere}
  - {from: beans, to: beans}
"""


def test_a_pack_with_wrong_paths_is_not_imported(write_pack: WritePack) -> None:
    with pytest.raises(PackError) as caught:
        read_pack(write_pack(store=STORE_YML + PATHS))
    problems = [str(problem) for problem in caught.value.problems]
    assert len(problems) == 2
    assert problems[0].endswith("paths[0].hours: area 'nowhere' is not in store.yml; expected one of bar, shelf, store")
    assert problems[1].endswith("paths[1].to: 'beans' is where the path starts, expected another zone")


def test_a_pack_is_imported_with_a_warning_of_zones_out_of_reach(write_pack: WritePack) -> None:
    pack = read_pack(write_pack(store=STORE_YML + "paths: [{from: beans, to: cups, kind: stairs}]\n"))
    (warning,) = pack.warnings
    assert warning.file == "store.yml"
    assert "no step-free path leads from kiosk k1 to cups" in warning.message
    assert read_pack(write_pack()).warnings == ()
