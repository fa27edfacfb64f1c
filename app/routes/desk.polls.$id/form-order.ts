import { countOf, type PollFields } from "#app/doors/poll-fields.ts";

/* What a button of a poll's form does to the order of its questions and briefs, which are numbered in their fields' names. */

/** Leaves one of what is numbered out; those after it move up. */
export function without(fields: PollFields, what: "q" | "b", place: number): PollFields {
  return renumbered(fields, what, (at) => (at === place ? null : at > place ? at - 1 : at));
}

/** The questions that are asked only of who chose something at the one at this place. */
export function hangOn(fields: PollFields, place: number): number[] {
  const id = fields[`q.${place}.id`];
  if (!id) return [];
  return Array.from({ length: countOf(fields, "q") }, (_, at) => at).filter(
    (at) => fields[`q.${at}.when`] === id,
  );
}

/** Leaves a question out; those that hung on it are asked of everybody. */
export function withoutQuestion(fields: PollFields, place: number): PollFields {
  const freed = Object.fromEntries(
    hangOn(fields, place).flatMap((at) => [
      [`q.${at}.when`, ""],
      [`q.${at}.is`, ""],
    ]),
  );
  return without({ ...fields, ...freed }, "q", place);
}

/** Puts a question before the one above it. */
export function movedUp(fields: PollFields, place: number): PollFields {
  if (place < 1) return fields;
  return renumbered(fields, "q", (at) => (at === place ? at - 1 : at === place - 1 ? at + 1 : at));
}

function renumbered(fields: PollFields, what: "q" | "b", to: (at: number) => number | null): PollFields {
  const moved: PollFields = {};
  for (const [name, value] of Object.entries(fields)) {
    const [kind, at, ...rest] = name.split(".");
    if (kind !== what || rest.length === 0) {
      moved[name] = value;
      continue;
    }
    const place = to(Number(at));
    if (place !== null) moved[[what, place, ...rest].join(".")] = value;
  }
  return moved;
}
