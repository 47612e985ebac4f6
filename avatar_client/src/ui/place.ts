/** Where to go: the floor, the zone, the way there in steps and on the plans of the floors it leads over. */

import type { FloorDrawing, Location } from "../protocol/events";
import { byId, make } from "./dom";

export class Place {
  private readonly panel = byId("place");

  constructor() {
    byId("close-place").onclick = () => this.show(undefined);
  }

  show(location: Location | undefined): void {
    this.panel.hidden = location === undefined;
    if (!location) return;
    byId("place-floor").textContent = location.floor;
    byId("place-zone").textContent = location.zone;
    byId("place-route").replaceChildren(...location.route.map((step) => make("li", "", step)));
    byId("place-map").replaceChildren(...location.map.flatMap(plan));
  }
}

/** The drawing as part of the page, whose fonts it uses; nothing in it can run (the page's content security policy). */
function plan(drawing: FloorDrawing): Element[] {
  const { documentElement } = new DOMParser().parseFromString(drawing.svg, "image/svg+xml");
  return documentElement.localName === "svg" ? [document.importNode(documentElement, true)] : [];
}
