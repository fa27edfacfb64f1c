/** Whether somebody speaks for a proposal as its author. */
export const isAuthorOf = (matter: { author_id: number | null }, personId: number | undefined): boolean =>
  personId !== undefined && matter.author_id === personId;
