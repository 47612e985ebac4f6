"""What is wrong, or looks wrong, with the paths of a store.yml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.building.building import Building
from store.info import StoreInfo, Zone

Loc = tuple[str | int, ...]
_NAMED = 5
_STEPS = ("steps", "stairs", "escalator")


def path_problems(info: StoreInfo) -> Iterator[tuple[Loc, str]]:
    """Paths that cannot be meant so, each with its place in store.yml. The pack cannot be imported with them."""
    for number, path in enumerate(info.paths):
        if path.start == path.end:
            yield ("paths", number, "to"), f"{path.end!r} is where the path starts, expected another zone"
        if path.kind in _STEPS and path.step_free:
            yield ("paths", number, "step_free"), f"expected false for {path.kind}, found true"
        if path.until and not path.closed:
            yield ("paths", number, "until"), "expected `closed` beside it, found none"


def path_warnings(info: StoreInfo) -> Iterator[tuple[Loc, str]]:
    """Zones without a way to them from the first kiosk, or only over steps, all paths being open.

    They are no problems: the shop opens while its map is still being drawn, and the assistant says that it does not
    know the way. A shop without paths or kiosks has no routes to warn about.
    """
    building = Building(info)
    kiosk = building.kiosk(None)
    if not (kiosk and info.paths):
        return
    reached = building.paths.reached_from(kiosk.zone)
    step_free = building.paths.reached_from(kiosk.zone, step_free=True)
    unreached = [zone for zone in info.zones if zone.id not in reached]
    over_steps = [zone for zone in info.zones if zone.id in reached - step_free]
    for zones, what in ((unreached, "no path leads"), (over_steps, "no step-free path leads")):
        if zones:
            yield ("paths",), f"{what} from kiosk {kiosk.id} to {_some(zones)}; the assistant will say so when asked"


def _some(zones: Sequence[Zone]) -> str:
    names = ", ".join(zone.id for zone in zones[:_NAMED])
    return names if len(zones) <= _NAMED else f"{names} and {len(zones) - _NAMED} more zones"
