import { normalise, pairGrams, withoutSpaces } from "#search/text.ts";

/**
 * From here on two statements are shown to one another as nearly the same. Of pairs about one bus, "30분마다 운행해야
 * 합니다" and "30분마다 운행해 주세요" have 0.7, and what asks for the contrary, "20분마다 …", still 0.75: so a likeness is
 * pointed out and never refused.
 */
const NEARLY_THE_SAME = 0.55;
const MOST_SHOWN = 3;

/** Which of some statements say nearly the same as a text, likest first: by their pairs of letters (Dice 1945). */
export function nearlyTheSame<T extends { body: string }>(text: string, statements: readonly T[]): T[] {
  const asked = pairsOf(text);
  return statements
    .map((statement) => ({ statement, alike: dice(asked, pairsOf(statement.body)) }))
    .filter(({ alike }) => alike >= NEARLY_THE_SAME)
    .sort((one, other) => other.alike - one.alike)
    .slice(0, MOST_SHOWN)
    .map(({ statement }) => statement);
}

const pairsOf = (text: string) => pairGrams(withoutSpaces(normalise(text)));

function dice(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const both = one.size + other.size;
  return both === 0 ? 0 : (2 * [...one].filter((gram) => other.has(gram)).length) / both;
}
