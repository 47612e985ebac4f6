"""Taking back what was understood last, and putting what is meant in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, Final

from bot.actions.product_list import ProductList
from bot.actions.services import Services
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.shopping import Said
from bot.actions.topics.dialogue.corrected import Corrected, corrected
from bot.actions.turn import Turn

_ASKS: Final = {"order_id": "ask_order_id", "phone_last4": "ask_identity"}


class Correction(ProductList):
    """For the wish: searches again; for an order's number or digits: back to the question for it."""

    intent: ClassVar[str] = "correction"
    reminds: ClassVar[bool] = False

    def __init__(self, services: Services, actions: Mapping[str, ShopAction]) -> None:
        super().__init__(services)
        self._actions = actions

    def answer(self, turn: Turn) -> Answer:
        """What is put right, else the question what is meant."""
        topic = self._actions.get(str(turn.slots.get("order_topic") or ""))
        if topic and (turn.entity("order_id") or turn.entity("phone_last4")):
            return topic.answer(turn)
        if turn.form and turn.asked_slot:
            key = f"{turn.form}.not_understood_{turn.asked_slot}"
            return Answer(self.say(turn, key, action=_ASKS.get(turn.asked_slot)), understood=False)
        if ordinals := [entity for entity in turn.entities if entity["entity"] == "ordinal"]:
            return self._actions["select_ordinal"].answer(replace(turn, entities=(ordinals[-1],)))
        said = corrected(turn.text, turn.language)
        if not turn.shopping.wish or not self.services.products.tells(said.meant):
            return Answer(self.say(turn, "correction.ask"), understood=False)
        return self.for_wish(turn, replace(turn.shopping, wish=self._put_right(turn, said)), "correction.found")

    def _put_right(self, turn: Turn, said: Corrected) -> tuple[Said, ...]:
        """The wish with what is meant where the wrong word stood, else in place of what was said last."""
        wish = turn.shopping.wish
        for place in reversed(range(len(wish))):
            text = wish[place].text
            if said.wrong and said.wrong in text:
                right = replace(wish[place], text=text.replace(said.wrong, said.meant))
                return (*wish[:place], right, *wish[place + 1 :])
        if self.services.products.names_kind(said.meant):
            return (Said("product_search", said.meant),)
        kept = wish[:-1] if len(wish) > 1 else wish
        return (*kept, Said(self.intent, said.meant))
