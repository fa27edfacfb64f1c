/**
 * Lets pages of other sites read an answer (Fetch standard, CORS protocol), as anybody: with `*` a browser hands over
 * nothing that it fetched with cookies. For what everybody gets alone: nothing that writes, nothing of somebody's own.
 */
export function openToOthers(answer: Response): Response {
  answer.headers.set("Access-Control-Allow-Origin", "*");
  answer.headers.set("Access-Control-Expose-Headers", "ETag, Retry-After");
  return answer;
}
