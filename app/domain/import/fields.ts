/** What a petition is made of, under the names that the national petitions' archive uses. */
export const FIELDS = ["title", "content", "category", "begin", "end", "num_agree", "petition_idx"] as const;
export type Field = (typeof FIELDS)[number];

/** Our field → the name it has in the file. */
export type FieldMap = Record<Field, string>;

export const DEFAULT_FIELDS: FieldMap = {
  title: "title",
  content: "content",
  category: "category",
  begin: "begin",
  end: "end",
  num_agree: "num_agree",
  petition_idx: "petition_idx",
};

/**
 * The map that `--map` options describe.
 *
 * @param pairs each `field=theirField`; what is not named keeps its own name
 * @throws an error for people, naming the pair
 */
export function readFieldMap(pairs: string[]): FieldMap {
  const map = { ...DEFAULT_FIELDS };
  for (const pair of pairs) {
    const [field, theirs] = splitOnce(pair);
    if (!isField(field) || theirs === "") {
      throw new Error(`--map ${pair}: write field=theirField, where field is one of ${FIELDS.join(", ")}.`);
    }
    map[field] = theirs;
  }
  return map;
}

/** The pairs that differ from the default, in one order whatever order they were given in. */
export function changedFields(map: FieldMap): string[] {
  return FIELDS.filter((field) => map[field] !== DEFAULT_FIELDS[field]).map(
    (field) => `${field}=${map[field]}`,
  );
}

function splitOnce(pair: string): [string, string] {
  const at = pair.indexOf("=");
  return at === -1 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}

function isField(name: string): name is Field {
  return FIELDS.some((field) => field === name);
}
