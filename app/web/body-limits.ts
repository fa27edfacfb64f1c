/** The most bytes of a request's body that is not an upload: JSON on the API, a form's fields on the pages. */
export const LARGEST_TEXT_BYTES = 256 * 1024;
