import { type DutySummary, readDuty, readDutyList } from "#app/domain/duty/read-duties.ts";
import { PortalError } from "#app/domain/errors.ts";
import { KINDS } from "#app/domain/kinds.ts";
import { readTitles } from "#app/domain/matter/titles.ts";
import { may, postsIn, type Viewer } from "#app/domain/person/permissions.ts";
import type { Queryable } from "#db/client.ts";
import type { Language } from "#db/tables/language.ts";

/** Enough for any desk in its first years; a desk that owes more is told so. */
const UNMET_SHOWN = 100;
const MET_SHOWN = 20;

/** The offices whose duties a viewer works on: their own; `undefined` stands for all of them. */
function officesOf(viewer: Viewer, spaceId: number): (number | undefined)[] {
  const posts = postsIn(viewer, spaceId);
  if (posts.some((post) => post.role === "admin")) return [undefined];
  const own = posts
    .filter(({ role }) => role === "officer" || role === "mayor" || role === "head")
    .map((post) => post.officeId);
  return [...new Set(own)].filter((id) => id !== null);
}

/** A desk of a space: what its offices owe, overdue and open ones soonest first, and what they answered lately. */
export async function readDesk(
  db: Queryable,
  spaceId: number,
  viewer: Viewer,
  language: Language,
  now: Date,
) {
  const offices = officesOf(viewer, spaceId);
  const read = async (state: "overdue" | "open" | "met", most: number) => {
    const lists = await Promise.all(
      offices.map((officeId) => readDutyList(db, spaceId, { state, officeId, cursor: null }, now, most)),
    );
    return {
      items: lists.flatMap((list) => list.items),
      more: lists.some((list) => list.next !== null),
    };
  };
  const [overdue, open, met] = await Promise.all([
    read("overdue", UNMET_SHOWN),
    read("open", UNMET_SHOWN),
    read("met", MET_SHOWN),
  ]);
  const soonest = (a: DutySummary, b: DutySummary) => a.dueAt.localeCompare(b.dueAt) || a.id - b.id;
  const latest = (a: DutySummary, b: DutySummary) => (b.metAt ?? "").localeCompare(a.metAt ?? "");
  const all = [...overdue.items, ...open.items, ...met.items];
  return {
    officeIds: offices.filter((id) => id !== undefined),
    overdue: overdue.items.sort(soonest),
    open: open.items.sort(soonest),
    met: met.items.sort(latest),
    more: overdue.more || open.more,
    titles: await readTitles(
      db,
      spaceId,
      all.map((duty) => duty.matter.id),
      language,
    ),
  };
}

/**
 * One duty on the desk of its office, with all that is needed to answer it.
 *
 * @throws PortalError "not-found", or "not-permitted" when it is another office's
 */
export async function readDeskDuty(
  db: Queryable,
  spaceId: number,
  viewer: Viewer,
  id: number,
  language: Language,
  now: Date,
) {
  const duty = await readDuty(db, spaceId, id, now);
  const offices = officesOf(viewer, spaceId);
  if (!offices.includes(undefined) && !offices.includes(duty.officeId))
    throw new PortalError("not-permitted");
  // What the law asks for is done by acts at the matter, not answered here.
  const { readForReply } = KINDS[duty.matter.kind];
  if (duty.byLaw || !readForReply) throw new PortalError("not-found");
  const reading = { spaceId, language, now };
  const { proposalId } = duty;
  const [about, origin] = await Promise.all([
    readForReply(db, duty.matter.id, reading),
    // What came from a proposal is answered with it in view.
    proposalId === null ? null : KINDS.proposal.readForReply(db, proposalId, reading),
  ]);
  return {
    ...duty,
    mayReply: may(viewer, "duty.reply", { space: spaceId, office: duty.officeId }),
    versions: about.duties.find((candidate) => candidate.id === id)?.replies ?? [],
    proposal: about.proposal ?? origin?.proposal ?? null,
    forum: about.forum,
  };
}
