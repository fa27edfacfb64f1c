import type { DriveContent } from "./tables/drive-draft.ts";

/** An application that says nothing (any more). Down here because who leaves leaves it behind. */
export const EMPTY_CONTENT: DriveContent = {
  target: "",
  targetCode: null,
  summary: "",
  reasons: "",
  costs: "",
  articles: [],
  exclusions: {},
};
