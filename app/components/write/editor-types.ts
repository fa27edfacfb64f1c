import type { Choice } from "#app/components/field.tsx";
import type { ErrorCode, FieldFault } from "#app/domain/errors.ts";
import type { PromptHeadings } from "#app/domain/kinds/proposal/prompts.ts";
import type { Language } from "#db/tables/language.ts";
import type { DraftPicture } from "./draft-picture.ts";
import type { DraftText } from "./local-draft.ts";
import type { PlaceMap } from "./place-field.tsx";

/** What the server has of a draft. */
export interface SavedText extends DraftText {
  /** Grows with each saving. */
  version: number;
  /** The window that saved it last; null: not known. */
  tab: string | null;
  savedAt: string;
}

/** What the editor needs, whether the draft was kept before or not. */
export interface EditorData {
  id: string;
  /** Marks what this browser keeps as this person's, so that the next one at it is not shown it. */
  owner: string;
  /** Marks this window: what it saved itself it may go on from. */
  tab: string;
  draft: (SavedText & { pictures: DraftPicture[] }) | null;
  /** What the three questions are called within a text, by its language. */
  headings: PromptHeadings<Language>;
  categories: Choice[];
  districts: Choice[];
  /** Where a place can be marked; null: the space has no map. */
  map: PlaceMap | null;
  limits: {
    title: number;
    body: number;
    alt: number;
    caption: number;
    pictures: number;
    uploadBytes: number;
  };
}

/** What comes back from one of the editor's buttons, unless it leads on; `typed` is what was in the form. */
export type EditorAnswer =
  | { preview: string; typed: Record<string, string> }
  /** Another window saved something else; nothing of `typed` was kept. */
  | { conflict: SavedText; typed: Record<string, string> }
  | { refused: { code: ErrorCode; faults: FieldFault[] } | null; typed: Record<string, string> }
  | { unreachable: true };
