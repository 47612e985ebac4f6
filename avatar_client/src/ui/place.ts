/** Where to go: the floor, the zone, and the way there in steps. */

import type { Location } from "../protocol/events";
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
  }
}
