/** Products as cards in a row to swipe through; touching one asks where it is. */

import { text, won } from "../i18n/i18n";
import type { Product } from "../protocol/events";
import { byId, icon, make } from "./dom";

export class Cards {
  private readonly list = byId("cards");

  constructor(private readonly onAsk: (product: Product) => void) {}

  show(products: Product[]): void {
    this.list.replaceChildren(...products.map((product) => make("li", "cell", this.card(product))));
    this.list.hidden = products.length === 0;
    this.list.scrollLeft = 0;
  }

  private card(product: Product): HTMLElement {
    const card = make("button", "card", picture(product), details(product));
    card.type = "button";
    card.dataset["id"] = product.id;
    card.classList.toggle("sold-out", product.in_stock === false);
    card.onclick = () => this.onAsk(product);
    return card;
  }
}

function picture(product: Product): HTMLElement {
  const frame = make("span", "picture", icon("bag"));
  if (product.image) {
    const image = make("img", "");
    image.src = product.image;
    image.alt = "";
    image.onerror = () => image.replaceWith(icon("bag"));
    frame.replaceChildren(image);
  }
  const percent = discount(product);
  if (percent > 0) frame.append(make("span", "badge sale", text("discount", { percent })));
  if (product.in_stock === false) frame.append(make("span", "badge gone", text("outOfStock")));
  return frame;
}

function details(product: Product): HTMLElement {
  const place = [product.floor, product.zone].filter(Boolean).join(" · ");
  const body = make("span", "details", make("span", "name", product.title), price(product));
  if (product.why) body.append(make("span", "why", product.why));
  const facts = make("span", "facts");
  if (place) facts.append(make("span", "place", icon("pin"), place));
  if (product.in_stock) facts.append(make("span", "stock", text("inStock")));
  if (facts.childElementCount > 0) body.append(facts);
  return body;
}

function price(product: Product): HTMLElement {
  if (discount(product) === 0) return make("span", "price", make("strong", "", won(product.price)));
  const was = make("s", "", make("span", "sr-only", text("was")), won(product.price));
  return make("span", "price", make("strong", "reduced", won(product.sale_price!)), was);
}

/** Whole percent off, 0 when the product is not on sale. */
function discount({ price, sale_price: reduced }: Product): number {
  return reduced !== undefined && reduced < price ? Math.round((1 - reduced / price) * 100) : 0;
}
