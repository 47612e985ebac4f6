"""Brands, products, sizes and colours of the store, found in what a customer says."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from bot.components.mentions.mention import Mention
from bot.components.mentions.misspelt import with_misspelt
from bot.components.names_file import START, NamesFile, name_hash, names_path, plain
from bot.components.ordinary_words import could_be_a_name
from catalog_index.names.by_sound import SoundIndex
from catalog_index.names.sound import sound
from catalog_index.understanding.colors import ColorFinder
from catalog_index.understanding.terms import Found, TermFinder
from catalog_index.understanding.vocabulary import vocabulary

_log = logging.getLogger(__name__)

_LOOKED_AFTER_S: Final = 0.5
_LAID_OVER: Final = 16
"""Brands that are laid over what was heard, those that share most sounds with it."""
_HANGUL: Final = re.compile("[가-힣]+")
_SHARED: Final = 0.4
"""Part of its pairs of sounds that a brand shares with what was heard, or it is not looked for."""
_WORD: Final = re.compile(r"[^\W_]+")
_SOUNDS: Final = 4
"""Sounds of a colour that is also known as it is heard (핑그); shorter ones sound like too much."""
_CHOSEN: Final = r"(?:으?로(?:만|도|는|요)?(?![가-힣])|\s(?:거|것|걸))"
"""What is said after a colour that is chosen: 민트로 보여 주세요."""


class StoreNames:
    """The names of one store at one time; safe to share between threads."""

    def __init__(self, file: NamesFile) -> None:
        self.revision, self.sizes = file.revision, file.sizes
        colors = {color: with_misspelt(words) for color, words in file.colors.items()}
        self._colors = ColorFinder(colors)
        self._color_sounds = {
            heard: color
            for color, words in file.colors.items()
            for word in words
            if not word.isascii() and len(heard := sound(word)) >= _SOUNDS
        }
        brands = {brand: [*words, *map(_spaced, words)] for brand, words in file.brands.items()}
        self._brands, self._sounds = TermFinder(brands), SoundIndex(file.brands, _LAID_OVER, _SHARED)
        self._hashes, self._products = file.hashes, file.products
        self._longest, self._starts = file.longest, file.starts

    def find(self, text: str) -> list[Mention]:
        """Products, brands and colours named as written; a brand inside a product's name is not named again."""
        products = self._named_products(text)
        brands = [_mention("brand", text, part) for part in self._brands.find(text)]
        brands = [brand for brand in brands if not any(brand.overlaps(product) for product in products)]
        return [*products, *brands, *self._named_colors(text)]

    def _named_colors(self, text: str) -> list[Mention]:
        surely = {(part.start, part.end) for part in self._colors.find(text)}
        named = self._colors.named(text)
        colors = [
            _mention("color", text, part)
            for part in named
            if (part.start, part.end) in surely or re.match(_CHOSEN, text[part.start + len(part.said) :])
        ]
        return colors if named else list(self._heard_colors(text))

    def _heard_colors(self, text: str) -> Iterator[Mention]:
        for match in _HANGUL.finditer(text):
            for end in _ends(text, *match.span()):
                word = text[match.start() : end]
                color = self._color_sounds.get(sound(word)) if end - match.start() > 1 else None
                if color and could_be_a_name(word):
                    yield Mention("color", color, match.start(), end)

    def heard_brand(self, text: str) -> Mention | None:
        """The brand that words of ``text`` only sound like: 누나 핏."""
        heard = self._sounds.find(text, could_be_a_name)
        if heard is None or not _are_words(text, heard.start, heard.end):
            return None
        # What sounds exactly like it was not asked for yet.
        if not could_be_a_name(text[heard.start : heard.end]):
            return None
        return Mention("brand", heard.id, heard.start, heard.end)

    def _named_products(self, text: str) -> list[Mention]:
        """Looks up every run of whole words that is not too long; of overlapping names the longest."""
        runs = self._runs(text)
        if not runs:
            return []
        hashes = np.array([name_hash(name) for _, _, name in runs], np.int64)
        places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        known = np.flatnonzero(self._hashes[places] == hashes)
        found = [Mention("product", str(self._products[places[i]]), *runs[i][:2]) for i in known]
        kept: list[Mention] = []
        for mention in sorted(found, key=lambda mention: mention.start - mention.end):
            if not any(mention.overlaps(other) for other in kept):
                kept.append(mention)
        return kept

    def _runs(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and plain text of words that could be a product's name."""
        words = [match.span() for match in _WORD.finditer(text)]
        runs = []
        for number, (start, _) in enumerate(words):
            if plain(text[start : start + 2 * START])[:START] not in self._starts:
                continue
            before = ""
            for word_start, word_end in words[number:]:
                runs += [
                    (start, end, before + plain(text[word_start:end])) for end in _ends(text, word_start, word_end)
                ]
                before += plain(text[word_start:word_end])
                if len(before) > self._longest:
                    break
        return runs


class CurrentNames:
    """Keeps up with the file: looked at again every half second, read again when it is another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._names, self._seen, self._looked_s = StoreNames(_NOTHING), (0, 0), -_LOOKED_AFTER_S

    def names(self) -> StoreNames:
        """Those of the latest file that could be read; none while there never was one."""
        with self._lock:
            if time.monotonic() - self._looked_s >= _LOOKED_AFTER_S:
                self._looked_s = time.monotonic()
                self._look_again()
            return self._names

    def _look_again(self) -> None:
        try:
            stat = self._path.stat()
            seen = stat.st_mtime_ns, stat.st_ino
            if seen != self._seen:
                self._seen = seen
                self._names = StoreNames(NamesFile.read(self._path))
        except FileNotFoundError:
            return
        except Exception:  # noqa: BLE001 - whatever is wrong with the file, the names known stay known
            _log.exception("the store's names cannot be read from %s", self._path)


@cache
def current_names() -> CurrentNames:
    """Of the store that this process serves."""
    return CurrentNames(names_path())


_NOTHING: Final = NamesFile.of(0, {}, {}, (), {})


def _mention(entity: str, text: str, part: Found) -> Mention:
    start = text.find(part.said, part.start)
    return Mention(entity, part.id, start, start + len(part.said))


def _spaced(name: str) -> str:
    """LunaFit as people type it: Luna Fit."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


def _ends(text: str, start: int, end: int) -> list[int]:
    """Where a name may end in a word: at its end, or before a particle."""
    if not "가" <= text[end - 1] <= "힣":
        return [end]
    return [place for place in range(start + 1, end + 1) if _particle().fullmatch(text, place, end)]


def _are_words(text: str, start: int, end: int) -> bool:
    """Whether they begin and end where words do."""
    match = _particle().match(text, end)
    after = text[match.end() : match.end() + 1] if match else ""
    return not text[max(start - 1, 0) : start].isalnum() and not after.isalnum()


@cache
def _particle() -> re.Pattern[str]:
    return re.compile(vocabulary()["particles"])
