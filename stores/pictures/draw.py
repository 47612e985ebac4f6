"""``python -m stores.pictures.draw``: writes every ``<kind>-<colour>.svg`` that the demo store's products name."""

from __future__ import annotations

import colorsys
import csv
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import yaml

from annae.paths import PROJECT

PACK = PROJECT / "stores" / "demo"
_KINDS = Path(__file__).with_name("kinds.svg")
_DARK, _PALE = 0.25, 0.8  # lightness below and above which a colour needs more contrast
_SVG = "{http://www.w3.org/2000/svg}"
_PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img"><style>
.c{{fill:{colour}}}.d{{fill:{shade};color:{shade}}}.l{{fill:{tint};stroke:{tint};stroke-width:0}}
.s{{fill:none;stroke:{shade};stroke-width:5;stroke-linejoin:round}}
.m{{fill:#b9bec6}}.k{{fill:#2f3138}}.w{{fill:#fffdf8}}.g{{fill:#fff;opacity:.32}}.h{{fill:#a87b52}}</style>
<defs><radialGradient id="b" cx=".5" cy=".42" r=".75"><stop offset="0" stop-color="{light}"/>
<stop offset="1" stop-color="{backdrop}"/></radialGradient></defs>
<rect width="400" height="400" fill="url(#b)"/>
<ellipse cx="200" cy="338" rx="128" ry="13" fill="#2f3138" opacity=".13"/>
{drawing}</svg>
"""


def pictures() -> dict[str, str]:
    """Text of every picture by its file name. Raises KeyError for a kind or a colour that nobody drew."""
    drawings, colours = _drawings(), _colours()
    named: dict[str, str] = {}
    with (PACK / "products.csv").open(encoding="utf-8", newline="") as products:
        for product in csv.DictReader(products):
            name = product["image"]
            kind, colour = name.removesuffix(".svg").rsplit("-", 1)
            named[name] = _picture(drawings[kind], colours[colour])
    return named


def _drawings() -> dict[str, str]:
    root = ET.fromstring(_KINDS.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    ET.register_namespace("", _SVG.strip("{}"))
    return {group.attrib["id"]: "".join(_text(child) for child in group) for group in root.iter(f"{_SVG}g")}


def _text(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode").replace(' xmlns="http://www.w3.org/2000/svg"', "").strip()


def _colours() -> dict[str, str]:
    store = yaml.safe_load((PACK / "store.yml").read_text(encoding="utf-8"))
    return {name: colour["hex"] for name, colour in store["colors"].items()}


def _picture(drawing: str, colour: str) -> str:
    hue, light, saturation = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    # A pale backdrop in the product's own hue; a light product gets a slightly darker one, so that it stands out.
    backdrop = 0.82 if light > _PALE else 0.9
    return _PICTURE.format(
        drawing=drawing,
        colour=colour,
        shade=_hex(hue, max(light * 0.72, 0.06), saturation),
        tint=_hex(hue, light + (1 - light) * (0.38 if light > _DARK else 0.24), saturation),
        light=_hex(hue, backdrop + 0.06, min(saturation, 0.35)),
        backdrop=_hex(hue, backdrop, min(saturation, 0.3)),
    )


def _hex(hue: float, light: float, saturation: float) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue, min(light, 1.0), saturation))


def main() -> None:
    """Write the pictures and remove those that no product names any more."""
    folder = PACK / "images"
    folder.mkdir(exist_ok=True)
    named = pictures()
    for name, text in named.items():
        (folder / name).write_text(text, encoding="utf-8")
    for path in folder.glob("*.svg"):
        if path.name not in named:
            path.unlink()
    print(f"{len(named)} pictures in {folder.relative_to(PROJECT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
