/** How many items a page of each list of the API has at most. */
export const API_PAGE_SIZES = {
  proposals: 20,
  forums: 20,
  drives: 20,
  polls: 20,
  votes: 20,
  duties: 50,
  opinions: 50,
  comments: 50,
  messages: 50,
  search: 20,
  events: 500,
  checkpoints: 100,
  spaces: 100,
} as const;
