import type { SupportChange, SupportRefusal } from "#db/queries/supports.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import type { BesideContent, KindWithBeside } from "./beside.ts";

/** A support of a kind that brings something with it, such as the signature of a drive. */
export type BringingCommand<Kind extends KindWithBeside> = SupportChange & {
  kind: Kind;
  change: "add";
  beside: BesideContent[Kind];
};

/** Somebody stands behind a matter, with what its kind asks for, or takes it back. */
export type SupportCommand =
  | (SupportChange & { kind: Exclude<MatterKind, KindWithBeside> })
  | { [Kind in KindWithBeside]: BringingCommand<Kind> }[KindWithBeside]
  | (SupportChange & { kind: KindWithBeside; change: "remove" });

export type SupportOutcome =
  | {
      /**
       * Of a matter that counts a roll: added or removed when at least one of the person's entries was. "replaced": it
       * was there, and what the command brought took the place of what stood beside it.
       */
      result: "added" | "replaced" | "already-there" | "removed" | "not-there";
      /** What the matter counts now: persons, or entries of its roll. */
      count: number;
    }
  | { result: "refused"; why: SupportRefusal };

/** "locked": somebody else holds its matter, and the group did not wait; nothing was written of it. */
export type GroupOutcome = SupportOutcome | { result: "locked" };
