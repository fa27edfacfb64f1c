import { DAY_MS } from "#app/domain/calendar/dates.ts";

interface Measured {
  id: number;
  helpful_count: number;
  created_at: Date;
}

/** After so many days what people found helpful weighs about seven tenths of what it did. */
const FADING_DAYS = 7;

/**
 * How strong an argument is: how many found it helpful, shrunk by its age. By the bare count the first to speak stay on
 * top for good, because whoever reads them marks them; what is new and good comes up this way, and nothing is lost of the
 * counts. One more than the count, so that what nobody marked yet has a place by its age too.
 */
export function strength({ helpful_count, created_at }: Measured, now: Date): number {
  const days = Math.max(0, now.getTime() - created_at.getTime()) / DAY_MS;
  return (helpful_count + 1) / Math.sqrt(1 + days / FADING_DAYS);
}

export const strongestFirst = <T extends Measured>(arguments_: readonly T[], now: Date): T[] =>
  arguments_.toSorted((one, other) => strength(other, now) - strength(one, now) || other.id - one.id);
