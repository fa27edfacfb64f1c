/** All votes on a question. */
export const votesOf = (choices: readonly { votes: number }[]): number =>
  choices.reduce((sum, { votes }) => sum + votes, 0);
