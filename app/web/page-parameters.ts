import { isLanguage } from "#app/i18n/settings.ts";

/**
 * The parameters that each page's address may have: all that its loader and its parts read. Any other is taken away
 * before the page is asked for, so that `?utm_source=…` or `?z=RANDOM` is the page that everybody gets and no fresh
 * render, and a page that is cached cannot depend on what is not in its key. A parameter that is missing here is not
 * there for its page: that shows at once.
 */
export const PAGE_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  "routes/acts.$token": ["to"],
  "routes/auth.failed": ["why", "returnTo"],
  "routes/clerk.drives.$id.doubtful": ["decided", "overtaken"],
  "routes/clerk.drives.$id.list": ["fault"],
  "routes/clerk.drives.$id.paper": ["before"],
  "routes/clerk.drives.$id.sheets.$number": ["corrected"],
  "routes/demo.outbox": ["cursor"],
  "routes/desk.duties.$id": ["published"],
  "routes/drafts.$id": ["check"],
  "routes/drives._index": ["kind", "stage", "category", "sort", "cursor", "pages"],
  "routes/drives.$id": ["done"],
  "routes/drives.$id_.objection": ["done"],
  "routes/drives.$id_.receipt": ["done"],
  "routes/drives.applications.$id": ["step", "saved"],
  "routes/drives.applications.$id_.join": ["token"],
  "routes/duties": ["state", "office", "district", "since", "kept", "decision", "first", "cursor"],
  "routes/forums._index": ["cursor", "pages"],
  "routes/forums.$id": ["stance", "order", "cursor", "given"],
  "routes/forums.$id_.map": ["added", "there", "list"],
  "routes/ledger": ["before"],
  "routes/map": ["category", "district"],
  "routes/me": ["show", "saved"],
  "routes/me_.keys": ["revoked"],
  "routes/me_.notices": ["cursor"],
  "routes/me_.notices_.settings": ["saved"],
  "routes/moderation.duplicates": ["show", "cursor", "done"],
  "routes/operator.keys": ["revoked"],
  "routes/operator.map": ["done"],
  "routes/operator.search-words": ["edit", "done"],
  "routes/operator.statutes": ["from", "published"],
  "routes/desk.polls.$id": ["done"],
  "routes/desk.polls.$id_.test-run": ["by"],
  "routes/polls._index": ["state", "sort", "cursor", "pages"],
  "routes/polls.compare": ["ids"],
  "routes/polls.$id": ["done", "from"],
  "routes/polls.$id_.map": ["added", "there", "list"],
  "routes/polls.$id_.results": ["by"],
  "routes/polls.$id_.texts.$question": ["q", "cursor"],
  "routes/votes._index": ["cursor", "pages"],
  "routes/desk.votes.$id": ["done"],
  "routes/desk.votes.$id_.count": ["done"],
  "routes/proposals._index": [
    ...["category", "district", "status", "state", "stage", "source", "since", "origin", "step"],
    ...["sort", "cursor", "pages"],
  ],
  "routes/proposals.$id": ["published", "done", "cursor"],
  "routes/proposals.new": ["draft"],
  "routes/matters.$id.report": ["opinion", "reply", "statement", "comment", "background"],
  "routes/moderation.reports": ["show", "cursor", "done"],
  "routes/q._index": ["code"],
  "routes/q.$name": ["made", "voted", "refused", "done"],
  "routes/q.$name_.manage": ["done"],
  "routes/receipts": ["leaf"],
  "routes/results": ["range", "district"],
  "routes/search._index": [
    "q",
    "kind",
    "category",
    "district",
    "state",
    "office",
    "year",
    "sort",
    "page",
    "exact",
  ],
  "routes/spaces": ["cursor"],
  "routes/unsubscribe": ["t"],
};

/** Which route an action is meant for, of those at one address; and which loaders a page's script asks. */
const OF_THE_FRAMEWORK = ["index", "_routes"];

/**
 * The address of a page with the parameters that it knows.
 *
 * @param routeId see route-table.ts; a page's
 * @param framework keeps what the framework adds to the requests of a page's script and to writes
 */
export function knownAddress(url: URL, routeId: string, { framework }: { framework: boolean }): URL {
  return addressWith(url, [...(PAGE_PARAMETERS[routeId] ?? []), ...(framework ? OF_THE_FRAMEWORK : [])]);
}

/**
 * The address with these parameters and the language, each name's together and the names in the order in which they are
 * given: what is asked for has one.
 */
export function addressWith(url: URL, names: readonly string[]): URL {
  const known = new URLSearchParams();
  for (const name of names) for (const value of url.searchParams.getAll(name)) known.append(name, value);
  const language = url.searchParams.get("lang");
  if (isLanguage(language)) known.set("lang", language);
  const address = new URL(url);
  address.search = known.toString();
  return address;
}
