import type { AppLoadContext } from "@remix-run/node";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { PollElectors } from "#db/tables/poll-definition.ts";

/** Who may take part, with the names of districts in the reader's language. */
export function electorsNamed(who: PollElectors, { directory, language }: AppLoadContext) {
  const { district } = labelsOf(directory, language);
  return { ...who, districts: who.districts?.map((code) => district(code) ?? code) ?? null };
}
