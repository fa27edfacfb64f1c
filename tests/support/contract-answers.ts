/** What the outside contract answers of a whole portal, each address with its answer: comparable between versions. */
export type Answers = Record<string, unknown>;

interface Listed {
  items: Record<string, unknown>[];
  next: string | null;
}

/** Lists that are read to their end. */
const LISTS = [
  "/api/v1/proposals",
  "/api/v1/drives",
  "/api/v1/duties?state=open",
  "/api/v1/duties?state=overdue",
  "/api/v1/duties?state=met",
  "/api/v1/events",
];
/** Of these the order alone: the items are those of the lists above. */
const ORDERS = [
  "/api/v1/proposals?sort=agreed",
  "/api/v1/proposals?sort=closing",
  "/api/v1/proposals?sort=closest",
  "/api/v1/proposals?state=closed",
  "/api/v1/proposals?state=withdrawn",
  "/api/v1/proposals?category=transport&district=garam",
  "/api/v1/drives?sort=signed",
  "/api/v1/drives?sort=closing",
  "/api/v1/drives?stage=collecting",
  "/api/v1/drives?kind=ordinance-petition",
];

/**
 * Reads everything that the contract says of matters, duties, receipts and the ledger, as anybody, and as somebody
 * whose session began under the version that is compared with.
 *
 * @param cookie of that session; its owner signed a drive
 * @param leaves of receipts, in hex
 */
export async function readAnswers(
  origin: string,
  { cookie, leaves }: { cookie: string; leaves: readonly string[] },
): Promise<Answers> {
  const answers: Answers = {};
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${origin}${path}`, { headers });
    const body: unknown = await response.json();
    return response.ok ? body : { status: response.status, body };
  };
  const ask = async (path: string) => {
    answers[path] = await get(path);
  };
  await ask("/api/v1/rules");
  const listed = new Map<string, Record<string, unknown>[]>();
  for (const path of [...LISTS, ...ORDERS]) {
    const items: Record<string, unknown>[] = [];
    let next: string | null = null;
    do {
      const more: string =
        next === null ? "" : `${path.includes("?") ? "&" : "?"}${cursorName(path)}=${next}`;
      const page = await get(path + more);
      if (!isList(page)) throw new Error(`${path}: ${JSON.stringify(page)}`);
      items.push(...page.items);
      next = page.next;
    } while (next !== null);
    listed.set(path, items);
    answers[path] = ORDERS.includes(path) ? items.map(({ id }) => id) : items;
  }
  const ids = (path: string) => (listed.get(path) ?? []).map(({ id }) => Number(id));
  // One series of ids for all matters: what is of another kind, or not listed, has its answer too.
  const last = Math.max(...ids("/api/v1/proposals"), ...ids("/api/v1/drives"));
  for (let id = 1; id <= last + 1; id += 1) {
    for (const kind of ["proposals", "forums", "drives"]) await ask(`/api/v1/${kind}/${id}`);
    const receipt = `/api/v1/drives/${id}/receipt`;
    answers[`${receipt} of the session's owner`] = await get(receipt, { Cookie: cookie });
    if (Object(answers[`/api/v1/forums/${id}`]).id !== id) continue;
    await ask(`/api/v1/forums/${id}/opinions`);
    await ask(`/api/v1/forums/${id}/opinions?sort=newest`);
  }
  for (const state of ["open", "overdue", "met"])
    for (const id of ids(`/api/v1/duties?state=${state}`)) await ask(`/api/v1/duties/${id}`);
  for (const leaf of leaves) await ask(`/api/v1/receipts/${leaf}`);
  return answers;
}

const cursorName = (path: string) => (path === "/api/v1/events" ? "after" : "cursor");

function isList(answer: unknown): answer is Listed {
  return typeof answer === "object" && answer !== null && "items" in answer && Array.isArray(answer.items);
}
