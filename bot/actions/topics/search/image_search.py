"""Finding products by a photo."""

from __future__ import annotations

import base64
import binascii
from typing import ClassVar

from annae.errors import AnnaeError
from bot.actions.product_list import LISTED, ProductList, Shown
from bot.actions.reference import category_words
from bot.actions.shop_action import Answer
from bot.actions.shopping import Said
from bot.actions.turn import Turn


class ImageSearch(ProductList):
    """Asks for a photo; with one in the message, shows what looks like it."""

    intent: ClassVar[str] = "image_search"

    def answer(self, turn: Turn) -> Answer:
        """The products most alike, or what to do so that a photo can be looked at."""
        if not turn.image:
            return Answer(self.say(turn, "image.ask", action="ask_image"))
        try:
            results = self.services.photos.find(_decoded(turn.image), LISTED)
        except AnnaeError:
            return Answer(self.say(turn, "image.unreadable", action="ask_image"), understood=False)
        if results is None or not results.hits:
            return Answer(self.say(turn, "image.no_pictures"), yes_means="staff_call")
        hits = [Shown(hit.product, hit.score, hit.why(turn.language)) for hit in results.hits]
        wish = Said(self.intent, category_words(self, turn, hits[0].product))
        return self.listed(
            turn, turn.shopping.looking_for(wish), hits, "image.found" if results.sure else "image.unsure"
        )


def _decoded(image: str) -> bytes:
    """The bytes of a file in base64, as it is or as a data URL. Raises AnnaeError for anything else."""
    try:
        return base64.b64decode(image.partition(",")[2] or image, validate=True)
    except binascii.Error as error:
        raise AnnaeError("the picture is not in base64; send the bytes of its file so") from error
