import type { ApiScope } from "#db/tables/api-key.ts";
import type { Tag } from "./operation.ts";

/** What a key must be allowed to, to read an operation of a family; null: any key may. No key ever writes. */
export const SCOPE_OF: Readonly<Record<Tag, ApiScope | null>> = {
  search: "search",
  rules: "matters",
  proposals: "matters",
  duties: "matters",
  forums: "matters",
  drives: "matters",
  "quick-polls": "matters",
  polls: "matters",
  votes: "matters",
  reports: "matters",
  ledger: "ledger",
  spaces: null,
  description: null,
};
