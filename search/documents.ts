import { markdownToPlain } from "#app/platform/markdown.ts";
import type { Queryable } from "#db/client.ts";
import { PHASE_OF } from "#db/drive-phases.ts";
import { listSearchSources, type SearchSource } from "#db/queries/search-sources.ts";
import type { DocumentRef, DocumentState, SearchDocument } from "#db/search-document.ts";
import { keyOf } from "./engine.ts";

/** Texts longer than this are cut for the index: the longest that people can write here is below it. */
const LONGEST_TEXT = 60_000;

/**
 * The documents of these things as they stand now, and those of them that must not be found (any more).
 *
 * Only public text goes in: no author, no name, nobody's support. Run it after taking what changed and under the
 * index lock, so that what is written last is what was read last.
 */
export async function readDocuments(
  db: Queryable,
  refs: readonly DocumentRef[],
  now: Date,
): Promise<{ documents: SearchDocument[]; gone: DocumentRef[] }> {
  const documents = (await listSearchSources(db, refs)).map((source) => documentOf(source, now));
  const found = new Set(documents.map(keyOf));
  return { documents, gone: refs.filter((ref) => !found.has(keyOf(ref))) };
}

function documentOf(source: SearchSource, now: Date): SearchDocument {
  const texts = [source.body, source.more ?? ""].filter((text) => text !== "");
  return {
    kind: source.kind,
    id: source.id,
    spaceId: source.space_id,
    matterId: source.matter_id,
    language: source.language,
    title: source.title,
    otherTitles: source.other_titles ?? "",
    text: markdownToPlain(texts.join("\n\n")).slice(0, LONGEST_TEXT).toWellFormed(),
    category: source.category,
    district: source.district,
    state: stateOf(source, now),
    office: source.office,
    year: yearInSeoul(source.published_at),
    publishedAt: source.published_at,
    supportCount: source.support_count,
  };
}

/** As `proposalStage` (domain) has it; the domain stands above search, so it cannot be asked here. */
function stateOf(source: SearchSource, now: Date): DocumentState | null {
  const over = source.matter_state === "closed" || source.closes_at < now;
  switch (source.kind) {
    case "proposal":
      if (source.unmet > 0) return "awaiting";
      if (source.met > 0) return "answered";
      return over ? "closed" : "gathering";
    case "forum":
      return over ? "closed" : "open";
    case "drive":
      return source.drive_stage && PHASE_OF[source.drive_stage];
    case "reply":
      return source.decision;
    case "opinion":
      return null;
  }
}

const seoulYear = new Intl.DateTimeFormat("en", { timeZone: "Asia/Seoul", year: "numeric" });
const yearInSeoul = (date: Date) => Number(seoulYear.format(date));
