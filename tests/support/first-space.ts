/** The space of a test database that has the plain addresses. */
export const FIRST_SPACE = 1;
