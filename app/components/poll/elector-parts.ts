/** Who may take part, with the names of districts in the reader's language. */
export interface NamedElectors {
  residents: boolean;
  districts?: readonly string[] | null;
  minAge?: number;
  maxAge?: number;
  roll?: string;
}

type Part = "all" | "roll" | "residents" | "districts" | "ages" | "from" | "upTo";

/** Who may take part, as the texts (`polls:who`) that say it, each with what stands in it. */
export function electorParts({
  residents,
  districts,
  minAge,
  maxAge,
  roll,
}: NamedElectors): [Part, { districts?: string; min?: number; max?: number }][] {
  const parts: ReturnType<typeof electorParts> = [];
  if (roll) parts.push(["roll", {}]);
  if (districts) parts.push(["districts", { districts: districts.join(", ") }]);
  else if (residents) parts.push(["residents", {}]);
  if (minAge !== undefined && maxAge !== undefined) parts.push(["ages", { min: minAge, max: maxAge }]);
  else if (minAge !== undefined) parts.push(["from", { min: minAge }]);
  else if (maxAge !== undefined) parts.push(["upTo", { max: maxAge }]);
  return parts.length === 0 ? [["all", {}]] : parts;
}
