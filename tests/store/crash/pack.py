"""The shop that is crashed: some things that run out, some that do not, one that nobody has counted."""

from pathlib import Path

from store.line import Variant

STORE_ID = "crash-shop"
NOW = "2026-11-20T14:30:00+09:00"

_STORE = """\
id: crash-shop
name: {ko: 가게, en: Shop}
hours: {store: {daily: "10:00-20:00"}}
floors: [{id: 1F, name: {ko: 1층, en: 1st floor}}]
zones: [{id: desk, floor: 1F, name: {ko: 데스크, en: Desk}, x: 1, y: 1}]
pickup: {place: {ko: 데스크, en: desk}, zone: desk, hold_days: 3, extension_days: 2, extensions_allowed: 3}
returns: {window_days: 14, shipping_fee: 3000}
exchange: {window_days: 14, wants: same_product}
delivery: {fee: 3000, free_from: 50000, eta_days: [1, 3]}
reserve: {hold_days: 300}
"""
_PRODUCTS = """\
id,title_ko,title_en,category,price,colors,sizes
shirt,셔츠,Shirt,clothes,30000,red|blue,S|M
mug,머그,Mug,cup,12000,,
rare,한정판,Limited edition,cup,90000,,
loose,낱개,Loose goods,cup,1000,,
"""
STOCK = {
    Variant("shirt", "red", "S"): 5000,
    Variant("shirt", "red", "M"): 40,
    Variant("shirt", "blue", "S"): 300,
    Variant("shirt", "blue", "M"): 0,
    Variant("mug"): 5000,
    Variant("rare"): 7,
}
VARIANTS = [*STOCK, Variant("loose")]


def write_pack(folder: Path) -> Path:
    """A store pack in ``folder``."""
    folder.mkdir()
    rows = [f"{entry.product_id},{entry.color},{entry.size},,{quantity}" for entry, quantity in STOCK.items()]
    (folder / "store.yml").write_text(_STORE, encoding="utf-8")
    (folder / "products.csv").write_text(_PRODUCTS, encoding="utf-8")
    (folder / "stock.csv").write_text("\n".join(["product_id,color,size,store,quantity", *rows, ""]), encoding="utf-8")
    return folder
