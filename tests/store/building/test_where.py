import pytest

from store.building.where import Kind, where
from store.shop import Shop


@pytest.mark.parametrize(
    ("kind", "wanted", "zones"),
    [
        ("product", "m1", ["cups"]),
        ("product", "c1", ["beans", "cups"]),
        ("product", "nothing", []),
        ("category", "coffee", ["beans", "cups"]),
        ("facility", "restroom", ["cups"]),
        ("facility", "lockers", []),
        ("zone", "beans", ["beans"]),
        ("zone", "nowhere", []),
        ("menu", "latte", []),
        ("menu", "nothing", []),
    ],
)
def test_things_are_where_the_shop_says(shop: Shop, kind: Kind, wanted: str, zones: list[str]) -> None:
    assert [zone.id for zone in where(shop, kind, wanted)] == zones
