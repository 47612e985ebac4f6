"""A small house: two floors, an escalator, stairs, a lift at the far end, and a garden over three steps."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from typing import Any

import pytest
import yaml

from store.building.building import Building
from store.building.routes import NoRoute, Route, Standpoint, at_kiosk, find_route
from store.info import StoreInfo

HOUSE: dict[str, Any] = yaml.safe_load("""
id: house
name: {ko: 집, en: House}
hours: {store: {daily: "10:00-20:00"}, garden: {daily: "10:00-17:00"}}
floors:
  - {id: 1F, level: 1, name: {ko: 1층, en: 1st floor}}
  - {id: 2F, level: 2, name: {ko: 2층, en: 2nd floor}}
zones:
  - {id: door, floor: 1F, kind: entrance, name: {ko: 정문, en: Main Gate}, x: 0, y: 0}
  - {id: hats, floor: 1F, name: {ko: 모자, en: Hats}, x: 0, y: 10, categories: [hat]}
  - {id: up1, floor: 1F, kind: escalator, name: {ko: 에스컬레이터, en: Escalator}, x: 0, y: 30}
  - {id: lift1, floor: 1F, kind: lift, name: {ko: 엘리베이터, en: Lift}, x: 40, y: 30}
  - {id: garden, floor: 1F, kind: garden, name: {ko: 정원, en: Garden}, x: -20, y: 10}
  - {id: up2, floor: 2F, kind: escalator, name: {ko: 에스컬레이터, en: Escalator}, x: 0, y: 42}
  - {id: lift2, floor: 2F, kind: lift, name: {ko: 엘리베이터, en: Lift}, x: 40, y: 30, faces: west}
  - {id: toys, floor: 2F, name: {ko: 장난감, en: Toys}, x: 20, y: 42, categories: [toy]}
  - {id: attic, floor: 2F, name: {ko: 다락, en: Attic}, x: 60, y: 60}
paths:
  - {from: door, to: hats}
  - {from: hats, to: up1}
  - {from: up1, to: lift1}
  - {from: hats, to: garden, kind: steps}
  - {from: up1, to: up2, kind: escalator, seconds: 30}
  - {from: lift1, to: lift2, kind: lift, seconds: 40}
  - {from: up2, to: toys}
  - {from: lift2, to: toys}
kiosks:
  - {id: k, zone: door, faces: south}
""")
AT = datetime.fromisoformat("2026-11-24T14:00:00+09:00")

MakeHouse = Callable[..., Building]
FindRoute = Callable[..., Route | NoRoute]


@pytest.fixture
def house() -> MakeHouse:
    """Builds the house; ``changed`` changes paths by their number, other keywords replace sections."""

    def build(changed: dict[int, dict[str, Any]] | None = None, **sections: Any) -> Building:
        data = deepcopy(HOUSE | sections)
        for number, changes in (changed or {}).items():
            data["paths"][number] |= changes
        return Building(StoreInfo.model_validate(data))

    return build


@pytest.fixture
def find() -> FindRoute:
    """Finds a route from the first kiosk."""

    def search(
        building: Building, *ends: str, at: datetime = AT, step_free: bool = False, start: Standpoint | None = None
    ) -> Route | NoRoute:
        kiosk = building.kiosk(None)
        assert kiosk
        zones = [building.zones[end] for end in ends]
        return find_route(building, start or at_kiosk(building, kiosk), zones, at, step_free=step_free)

    return search
