/** What the customer said, and what the clerk says, clause by clause as it is heard. */

import type { Position } from "../audio/timeline";
import type { Reply } from "../protocol/events";
import { byId, make } from "./dom";

interface Clause {
  start: number;
  text: string;
}

export class Captions {
  private readonly heard = byId("heard");
  private readonly said = byId("said");
  private readonly announced = byId("announced");
  private number = -1;
  private clauses: Clause[] = [];
  private replies: string[] = [];
  private shown = 0;

  /** A new answer begins; the last one stays until the first word of this one. */
  begin(number: number): void {
    this.number = number;
    this.clauses = [];
    this.replies = [];
    this.shown = 0;
  }

  /** The written answer, for screen readers at once and for the screen when its voice has ended. */
  reply(reply: Reply): void {
    this.replies.push(reply.text);
    this.said.lang = reply.language;
    this.announced.lang = reply.language;
    this.announced.textContent = this.replies.join(" ");
  }

  clause(start: number, text: string): void {
    this.clauses.push({ start, text: text.trim() });
  }

  /** Shows the clauses that have begun at `position`. */
  follow(position: Position | null): void {
    if (position?.number !== this.number) return;
    for (let clause = this.clauses[this.shown]; clause && clause.start <= position.sample; clause = this.clauses[this.shown]) {
      if (this.shown === 0) this.said.replaceChildren();
      this.said.append(make("span", "clause", clause.text), " ");
      this.said.scrollTop = this.said.scrollHeight;
      this.shown += 1;
    }
  }

  /** The answer is over: its written form, with digits and names as a reader wants them, replaces the spoken one. */
  settle(): void {
    if (this.replies.length === 0) return;
    const written = this.replies.join(" ");
    if (this.said.textContent?.trim() !== written) this.said.textContent = written;
    this.said.scrollTop = 0;
  }

  /** What the recogniser has understood so far, or all of it. */
  customer(text: string, complete: boolean): void {
    this.heard.textContent = text;
    this.heard.classList.toggle("partial", !complete);
    this.heard.hidden = text === "";
  }

  /** The page says something in the clerk's place before the first answer. */
  say(text: string): void {
    this.said.textContent = text;
  }
}
