import { type RawBuilder, sql } from "kysely";
import type { Queryable } from "../../client.ts";
import {
  type Check,
  canonicalTexts,
  check,
  fileHash,
  isOlder,
  linesOf,
  type Mismatch,
  objectedUntil,
  textHash,
  unrecordedUntil,
} from "./check.ts";

/** Lines of before called two texts by their own names: what people sign, and a statute. */
const HASHLESS = sql<boolean>`coalesce(data ->> 'text', data ->> 'draft', data ->> 'definition') is null`;

/** Lines about a text without its hash, written after the ledger began to have them. */
export function findUnhashed(db: Queryable, spaceId: number, kinds: readonly string[]) {
  return db
    .selectFrom("event")
    .select(["event.seq as line", "event.matter_id as matter"])
    .where("event.space_id", "=", spaceId)
    .where("kind", "in", kinds)
    .where(
      "event.seq",
      ">",
      sql<number>`(
      select min(seq) from event where space_id = ${spaceId} and data ? 'text')`,
    )
    .where(HASHLESS)
    .orderBy("event.seq")
    .limit(1)
    .executeTakeFirst();
}

/** How many lines are about a text and have no hash of it. */
export async function countUnhashed(
  db: Queryable,
  spaceId: number,
  kinds: readonly string[],
): Promise<number> {
  const { count } = await db
    .selectFrom("event")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("space_id", "=", spaceId)
    .where("kind", "in", kinds)
    .where(HASHLESS)
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Rows that are texts, against the lines about them: every line has its row, and every row its line.
 *
 * @param rows selects `key` (text), `hash` (of the text; null: it is sealed), `matter`, `excused` (it may have no line), and `same`: what
 *   else the line says of it must be contained in this JSON
 * @param key of a line, from its `data` and `matter_id`
 */
function rowsAgainstLines(
  kinds: readonly string[],
  key: RawBuilder<unknown>,
  rows: (spaceId: number) => RawBuilder<unknown>,
): Check {
  return check(
    (spaceId) => sql<Mismatch>`
      with lines as (select seq, matter_id, data, ${key} as key from (${linesOf(spaceId, ...kinds)}) line),
        texts as (${rows(spaceId)})
      select seq as line, coalesce(matter_id, texts.matter) as matter
      from lines full join texts using (key)
      where case when seq is null then not excused
        else texts.matter is null or coalesce(data ->> 'text' <> hash, false) or not data @> same end
      order by seq nulls last, texts.matter limit 1`,
  );
}

const NOTHING_ELSE = sql`'{}'::jsonb`;

/** The title and body that stand are those of the last line about them. */
const proposalText = check(
  (spaceId) => sql<Mismatch>`
    select seq as line, matter_id as matter from (
      select distinct on (matter_id) matter_id, seq, data
      from (${linesOf(spaceId, "published", "text-changed", "imported")}) line order by matter_id, seq desc
    ) line join matter on matter.id = matter_id
    where data ->> 'text' <> ${textHash(canonicalTexts({ title: sql`title`, body: sql`body` }))}
    order by seq limit 1`,
);

/** A picture as its line has it; a caption only where there is one, so that a line of before has the same hash. */
const SHOWN = { alt: sql`alt`, file: fileHash(sql`bytes`), picture: sql`picture.id` };

/**
 * The pictures of a proposal are those that it was published with. Lines of before have nothing of them, up to the first
 * that does.
 */
const proposalPictures = check(
  (spaceId) => sql<Mismatch>`
    with lines as (${linesOf(spaceId, "published")}), shown as (
      select matter_id, ${textHash(
        sql`'[' || string_agg(case caption when '' then ${canonicalTexts(SHOWN)}
          else ${canonicalTexts({ ...SHOWN, caption: sql`caption` })} end, ',' order by picture.position) || ']'`,
      )} as hash
      from picture join matter on matter.id = matter_id where space_id = ${spaceId} group by matter_id
    )
    select seq as line, matter_id as matter from lines full join shown using (matter_id)
    where case when data ? 'pictures' then data ->> 'pictures' is distinct from hash
      else hash is not null and (seq is null or seq > (select min(seq) from lines where data ? 'pictures')) end
    order by seq nulls last, matter_id limit 1`,
);

/** A forum goes by the title that it was opened with, or by the question that was put over it later. */
const forumTitle = check(
  (spaceId) => sql<Mismatch>`
    select seq as line, forum as matter from (
      select distinct on (forum) forum, seq, data from (
        select coalesce((data ->> 'forum')::bigint, matter_id) as forum, seq, data
        from (${linesOf(spaceId, "forum-opened", "question-set")}) line
      ) line order by forum, seq desc
    ) line left join matter on matter.id = forum and matter.kind = 'forum'
    where matter.id is null or data ->> 'text' <> ${textHash(sql`title`)}
    order by seq limit 1`,
);

const supplements = rowsAgainstLines(
  ["supplemented"],
  sql`matter_id || '/' || (data ->> 'supplement')`,
  (spaceId) => sql`
    select matter_id || '/' || position as key, matter_id as matter, ${textHash(sql`supplement.body`)} as hash,
      false as excused, ${NOTHING_ELSE} as same
    from supplement join matter on matter.id = matter_id where space_id = ${spaceId}`,
);

const replies = rowsAgainstLines(
  ["replied"],
  sql`(data ->> 'duty') || '/' || (data ->> 'version')`,
  (spaceId) => sql`
    select duty_id || '/' || version as key, matter_id as matter, ${textHash(sql`reply.body`)} as hash,
      false as excused, jsonb_build_object('decision', decision) as same
    from reply join duty on duty.id = duty_id where space_id = ${spaceId}`,
);

const background = rowsAgainstLines(
  ["background"],
  sql`matter_id || '/' || (data ->> 'number')`,
  (spaceId) => sql`
    select forum_id || '/' || number as key, forum_id as matter,
      ${textHash(
        canonicalTexts({
          title: sql`background.title`,
          body: sql`background.body`,
          url: sql`background.url`,
        }),
      )} as hash,
      added_at is null and ${isOlder(spaceId)} as excused, ${NOTHING_ELSE} as same
    from background join matter on matter.id = forum_id where space_id = ${spaceId}`,
);

/** What was taken off a forum's page is off it, and nothing else is. */
const backgroundRemoved = check(
  (spaceId) => sql<Mismatch>`
    select line.seq as line, coalesce(line.matter_id, item.forum_id) as matter
    from (${linesOf(spaceId, "background-removed")}) line
    full join (
      select forum_id, number from background join matter on matter.id = forum_id
      where space_id = ${spaceId} and removed_at is not null
    ) item on item.forum_id = line.matter_id and item.number = (line.data ->> 'number')::int
    where line.seq is null or item.number is null
    order by line.seq nulls last limit 1`,
);

const opinions = rowsAgainstLines(
  ["opinion"],
  sql`(data ->> 'opinion') || '/' || (data ->> 'version')`,
  (spaceId) => sql`
    select opinion_id || '/' || said.version as key, forum_id as matter, ${textHash(sql`said.body`)} as hash,
      written_at <= ${unrecordedUntil(spaceId)} as excused, jsonb_build_object('stance', said.stance) as same
    from opinion_version said join opinion on opinion.id = opinion_id join matter on matter.id = forum_id
    where space_id = ${spaceId}`,
);

/** What is shown of an opinion is its last version. */
const standingOpinions = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, forum_id as matter
    from opinion join matter on matter.id = forum_id
    left join opinion_version said on said.opinion_id = opinion.id and said.version = opinion.version
    where space_id = ${spaceId} and (said.body, said.stance) is distinct from (opinion.body, opinion.stance)
    order by opinion.id limit 1`,
);

const opinionReplies = rowsAgainstLines(
  ["opinion-replied"],
  sql`data ->> 'reply'`,
  (spaceId) => sql`
    select opinion_reply.id::text as key, forum_id as matter, ${textHash(sql`opinion_reply.body`)} as hash,
      opinion_reply.created_at <= ${unrecordedUntil(spaceId)} as excused,
      jsonb_build_object('opinion', opinion_id) as same
    from opinion_reply join opinion on opinion.id = opinion_id join matter on matter.id = forum_id
    where space_id = ${spaceId}`,
);

const statements = rowsAgainstLines(
  ["statement"],
  sql`data ->> 'statement'`,
  (spaceId) => sql`
    select statement.id::text as key, matter_id as matter, ${textHash(sql`statement.body`)} as hash, false as excused,
      ${NOTHING_ELSE} as same
    from statement join matter on matter.id = matter_id where space_id = ${spaceId}`,
);

/** What a moderator took off the page and did not put back is off it, for that reason, and nothing else is. */
const statementsHidden = check(
  (spaceId) => sql<Mismatch>`
    select line.seq as line, coalesce(line.matter_id, hidden.matter_id) as matter
    from (
      select * from (
        select distinct on ((data ->> 'statement')::bigint) * from (
          select *, true as hides from (${linesOf(spaceId, "statement-hidden")}) hiding
          union all select *, false from (${linesOf(spaceId, "statement-shown")}) showing) said
        order by (data ->> 'statement')::bigint, seq desc
      ) last where hides
    ) line
    full join (
      select statement.id, matter_id, hidden_reason from statement join matter on matter.id = matter_id
      where space_id = ${spaceId} and hidden_at is not null
    ) hidden on hidden.id = (line.data ->> 'statement')::bigint
    where line.seq is null or hidden.id is null or hidden.hidden_reason <> line.data ->> 'reason'
    order by line.seq nulls last limit 1`,
);

const objected = rowsAgainstLines(
  ["objected"],
  sql`data ->> 'objection'`,
  (spaceId) => sql`
    select objection.id::text as key, matter.id as matter, case
        when objection.body is null and sealed is null and drive.data_deleted_at is null then 'erased'
        when sealed is not null then encode(sha256(sealed), 'hex')
        else ${textHash(sql`objection.body`)} end as hash,
      made_at <= ${objectedUntil(spaceId)} as excused,
      ${NOTHING_ELSE} as same
    from objection join matter on matter.id = objection.matter_id join drive on drive.matter_id = matter.id
    where space_id = ${spaceId}`,
);

const objections = rowsAgainstLines(
  ["objection-decided"],
  sql`data ->> 'objection'`,
  (spaceId) => sql`
    select objection.id::text as key, matter.id as matter, case
        when answer is null and sealed_answer is null and drive.data_deleted_at is null then 'erased'
        when sealed_answer is not null then encode(sha256(sealed_answer), 'hex')
        else ${textHash(sql`answer`)} end as hash,
      objection.decided_at <= ${unrecordedUntil(spaceId)} as excused,
      jsonb_build_object('verdict', case when upheld then 'upheld' else 'rejected' end, 'struck', struck) as same
    from objection join matter on matter.id = objection.matter_id join drive on drive.matter_id = matter.id
    where space_id = ${spaceId} and objection.decided_at is not null`,
);

export const TEXT_CHECKS = {
  "proposal-text": proposalText,
  "proposal-pictures": proposalPictures,
  "forum-title": forumTitle,
  supplements,
  replies,
  background,
  "background-removed": backgroundRemoved,
  opinions,
  "standing-opinions": standingOpinions,
  "opinion-replies": opinionReplies,
  statements,
  "statements-hidden": statementsHidden,
  objected,
  objections,
} satisfies Record<string, Check>;
