import { z } from "zod";

/** The web processes that one start made, as each of them sees the others. */
export interface Siblings {
  /** Tells all others that something happened. */
  tell(what: string): void;
  hear(what: string, listener: () => void): void;
  /** Asks what the process that started us holds for all, or gathers from all. @throws when it cannot say */
  ask(whom: string, question: unknown): Promise<unknown>;
  /** How this process answers when something is gathered from all. */
  answer(whom: string, answer: () => Promise<unknown>): void;
}

/** Between a parent and its web processes. `id` tells an asker's questions apart; what is undefined does not travel. */
export const siblingMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("told"), what: z.string() }),
  z.object({ type: z.literal("asked"), id: z.number(), whom: z.string(), question: z.unknown().optional() }),
  z.object({
    type: z.literal("answered"),
    id: z.number(),
    answer: z.unknown().optional(),
    fault: z.string().optional(),
  }),
]);
export type SiblingMessage = z.output<typeof siblingMessage>;

/** What is asked with nobody beside us: `answers` are ours. */
export function alone(answers: Record<string, (question: unknown) => unknown> = {}): Siblings {
  const own = new Map<string, () => Promise<unknown>>();
  return {
    tell() {},
    hear() {},
    async ask(whom, question) {
      const one = own.get(whom);
      return one ? [await one()] : answers[whom]?.(question);
    },
    answer: (whom, how) => own.set(whom, how),
  };
}

/** The channel to the process that started us. */
interface Channel {
  send(message: SiblingMessage): void;
  onMessage(listener: (message: unknown) => void): void;
}

export function siblingsOver(channel: Channel): Siblings {
  const listeners = new Map<string, (() => void)[]>();
  const own = new Map<string, () => Promise<unknown>>();
  const waiting = new Map<number, { done(answer: unknown): void; failed(error: Error): void }>();
  let asked = 0;
  channel.onMessage((received) => {
    const { data: message } = siblingMessage.safeParse(received);
    if (message?.type === "told") for (const listener of listeners.get(message.what) ?? []) listener();
    if (message?.type === "answered") {
      const asker = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.fault === undefined) asker?.done(message.answer);
      else asker?.failed(new Error(message.fault));
    }
    if (message?.type === "asked") {
      const { id, whom } = message;
      const answer = own.get(whom)?.() ?? Promise.resolve(undefined);
      answer.then(
        (said) => channel.send({ type: "answered", id, answer: said }),
        (error: unknown) => channel.send({ type: "answered", id, answer: undefined, fault: String(error) }),
      );
    }
  });
  return {
    tell: (what) => channel.send({ type: "told", what }),
    hear: (what, listener) => listeners.set(what, [...(listeners.get(what) ?? []), listener]),
    ask(whom, question) {
      asked += 1;
      const id = asked;
      return new Promise((done, failed) => {
        waiting.set(id, { done, failed });
        channel.send({ type: "asked", id, whom, question });
      });
    },
    answer: (whom, how) => own.set(whom, how),
  };
}
