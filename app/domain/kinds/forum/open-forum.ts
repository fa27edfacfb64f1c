import { nextCount, thresholdsOfRules, writeThresholds } from "#app/domain/threshold/write-thresholds.ts";
import type { Tx } from "#db/client.ts";
import { insertForum } from "#db/queries/forums.ts";
import { copyTranslations, findMatter, insertMatter } from "#db/queries/matters.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";

/**
 * Opens the forum of a proposal, under the rules that the proposal was published under.
 *
 * @returns its id and title
 */
export async function openForum(
  tx: Tx,
  { id: proposalId, space_id: spaceId }: { id: number; space_id: number },
  at: Date,
  closesAt: Date,
): Promise<{ id: number; title: string }> {
  const proposal = await findMatter(tx, spaceId, proposalId, "proposal");
  if (!proposal) throw new Error(`There is no proposal ${proposalId}.`);
  const { title, language, category, district, author_id, rule_set_id, visibility } = proposal;
  const thresholds = rule_set_id === null ? [] : await thresholdsOfRules(tx, rule_set_id, "forum");
  const id = await insertMatter(tx, {
    space_id: spaceId,
    kind: "forum",
    state: "open",
    title,
    body: "",
    language,
    category,
    district,
    author_id,
    rule_set_id,
    visibility,
    opened_at: at,
    opens_at: at,
    closes_at: closesAt,
    withdrawable_until: closesAt,
    updated_at: at,
    next_threshold: nextCount(thresholds, 0),
  });
  await writeThresholds(tx, id, thresholds);
  await insertForum(tx, { matter_id: id, proposal_id: proposalId });
  await copyTranslations(tx, proposalId, id);
  await noteSearchChanges(tx, [{ kind: "forum", id }]);
  return { id, title };
}
