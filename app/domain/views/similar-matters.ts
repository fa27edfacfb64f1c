import { summariesOf } from "#app/domain/kinds/drive/browse-drives.ts";
import type { ProposalStage } from "#app/domain/kinds/proposal/stage.ts";
import { summarise } from "#app/domain/kinds/proposal/summaries.ts";
import type { Queryable } from "#db/client.ts";
import { listForumsOfProposals } from "#db/queries/forums.ts";
import { listMattersByIds } from "#db/queries/matter-lists.ts";
import type { DriveStage } from "#db/tables/drive.ts";
import type { Language } from "#db/tables/language.ts";
import type { RuleMatterKind } from "#db/tables/threshold.ts";
import type { Searcher } from "#search/engine.ts";

interface SimilarProposal {
  kind: RuleMatterKind;
  id: number;
  title: string;
  /** For a forum "gathering" while it is open. */
  stage: ProposalStage;
  /** Agreements, or a forum's participants. */
  supportCount: number;
  importedCount: number | null;
  /** The next number that means something; null when there is none (any more). */
  nextThreshold: number | null;
}

interface SimilarDrive {
  kind: "drive";
  id: number;
  title: string;
  stage: DriveStage;
  /** What the law calls such a drive, in the reader's language. */
  kindName: string;
  /** Signatures. */
  supportCount: number;
  required: number;
}

export type SimilarMatter = SimilarProposal | SimilarDrive;

/** The kinds that say what somebody wants done: what may be like one another. */
export const SIMILAR_KINDS = ["proposal", "forum", "drive"] as const;

/** As many as one looks through while writing. */
const SHOWN = 5;
/** A title of one or two letters is like everything. */
const SHORTEST_TITLE = 3;
/**
 * What is called similar while somebody writes. Measured on the demonstration's 114 proposals: of a whole text the
 * nearest other one lies below 0.25 for 95 of 100, but while one writes there are two sentences, and those have
 * something like them at up to 0.42 that speaks of something else; what asks for the same lies at 0.47 to 0.9. A title
 * alone shares its "please make …" with many, and the nearest other one lies below 0.4 for 90 of 100.
 */
const FLOOR_OF_TITLE = 0.4;
const FLOOR_OF_TEXT = 0.45;
const SHORTEST_TEXT = 30;

/** Matters that speak of what is being written, likest first, as far as they may be seen; five at most. */
export async function readSimilar(
  db: Queryable,
  engine: Searcher,
  wanted: { spaceId: number; title: string; text: string },
  language: Language,
  now: Date,
): Promise<SimilarMatter[]> {
  if ([...wanted.title.trim()].length < SHORTEST_TITLE) return [];
  const floor = wanted.text.trim().length < SHORTEST_TEXT ? FLOOR_OF_TITLE : FLOOR_OF_TEXT;
  const hits = await engine.similar({ ...wanted, kinds: SIMILAR_KINDS, limit: SHOWN * 2 });
  const ids = hits.filter(({ score }) => score >= floor).map(({ id }) => id);
  return (await readMatters(db, wanted.spaceId, ids, language, now)).slice(0, SHOWN);
}

/**
 * These matters of a space as a list shows them, in their order; without what may not be seen, and forums that stand beside their
 * proposal.
 */
export async function readMatters(
  db: Queryable,
  spaceId: number,
  ids: readonly number[],
  language: Language,
  now: Date,
): Promise<SimilarMatter[]> {
  if (ids.length === 0) return [];
  const wanted = [...ids];
  const [rows, forums, drives] = await Promise.all([
    listMattersByIds(db, spaceId, wanted, language),
    listForumsOfProposals(db, wanted),
    summariesOf(db, spaceId, wanted, language),
  ]);
  // A forum has its proposal's title: both would read as the same line twice.
  const twice = new Set(forums.values());
  const summaries = await summarise(db, rows, now);
  const byId = new Map(summaries.map((summary, index) => [summary.id, { summary, kind: rows[index]?.kind }]));
  return wanted.flatMap((id): SimilarMatter[] => {
    const drive = drives.get(id);
    if (drive) {
      const { title, stage, kindName, supportCount, required } = drive;
      return [{ kind: "drive", id, title, stage, kindName: kindName[language], supportCount, required }];
    }
    const { summary, kind } = byId.get(id) ?? {};
    if (!summary || !kind || kind === "drive" || summary.state === "withdrawn" || twice.has(id)) return [];
    const { title, stage, supportCount, importedCount, nextThreshold } = summary;
    return [{ kind, id, title, stage, supportCount, importedCount, nextThreshold }];
  });
}
