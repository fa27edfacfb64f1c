import { type BodyFields, isBodyField } from "./body-fields.ts";
import type { SavedText } from "./editor-types.ts";
import {
  DRAFT_FIELDS,
  type DraftText,
  isSameText,
  readLocalDraft,
  removeLocalDraft,
  writeLocalDraft,
} from "./local-draft.ts";

/**
 * Keeps a draft safe while it is typed: every change at once in this browser, and after a pause at the server. When
 * the server cannot be reached, the browser's copy stays and the saver tries again.
 */
export type SaveState =
  | { kind: "nothing" }
  | { kind: "unsaved" }
  | { kind: "saved"; at: string }
  /** `kept`: whether this browser could keep a copy. */
  | { kind: "offline"; kept: boolean }
  | { kind: "signed-out" }
  /** Another window saved something else: nothing is saved until the writer decides. */
  | { kind: "overtaken" }
  /** It was published from another window. */
  | { kind: "published"; proposal: number }
  | { kind: "refused" };

export interface SaverView {
  state: SaveState;
  /** The text as the server last rendered it. */
  html: string | null;
  /** When the text that was found in this browser was typed; null: none was, or it was decided about. */
  restoredAt: string | null;
  /** What another window saved since this one began; null: nothing, or it was decided about. */
  conflict: SavedText | null;
}

export interface SavedDraft {
  text: DraftText;
  /** null: never saved. */
  at: string | null;
  /** As the server has it; null: never saved. */
  draft: SavedText | null;
}

const PAUSE_MS = 1_500;
/** The server allows a person 120 texts in ten minutes; this leaves room for the buttons. */
const SHORTEST_GAP_MS = 8_000;
const RETRY_MS = 15_000;

export class DraftSaver {
  readonly #owner: string;
  readonly #id: string;
  readonly #address: string;
  readonly #body: BodyFields;
  #saved: SavedDraft;
  #form: HTMLFormElement | null = null;
  #view: SaverView;
  readonly #listeners = new Set<() => void>();
  #timer: number | undefined;
  #lastSent = Number.NEGATIVE_INFINITY;
  #sending: Promise<void> | null = null;
  #changed = false;
  #filling = false;
  /** Whose writing it is, as the form says it to the server; it stays so when the form is gone. */
  #window = { tab: "", version: 0 };

  /**
   * @param address where the draft is saved
   * @param body the fields that its text stands in
   */
  constructor(owner: string, id: string, saved: SavedDraft, address: string, body: BodyFields) {
    this.#owner = owner;
    this.#id = id;
    this.#saved = saved;
    this.#address = address;
    this.#body = body;
    this.#view = { state: stateOf(saved), html: null, restoredAt: null, conflict: null };
  }

  readonly view = () => this.#view;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Watches the form; text that an earlier visit left in this browser comes back into it. */
  watch(form: HTMLFormElement): () => void {
    this.#form = form;
    // The browser would bring it back to whoever has signed in here meanwhile.
    form.autocomplete = "off";
    const data = new FormData(form);
    this.#window = { tab: String(data.get("tab") ?? ""), version: Number(data.get("version") ?? 0) };
    form.addEventListener("input", this.#onInput);
    window.addEventListener("online", this.#onOnline);
    window.addEventListener("offline", this.#onOffline);
    document.addEventListener("visibilitychange", this.#onVisibility);
    this.#restore();
    return () => {
      if (this.#changed) void this.#send(true);
      clearTimeout(this.#timer);
      form.removeEventListener("input", this.#onInput);
      window.removeEventListener("online", this.#onOnline);
      window.removeEventListener("offline", this.#onOffline);
      document.removeEventListener("visibilitychange", this.#onVisibility);
      this.#form = null;
    };
  }

  /** The server has the form's text by another way: a button. */
  noteSaved(saved: SavedDraft): void {
    this.#saved = saved;
    const text = this.#read();
    if (!text || saved.at === null) return;
    if (isSameText(text, saved.text)) this.#settle(saved.at, this.#view.html);
    else if (this.#view.conflict && saved.draft?.tab === this.#window.tab) {
      // Decided for this window's text, which has gone on since.
      this.#show({ conflict: null, state: { kind: "unsaved" } });
      this.#schedule(PAUSE_MS);
    }
  }

  /** Saves now, whatever the pause; afterwards `view().html` is fresh, if the server could be reached. */
  async flush(): Promise<void> {
    if (this.#sending) await this.#sending;
    await this.#send(false);
  }

  /** The draft goes: nothing of it may come back by a save that was still to come. */
  readonly stop = () => {
    this.#changed = false;
    this.#form = null;
    clearTimeout(this.#timer);
    removeLocalDraft(this.#owner, this.#id);
  };

  /** Goes on with the text that was found in this browser. */
  readonly keepRestored = () => {
    this.#show({ restoredAt: null });
    this.#changed = true;
    void this.#send(false);
  };

  /** Back to what the server has. */
  readonly dropRestored = () => {
    this.#fill(this.#saved.text);
    removeLocalDraft(this.#owner, this.#id);
    this.#show({ restoredAt: null, state: stateOf(this.#saved) });
  };

  readonly #onInput = ({ target }: Event) => {
    if (!this.#filling && isDraftControl(target)) this.#noteChange();
  };

  #noteChange(): void {
    this.#changed = true;
    const kept = this.#keepHere();
    if (this.#isDecidedElsewhere()) return;
    const offline = this.#view.state.kind === "offline";
    this.#show({ restoredAt: null, state: offline ? { kind: "offline", kept } : { kind: "unsaved" } });
    this.#schedule(PAUSE_MS);
  }

  /** What is typed stays in this browser; the server has something else. */
  #isDecidedElsewhere(): boolean {
    const { kind } = this.#view.state;
    return kind === "overtaken" || kind === "published";
  }

  readonly #onOnline = () => {
    if (this.#changed) void this.#send(false);
    else this.#show({ state: stateOf(this.#saved) });
  };

  readonly #onOffline = () => this.#show({ state: { kind: "offline", kept: this.#keepHere() } });

  readonly #onVisibility = () => {
    if (document.visibilityState === "hidden" && this.#changed) void this.#send(true);
  };

  #restore(): void {
    const local = readLocalDraft(this.#owner, this.#id);
    if (local && !isSameText(local, this.#saved.text)) {
      this.#fill(local);
      const { draft } = this.#saved;
      const overtaken =
        draft !== null &&
        local.version !== undefined &&
        local.version !== draft.version &&
        local.tab !== draft.tab;
      if (overtaken) this.#show({ conflict: draft, state: { kind: "overtaken" } });
      else this.#show({ restoredAt: local.at });
      return;
    }
    removeLocalDraft(this.#owner, this.#id);
    // Typed before this script ran.
    const text = this.#read();
    if (text && !isSameText(text, this.#saved.text)) this.#noteChange();
  }

  #schedule(wait: number): void {
    clearTimeout(this.#timer);
    const earliest = this.#lastSent + SHORTEST_GAP_MS - performance.now();
    this.#timer = window.setTimeout(() => void this.#send(false), Math.max(wait, earliest));
  }

  #send(leaving: boolean): Promise<void> {
    const text = this.#read();
    if (this.#isDecidedElsewhere()) {
      this.#keepHere();
      return Promise.resolve();
    }
    if (!text || (this.#sending && !leaving)) return this.#sending ?? Promise.resolve();
    clearTimeout(this.#timer);
    const sending = this.#put(text, leaving).finally(() => {
      if (this.#sending === sending) this.#sending = null;
    });
    this.#sending = sending;
    return sending;
  }

  async #put(text: DraftText, leaving: boolean): Promise<void> {
    this.#changed = false;
    this.#lastSent = performance.now();
    const answer = await fetch(this.#address, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(sentOf(text, this.#window)),
      keepalive: leaving,
    }).catch(() => null);
    const body: unknown = await answer?.json().catch(() => null);
    if (answer?.ok && isSavedAnswer(body)) {
      this.#saved = { ...this.#saved, text, at: body.savedAt };
      if (this.#changed) this.#schedule(PAUSE_MS);
      else this.#settle(body.savedAt, body.html);
      this.#show({ html: body.html });
      return;
    }
    this.#changed = true;
    if (answer?.status === 409 && isConflict(body)) {
      this.#keepHere();
      if ("saved" in body)
        this.#show({ conflict: body.saved, state: { kind: "overtaken" }, restoredAt: null });
      else this.#show({ state: { kind: "published", proposal: body.proposal } });
    } else if (answer?.status === 401) this.#show({ state: { kind: "signed-out" } });
    else if (answer && answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
      this.#show({ state: { kind: "refused" } });
    } else {
      this.#show({ state: { kind: "offline", kept: this.#keepHere() } });
      this.#schedule(RETRY_MS);
    }
  }

  #settle(at: string, html: string | null): void {
    this.#changed = false;
    clearTimeout(this.#timer);
    removeLocalDraft(this.#owner, this.#id, this.#window.tab);
    this.#show({ state: { kind: "saved", at }, html, restoredAt: null, conflict: null });
  }

  #keepHere(): boolean {
    const text = this.#read();
    if (!text || !this.#changed) return true;
    return writeLocalDraft(this.#owner, this.#id, { ...text, ...this.#window });
  }

  #read(): DraftText | null {
    if (!this.#form) return null;
    const data = new FormData(this.#form);
    const value = (name: string) => String(data.get(name) ?? "");
    return {
      title: value("title"),
      body: this.#body.read(this.#form),
      category: value("category"),
      district: value("district"),
      place: value("place"),
      words: Object.fromEntries(
        [...data].flatMap(([name, said]) => (isWordField(name) ? [[name, String(said)]] : [])),
      ),
    };
  }

  #fill(text: DraftText): void {
    this.#filling = true;
    for (const [name, value] of [
      ...DRAFT_FIELDS.map((field) => [field, text[field]] as const),
      ...Object.entries(text.words),
    ]) {
      const control = this.#form?.elements.namedItem(name);
      // The text has fields of its own.
      if (name === "body" || !isDraftControl(control)) continue;
      control.value = value;
      control.dispatchEvent(new Event("input", { bubbles: true })); // the counters listen
    }
    if (this.#form) this.#body.write(this.#form, text.body);
    this.#filling = false;
  }

  #show(change: Partial<SaverView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const stateOf = ({ at }: SavedDraft): SaveState =>
  at === null ? { kind: "nothing" } : { kind: "saved", at };

function isDraftControl(
  target: unknown,
): target is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  return (
    (target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement) &&
    (DRAFT_FIELDS.some((name) => name === target.name) ||
      isBodyField(target.name) ||
      isWordField(target.name))
  );
}

/** What is said of a picture. */
const isWordField = (name: string): boolean => /^(?:alt|caption):/.test(name);

/** As the form would send it: what is said of each picture in a field of its own. */
const sentOf = ({ words, ...text }: DraftText, window: { tab: string; version: number }) => ({
  ...words,
  ...text,
  ...window,
});

function isConflict(body: unknown): body is { saved: SavedText } | { proposal: number } {
  return typeof body === "object" && body !== null && ("saved" in body || "proposal" in body);
}

function isSavedAnswer(body: unknown): body is { savedAt: string; html: string } {
  return (
    typeof body === "object" &&
    body !== null &&
    "savedAt" in body &&
    typeof body.savedAt === "string" &&
    "html" in body &&
    typeof body.html === "string"
  );
}
