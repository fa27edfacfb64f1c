import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { MOST_COMPARED, readComparable, readComparison } from "#app/domain/kinds/poll/read-comparison.ts";
import { findMatterHere } from "#app/doors/matter-param.ts";

/**
 * The polls that an address names: `ids=12,40`, or `ids=12&ids=40` as a form of boxes says it; each once.
 *
 * @throws PortalError "bad-request" for more than four, "not-found" for one that the reader may not find
 */
async function pollsAsked(url: URL, context: AppLoadContext): Promise<number[]> {
  const named = new Set(url.searchParams.getAll("ids").flatMap((ids) => ids.split(",").filter(Boolean)));
  if (named.size > MOST_COMPARED) throw new PortalError("bad-request");
  const found = await Promise.all([...named].map((name) => findMatterHere(context, name)));
  return found.map((matter) => {
    if (!matter) throw new PortalError("not-found");
    return matter.id;
  });
}

/** What the page of several polls shows. @throws PortalError "bad-request", "not-found" */
export async function comparisonOf(url: URL, context: AppLoadContext) {
  const { portal, directory, language } = context;
  const spaceId = directory.space.id;
  const now = portal.clock.now();
  const ids = await pollsAsked(url, context);
  const [comparison, latest] = await Promise.all([
    readComparison(portal.db, spaceId, ids, language, now),
    readComparable(portal.db, spaceId, language, now),
  ]);
  const others = latest.filter(({ id }) => !ids.includes(id));
  return {
    polls: comparison.polls.map(({ id, title, opensAt, closesAt, participants, hasResults }) => ({
      id,
      title,
      opensAt,
      closesAt,
      participants,
      hasResults,
    })),
    questions: comparison.questions,
    offered: [...comparison.polls, ...others].map(({ id, title, closesAt }) => ({
      id,
      title,
      closesAt,
      chosen: ids.includes(id),
    })),
  };
}

export type ComparisonData = Awaited<ReturnType<typeof comparisonOf>>;
