"""The building and its times."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.store_guide.facility import Facility
from bot.actions.topics.store_guide.gift_wrap import GiftWrap
from bot.actions.topics.store_guide.holidays import HolidayClosure
from bot.actions.topics.store_guide.hours import OpeningHours
from bot.actions.topics.store_guide.local import LocalInfo
from bot.actions.topics.store_guide.location import LocationInStore
from bot.actions.topics.store_guide.lost_found import LostFound
from bot.actions.topics.store_guide.parking import Parking
from bot.actions.topics.store_guide.wayfinding import Wayfinding

ACTIONS: tuple[type[ShopAction], ...] = (
    LocationInStore,
    Wayfinding,
    Facility,
    OpeningHours,
    HolidayClosure,
    Parking,
    GiftWrap,
    LostFound,
    LocalInfo,
)
