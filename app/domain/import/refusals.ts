/** Why a line was not imported, as a closed list, and how it is said. Those below the gap speak of one field. */
const REASONS = {
  "line-too-long": "it is longer than 4 MiB",
  "not-utf8": "it is not UTF-8",
  "not-json": "it is not JSON",
  "not-an-object": "it is JSON, but not an object",
  "not-a-petition": "it is not a petition as we know them",

  missing: "is missing",
  "not-text": "is not text",
  "too-long": "is longer than 100,000 characters",
  "bad-date": "is not a day of the calendar as YYYY-MM-DD",
  "ends-too-early": "is before its beginning",
  "bad-count": "is not a whole number from 0 to 2,147,483,647",
  "bad-id": "is not an id: text of 1 to 100 characters, or a whole number",
} as const;

export type RefusalCode = keyof typeof REASONS;

export interface Refusal {
  code: RefusalCode;
  /** The field by its name in the file; null when the whole line is at fault. */
  field: string | null;
}

export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(REASONS, code);
}

/** Such as "title is missing". */
export function describeRefusal({ code, field }: Refusal): string {
  return field === null ? REASONS[code] : `${field} ${REASONS[code]}`;
}
