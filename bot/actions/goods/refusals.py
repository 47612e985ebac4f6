"""Says why the shop's rules refuse a change of the cart, an order or a reservation, and what can be had instead."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from bot.actions.calendar_words import day_words, time_words
from bot.actions.cards import card
from bot.actions.goods.line_words import choice_words, variant_words
from bot.actions.services import Hit
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from store.bilingual import Bilingual
from store.line import Variant
from store.product import Product
from store.rules.menu import Offer
from store.systems.order_system import Refused

TOPIC: Final = "refused_purchase"
_LOOKED_AT: Final = 5
_OTHERS: Final = 3
_YES_MEANS: Final = {"not_in_cart": "cart_view", "nothing_ordered": None}
"""What is offered, where that is not a member of staff."""
_NOT_SERVED: Final = ("not_sold", "out_of_season", "not_at_this_time", "kitchen_closed")


def refusal(action: ShopAction, turn: Turn, refused: Refused) -> Answer:
    """The rule in words; staff are offered, and what is there instead is shown."""
    values = _values(action, turn, refused)
    if refused.rule == "out_of_stock":
        return _out_of_stock(action, turn, refused, values)
    if refused.rule in _NOT_SERVED:
        return _not_served(action, turn, refused, values)
    means = _YES_MEANS.get(refused.rule, "staff_call")
    return Answer(action.say(turn, f"{TOPIC}.{refused.rule}", values, action="decline"), yes_means=means)


def title_of(action: ShopAction, product_id: str) -> Bilingual:
    """Title of a product or of an item of the menu; empty for what the shop no longer sells."""
    if product := action.services.shop.product(product_id):
        return product.title
    offer = _offer_of(action, product_id)
    return offer.item.name if offer else Bilingual()


def _values(action: ShopAction, turn: Turn, refused: Refused) -> dict[str, Any]:
    shop, detail = action.services.shop, refused.detail
    product_id = str(detail.get("product_id") or "")
    variant = Variant(product_id, str(detail.get("color") or ""), str(detail.get("size") or ""))
    title = title_of(action, product_id) if product_id else Bilingual()
    kind = "color" if "color" in refused.rule else "size"
    names = [words for _, words in choice_words(shop, kind, detail.get("choices") or (), turn.language)]
    return {
        "title": title[turn.language],
        "what": variant_words(shop, variant, title, turn.language) if product_id else "",
        "left": detail.get("left", 0),
        "most": detail.get("most", 0),
        "choices": action.phrase(turn, "goods.joiner").join(names),
        "phone": shop.info.phone,
    }


def _out_of_stock(action: ShopAction, turn: Turn, refused: Refused, values: dict[str, Any]) -> Answer:
    """How many are left, else in which other colour or size, else something like it."""
    if refused.detail.get("left"):
        return Answer(action.say(turn, f"{TOPIC}.only_so_many_left", values))
    shop = action.services.shop
    product = shop.product(str(refused.detail["product_id"]))
    if product is None:
        return Answer(action.say(turn, f"{TOPIC}.out_of_stock", values, action="decline"), yes_means="staff_call")
    others = _other_variants(action, turn, product, refused)
    if others:
        told = {**values, "others": action.phrase(turn, "goods.joiner").join(others)}
        offers = [action.phrase(turn, f"goods.suggest_{action.intent}", {"other": other}) for other in others]
        reply = action.say(turn, f"{TOPIC}.out_of_stock_others", told, suggestions=offers)
        return Answer(reply, shopping=turn.shopping.focusing(product.id))
    if hit := _like(action, turn, product):
        shown = card(shop, hit, turn.language)
        instead = {**values, "instead": shown.title, "price": hit.product.pays.written(turn.language)}
        reply = action.say(turn, f"{TOPIC}.out_of_stock_instead", instead, products=[shown])
        return Answer(reply, shopping=turn.shopping.showing([shown.id]))
    return Answer(action.say(turn, f"{TOPIC}.out_of_stock", values, action="decline"), yes_means="staff_call")


def _like(action: ShopAction, turn: Turn, product: Product) -> Hit | None:
    """Something like it that is in stock."""
    hits = action.services.products.search(product.title[turn.language], turn.language, _LOOKED_AT)
    others = (hit for hit in hits if hit.product.id != product.id)
    return next((hit for hit in others if action.services.shop.in_stock(hit.product.id)), None)


def _other_variants(action: ShopAction, turn: Turn, product: Product, refused: Refused) -> list[str]:
    """Words for what else there is of it: first the same colour, then the same size."""
    shop = action.services.shop
    color, size = refused.detail.get("color"), refused.detail.get("size")
    others = shop.stock_of(product, str(color or ""), str(size or "")).others_here
    ranked = sorted(others, key=lambda other: (other[0] != color, other[1] != size))
    variants = [Variant(product.id, other[0], other[1]) for other in ranked[:_OTHERS]]
    empty = Bilingual("", "")
    return [variant_words(shop, variant, empty, turn.language).strip(" ,") for variant in variants]


def _not_served(action: ShopAction, turn: Turn, refused: Refused, values: dict[str, Any]) -> Answer:
    """When it is made again, where that is known, and what the same kitchen makes now."""
    offer = _offer_of(action, str(refused.detail["product_id"]))
    if offer and offer.sold_from:
        values["from"] = _moment(action, turn, offer.sold_from)
        rule = "not_at_this_time_from"
    else:
        rule = refused.rule
    others = [other.item.name[turn.language] for other in _made_now(action, offer)] if offer else []
    if not others:
        return Answer(action.say(turn, f"{TOPIC}.{rule}", values, action="decline"), yes_means="staff_call")
    joined = action.phrase(turn, "goods.joiner").join(others)
    offers = [action.phrase(turn, "goods.suggest_menu", {"other": other}) for other in others]
    reply = action.say(turn, f"{TOPIC}.{rule}", values, suggestions=offers)
    reply.text = f"{reply.text} {action.phrase(turn, f'{TOPIC}.made_now', {'others': joined})}"
    return Answer(reply)


def _made_now(action: ShopAction, offer: Offer) -> list[Offer]:
    """What the same kitchen makes now, most like it first."""
    same = [other for other in action.services.shop.menu() if other.sold and other.item.zone == offer.item.zone]
    return sorted(same, key=lambda other: -len(set(other.item.tags) & set(offer.item.tags)))[:_OTHERS]


def _offer_of(action: ShopAction, item_id: str) -> Offer | None:
    return next((offer for offer in action.services.shop.menu() if offer.item.id == item_id), None)


def _moment(action: ShopAction, turn: Turn, moment: datetime) -> str:
    today = action.services.shop.now().date()
    return f"{day_words(action, turn, moment.date(), today)} {time_words(action, turn, moment)}"
