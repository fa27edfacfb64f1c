/** A list grows by as many pages in one; more would be a page that is long to make and long to read. */
export const MOST_PAGES = 8;
