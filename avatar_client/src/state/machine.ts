/** What the kiosk is doing, as the customer sees it. */

export type State = "start" | "connecting" | "offline" | "ready" | "hearing" | "thinking" | "speaking";

export type Happening =
  | "started" // the customer touched the screen, or the kiosk may start by itself
  | "opened" // a session is there
  | "lost" // the connection is gone
  | "speechStarted"
  | "speechStopped"
  | "asked" // a text was sent, or the server began to answer
  | "voiceStarted" // the first sound of an answer is heard
  | "finished"; // the answer has been given to its end, or there will be none

type Transitions = Partial<Record<Happening, State>>;

const CONNECTED: Transitions = { lost: "offline", speechStarted: "hearing", asked: "thinking", voiceStarted: "speaking" };

const TRANSITIONS: Record<State, Transitions> = {
  start: { started: "connecting" },
  connecting: { opened: "ready", lost: "offline" },
  offline: { opened: "ready" },
  ready: CONNECTED,
  // Sound of an answer that was just interrupted does not end the customer's turn.
  hearing: { ...CONNECTED, voiceStarted: "hearing", speechStopped: "thinking" },
  thinking: { ...CONNECTED, finished: "ready" },
  speaking: { ...CONNECTED, finished: "ready" },
};

/** The state after `happening`; what means nothing in a state changes nothing. */
export function next(state: State, happening: Happening): State {
  return TRANSITIONS[state][happening] ?? state;
}
