/** Brings the parts of the page together: what is heard goes out, what comes back is played, shown and acted. */

import { type Microphone, MicrophoneError, openMicrophone } from "./audio/microphone";
import { Player } from "./audio/player";
import { Performer } from "./avatar/performer";
import type { Stage } from "./avatar/stage";
import type { Debug } from "./debug";
import { choose, currentLanguage, examples, text, useLanguage } from "./i18n/i18n";
import type { Options } from "./options";
import { Presenter } from "./presentation";
import type { Language, Reply, ServerEvent, Texts } from "./protocol/events";
import { RealtimeClient } from "./realtime/client";
import { type Happening, next, type State } from "./state/machine";
import { Captions } from "./ui/captions";
import { Cards } from "./ui/cards";
import { Composer } from "./ui/composer";
import { byId } from "./ui/dom";
import { Notice } from "./ui/notice";
import { Place } from "./ui/place";
import { Status } from "./ui/status";
import { Suggestions } from "./ui/suggestions";

interface CurrentResponse {
  id: string;
  number: number;
  /** Whether the server has sent all of it. */
  complete: boolean;
  /** Whether the customer has heard all of it. */
  finished: boolean;
}

const LONGEST_STEP_S = 0.25; // after a pause of the page, movement goes on from where it was

export class Kiosk {
  private state: State = "start";
  private response: CurrentResponse | null = null;
  private transcript = { itemId: "", text: "" };
  private microphone: Microphone | null = null;
  private stage: Stage | null = null;
  private greeted = false;
  private answered = false;
  private storeName: Texts | null = null;
  private chosenLanguage: Language | "auto" = "auto";
  private lastTick = 0;

  private readonly client: RealtimeClient;
  private readonly player = new Player();
  private readonly performer: Performer;
  private readonly presenter = new Presenter(this.player, document.documentElement.style);
  private readonly captions = new Captions();
  private readonly status = new Status();
  private readonly notice = new Notice();
  private readonly place = new Place();
  private readonly cards = new Cards((product) => this.ask(text("whereIs", { title: product.title })));
  private readonly suggestions = new Suggestions((suggestion) => this.ask(suggestion));
  private readonly composer = new Composer((message) => this.ask(message));

  constructor(private readonly options: Options) {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.performer = new Performer(() => calm.matches);
    this.client = new RealtimeClient(new URL("/v1/realtime", location.href.replace(/^http/, "ws")).href, {
      onOpen: () => this.configure(!this.greeted),
      onClose: () => this.disconnected(),
      onEvent: (event) => this.receive(event),
      onAudio: (frame) => this.player.play(frame),
    });
    window.addEventListener("online", () => this.client.reconnectNow());
    byId("stop").onclick = () => this.interrupt();
    byId("microphone").onclick = () => this.toggleMicrophone();
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-language]")) {
      button.onclick = () => this.chooseLanguage(button.dataset["language"] as Language);
    }
    if (options.language === "en") this.chosenLanguage = "en";
    this.translate(options.language);
  }

  /** Shows the page, and waits for a touch unless the browser may make sound without one. */
  async open(): Promise<void> {
    requestAnimationFrame((now) => this.tick(now));
    void this.loadClerk();
    const overlay = byId<HTMLButtonElement>("start");
    if (await this.player.unlock()) {
      this.start(overlay);
      return;
    }
    overlay.hidden = false;
    overlay.onclick = async () => {
      await this.player.unlock();
      this.start(overlay);
    };
  }

  /** What tests may look at. */
  debug(): Debug {
    const kiosk = this;
    return {
      get state() {
        return kiosk.state;
      },
      get response() {
        return kiosk.response?.number ?? null;
      },
      get playing() {
        return kiosk.player.playing;
      },
      morphs: () => Object.fromEntries(kiosk.performer.morphs),
    };
  }

  // --- starting

  private start(overlay: HTMLElement): void {
    overlay.hidden = true;
    this.happened("started");
    this.client.start();
    void this.listen();
  }

  private async loadClerk(): Promise<void> {
    const canvas = byId<HTMLCanvasElement>("clerk");
    try {
      const { Stage } = await import("./avatar/stage"); // three.js is large: the page is up before it
      this.stage = await Stage.open(canvas, "/models/clerk.glb", this.options.keepPicture);
      canvas.classList.add("visible");
    } catch (error) {
      console.warn("the clerk cannot be shown, her portrait stays", error);
    }
  }

  private async listen(): Promise<void> {
    try {
      this.microphone = await openMicrophone((pcm) => this.client.sendAudio(pcm));
    } catch (error) {
      const denied = error instanceof MicrophoneError && error.problem === "denied";
      this.notice.show(text(denied ? "micDenied" : "micMissing"));
    }
    this.showStatus();
  }

  private configure(greet: boolean): void {
    const language = this.chosenLanguage;
    const session = { binary: true, language, greet, kiosk: this.options.kiosk } as const;
    this.client.send({ type: "session.update", session: { type: "realtime", annae: session } });
  }

  private disconnected(): void {
    this.player.reset();
    this.performer.hush();
    this.response = null;
    if (this.state !== "offline") this.notice.show(text("offlineNotice"));
    this.happened("lost");
  }

  // --- the customer's side

  private ask(message: string): void {
    this.interrupt();
    const content: [{ type: "input_text"; text: string }] = [{ type: "input_text", text: message }];
    const sent = this.client.send({ type: "conversation.item.create", item: { type: "message", role: "user", content } });
    if (!sent) {
      this.notice.show(text("offlineNotice"));
      return;
    }
    this.client.send({ type: "response.create" });
    this.captions.customer(message, true);
    this.happened("asked");
  }

  /** Ends what the clerk is saying or about to say. */
  private interrupt(): void {
    if (this.response && !this.response.complete) this.client.send({ type: "response.cancel" });
    this.silence();
    this.happened("finished");
  }

  private silence(): void {
    if (this.response) this.player.stop(this.response.number);
    this.performer.hush();
    this.captions.settle();
  }

  private toggleMicrophone(): void {
    if (!this.microphone) return;
    this.microphone.enabled = !this.microphone.enabled;
    if (!this.microphone.enabled) this.client.send({ type: "input_audio_buffer.clear" });
    this.showStatus();
  }

  private chooseLanguage(language: Language): void {
    this.chosenLanguage = language;
    this.translate(language);
    this.configure(false);
  }

  // --- the server's side

  private receive(event: ServerEvent): void {
    switch (event.type) {
      case "annae.session":
        this.greeted = true;
        this.storeName = event.storeName ?? null;
        this.translate(event.language);
        this.happened("opened");
        break;
      case "input_audio_buffer.speech_started":
        this.silence();
        this.happened("speechStarted");
        break;
      case "input_audio_buffer.speech_stopped":
        this.happened("speechStopped");
        break;
      case "conversation.item.input_audio_transcription.delta":
        this.transcript = { itemId: event.itemId, text: this.heardSoFar(event.itemId) + event.delta };
        this.captions.customer(this.transcript.text, false);
        break;
      case "conversation.item.input_audio_transcription.completed":
        this.captions.customer(event.transcript, true);
        break;
      case "annae.notice":
        this.notice.show(choose(event.text));
        if (!this.response || this.response.complete) this.happened("finished");
        break;
      case "error":
        if (event.text) this.notice.show(choose(event.text));
        this.happened("finished");
        break;
      default:
        this.receiveResponse(event);
    }
  }

  private receiveResponse(event: ServerEvent): void {
    if (event.type === "response.created") {
      this.response = { id: event.id, number: event.number, complete: false, finished: false };
      this.captions.begin(event.number);
      this.happened("asked");
      return;
    }
    const response = this.response;
    const id = event.type === "response.done" ? event.id : "responseId" in event ? event.responseId : "";
    if (!response || id !== response.id) return; // a late word of an answer that was interrupted
    switch (event.type) {
      case "annae.reply":
        this.present(event.reply);
        break;
      case "response.output_audio_transcript.delta":
        this.captions.clause(event.start, event.delta);
        break;
      case "annae.visemes":
        this.performer.prepare(response.number, event.visemes);
        break;
      case "response.done":
        response.complete = true;
        break;
    }
  }

  private present(reply: Reply): void {
    this.answered = true;
    if (reply.language !== currentLanguage() && this.chosenLanguage === "auto") this.translate(reply.language);
    this.presenter.present(reply.presentation);
    this.captions.reply(reply);
    this.performer.act(reply.mood, reply.gesture);
    // A question in between leaves what was found on the screen; only new findings replace it.
    if (reply.products.length > 0 || reply.location) {
      this.cards.show(reply.products);
      this.place.show(reply.location);
      document.body.dataset["results"] = "";
    }
    this.suggestions.show(reply.suggestions.length > 0 ? reply.suggestions : examples());
    this.composer.expectDigits(reply.action === "ask_identity");
  }

  // --- the picture

  private tick(now: number): void {
    requestAnimationFrame((time) => this.tick(time));
    const passed = (now - this.lastTick) / 1000;
    const dt = Math.min(passed, LONGEST_STEP_S);
    this.lastTick = now;
    const playing = this.player.playing;
    const position = playing ? this.player.position() : null;
    const loudness = position ? this.player.level() : 0;
    if (position) this.happened("voiceStarted");
    else if (this.response?.complete && !playing) this.finish(this.response);
    this.captions.follow(position);
    this.status.level(position ? loudness : (this.microphone?.level() ?? 0));
    const attention = this.state === "thinking" ? "thinking" : "customer";
    const pose = this.performer.update({ attention, position, loudness }, dt);
    this.stage?.draw(pose, passed);
  }

  /** The answer has been heard to its end, or was never spoken. */
  private finish(response: CurrentResponse): void {
    if (response.finished) return;
    response.finished = true;
    this.captions.settle();
    this.happened("finished");
  }

  private happened(happening: Happening): void {
    const state = next(this.state, happening);
    if (state === this.state) return;
    this.state = state;
    this.showStatus();
  }

  private showStatus(): void {
    const microphone = this.microphone;
    this.status.show(this.state, microphone ? (microphone.enabled ? "on" : "off") : "unavailable");
  }

  private heardSoFar(itemId: string): string {
    return this.transcript.itemId === itemId ? this.transcript.text : "";
  }

  private translate(language: Language): void {
    useLanguage(language);
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-language]")) {
      button.ariaPressed = String(button.dataset["language"] === language);
    }
    if (this.storeName) byId("store-name").textContent = choose(this.storeName);
    this.composer.translate();
    this.showStatus();
    if (!this.answered) {
      this.captions.say(text("welcome"));
      this.suggestions.show(examples());
    }
  }
}
