/** How much there may be of what, and from when on something is shown. */

/** As people see characters: a family of emoji is one. */
export const STATEMENT_LIMITS = { min: 5, max: 140 };
/** Statements of a matter that stand. */
export const MOST_STATEMENTS = 200;
/** Statements of one person in a matter, with those that were hidden. */
export const MOST_OF_PERSON = 10;

/** A map is drawn above this many people. */
const SHOWN_ABOVE = 30;
export const FEWEST_PEOPLE = SHOWN_ABOVE + 1;
/** Two statements have two axes and nothing to find. */
export const FEWEST_STATEMENTS = 5;
/** Whoever voted on fewer says too little of where they stand (Polis asks for as many). */
const ENOUGH_VOTES = 7;
/** Fewer than so many people are no group of the map, no circle, no number in a table, and no reason to draw it anew. */
export const FEWEST_TOGETHER = 5;
export const MOST_GROUPS = 5;
/** With so many it takes about a second; of more, so many are drawn by lot. */
export const MOST_PEOPLE = 2_000;

/** On how many statements somebody must have voted, of so many; of too few for a map nobody has. */
export const enoughOf = (statements: number): number =>
  Math.min(ENOUGH_VOTES, Math.max(FEWEST_STATEMENTS, statements));
