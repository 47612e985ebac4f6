"""The building and its times."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.store_guide.facility import Facility
from bot.actions.topics.store_guide.holidays import HolidayClosure
from bot.actions.topics.store_guide.hours import OpeningHours
from bot.actions.topics.store_guide.location import LocationInStore
from bot.actions.topics.store_guide.parking import Parking

ACTIONS: tuple[type[ShopAction], ...] = (LocationInStore, OpeningHours, HolidayClosure, Facility, Parking)
