import { randomBytes, randomUUID } from "node:crypto";
import canonicalize from "canonicalize";
import fc from "fast-check";
import { type RawBuilder, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeBatches } from "#app/domain/kinds/drive/close-batches.ts";
import { withdrawSignature } from "#app/domain/kinds/drive/sign.ts";
import { publishDraft } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { LEDGER_CHECKS, SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { hashLine } from "#app/domain/ledger/chain.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { recordCounts } from "#app/domain/ledger/record-counts.ts";
import { recordEarlier } from "#app/domain/ledger/record-earlier.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import { verifyLedger } from "#app/domain/ledger/verify.ts";
import { applyGroup } from "#app/domain/support/apply-group.ts";
import type { Database, Tx } from "#db/client.ts";
import { insertEvents, listEvents, lockLedgerHeads, readLedgerHead } from "#db/queries/events.ts";
import { insertImported } from "#db/queries/imports.ts";
import { canonicalTexts } from "#db/queries/ledger-checks/check.ts";
import { COUNT_CHECKS } from "#db/queries/ledger-checks/counts.ts";
import { DRIVE_CHECKS } from "#db/queries/ledger-checks/drives.ts";
import { DUTY_CHECKS } from "#db/queries/ledger-checks/duties.ts";
import { TEXT_CHECKS } from "#db/queries/ledger-checks/texts.ts";
import { inTransaction } from "#db/transaction.ts";
import { createPerson, createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { portalSigning } from "./support/drive-city.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { rewriteLedger } from "./support/rewrite-ledger.ts";

let database: TestDatabase;
const now = new Date();

/** Ids of what the cases speak of, all of the demonstration city. */
const PROPOSAL = sql`(select matter_id from event where kind = 'supplemented' order by seq limit 1)`;
const DUTY = sql`(select duty_id from reply order by duty_id limit 1)`;
const FORUM = sql`(select forum_id from opinion order by id limit 1)`;
const STATEMENT = sql`(select min(id) from statement where hidden_at is null)`;
/** Gathers agreements, some way below its first threshold of 50. */
const GATHERING = sql`(select id from matter where kind = 'proposal' and state = 'open'
  and support_count between 11 and 45 order by id limit 1)`;
const REACHED = sql`(select matter_id from threshold join matter on id = matter_id
  where kind = 'proposal' and reached_at is not null order by matter_id limit 1)`;
const WITHDRAWN_FROM = sql`(select matter_id from support_withdrawal join matter on id = matter_id
  where kind = 'proposal' limit 1)`;
/** Has lines on paper that count, and reached nothing yet; fifty more would reach nothing either. */
const PAPER = sql`(select matter_id from paper_line where state = 'counted' and exists (
  select from threshold join matter on matter.id = threshold.matter_id where matter.id = paper_line.matter_id
  group by matter.id having min(count) > support_count + 50 and bool_and(reached_at is null))
  order by sheet_id limit 1)`;
const DECIDED = sql`(select matter_id from drive where decision is not null order by 1 limit 1)`;
const HANDED_IN = sql`(select matter_id from drive where state = 'handed-in' limit 1)`;

/** The first of two of a proposal. */
const PICTURE = sql`(select id from picture where matter_id is not null order by position limit 1)`;
const POLL_PICTURE = sql`(select p.id from poll_picture p join poll on poll.matter_id = p.draft_id
  where strpos(poll.definition::text, p.id::text) > 0 order by p.id limit 1)`;
const IMPORTED = sql`(select id from matter where imported_count is not null limit 1)`;

/** That many more agreements with everything that counts them, as if the portal had written them. */
const agreements = (matter: RawBuilder<unknown>, count: number, serialFrom: RawBuilder<unknown>) => [
  sql`insert into support (matter_id, person_id, serial, created_at)
    select ${matter}, person.id, ${serialFrom} + row_number() over (order by person.id), now() from person
    where not exists (select from support where matter_id = ${matter} and person_id = person.id) limit ${count}`,
  sql`insert into support_day (matter_id, day, net) select ${matter}, current_date, ${count}
    on conflict (matter_id, day) do update set net = support_day.net + excluded.net`,
  sql`update matter set support_count = support_count + ${count}, support_serial = greatest(support_serial + ${count},
    (select max(serial) from support where matter_id = matter.id)) where id = ${matter}`,
];
const LATER = sql`(select support_serial from matter where id = ${GATHERING})`;

const paperLines = (state: string) => [
  sql`insert into paper_sheet (matter_id, number, source, entered_by, entered_at)
    select ${PAPER}, 99999, 'hand', min(id), now() from person`,
  sql`insert into paper_line (sheet_id, line, matter_id, key_version, state, reasons)
    select id, line, matter_id, 2, ${state}, '{}' from paper_sheet, generate_series(1, 50) line where number = 99999`,
  sql`update matter set support_count = support_count + 50, support_serial = support_serial + 50
    where id = ${PAPER}`,
];

/**
 * What somebody with all rights in the database changes, past every trigger and key, and which check finds it. None
 * of them touches the chain but those that say so: it would hold.
 */
const TAMPERING: [what: string, found: string, ...statements: RawBuilder<unknown>[]][] = [
  ["a reply is rewritten", "replies", sql`update reply set body = body || '.' where duty_id = ${DUTY}`],
  [
    "a reply's decision is turned",
    "replies",
    sql`update reply set decision = 'cannot' where decision <> 'cannot' and next_on is null`,
  ],
  [
    "the next reply is promised for another day",
    "promised",
    sql`update reply set next_on = next_on + 1 where next_on is not null`,
  ],
  ["a promised reply is called final", "promised", sql`update reply set next_on = null`],
  [
    "an interim reply is said to have met its duty",
    "met-by-reply",
    sql`update duty set interim_replies = 0, met_at = opened_at where met_at is null and interim_replies > 0`,
  ],
  ["a reply is erased", "replies", sql`delete from reply where duty_id = ${DUTY}`],
  [
    "a reply is invented",
    "replies",
    sql`insert into reply select duty_id, 9, decision, body, author_id, now() from reply where duty_id = ${DUTY}`,
    sql`update duty set replies = replies + 1 where id = ${DUTY}`,
  ],
  [
    "a proposal's title is changed",
    "proposal-text",
    sql`update matter set title = title || '!' where id = ${PROPOSAL}`,
  ],
  [
    "a proposal's body is changed",
    "proposal-text",
    sql`update matter set body = 'x' || body where id = ${PROPOSAL}`,
  ],
  [
    "a supplement is changed",
    "supplements",
    sql`update supplement set body = body || '.' where matter_id = ${PROPOSAL}`,
  ],
  ["a supplement is erased", "supplements", sql`delete from supplement where matter_id = ${PROPOSAL}`],
  [
    "a supplement is invented",
    "supplements",
    sql`insert into supplement values (${PROPOSAL}, 20, 'x', now())`,
  ],
  [
    "a picture of a proposal is another",
    "proposal-pictures",
    sql`update picture set bytes = bytes || '\\x00' where id = ${PICTURE}`,
  ],
  [
    "a picture is said to show something else",
    "proposal-pictures",
    sql`update picture set alt = 'x' where id = ${PICTURE}`,
  ],
  [
    "the line under a picture is another",
    "proposal-pictures",
    sql`update picture set caption = caption || 'x' where id = ${PICTURE}`,
  ],
  [
    "a line is put under a picture that had none",
    "proposal-pictures",
    sql`update picture set caption = 'x' where matter_id is not null and caption = ''`,
  ],
  [
    "the line under a picture is erased",
    "proposal-pictures",
    sql`update picture set caption = '' where id = ${PICTURE}`,
  ],
  ["a picture is taken off a proposal", "proposal-pictures", sql`delete from picture where id = ${PICTURE}`],
  [
    "two pictures change places",
    "proposal-pictures",
    sql`update picture set position = position + 2 where id = ${PICTURE}`,
  ],
  ...([GATHERING, IMPORTED] as const).map((matter, place): (typeof TAMPERING)[number] => [
    `a picture is put to a proposal that had none, ${place === 0 ? "written here" : "taken over"}`,
    "proposal-pictures",
    sql`insert into picture select gen_random_uuid(), null, ${matter}, 5, alt, media_type, width, height, bytes, created_at
      from picture where id = ${PICTURE}`,
  ]),
  [
    "a picture of a poll is another",
    "poll-pictures",
    sql`update poll_picture set bytes = bytes || '\\x00' where id = ${POLL_PICTURE}`,
  ],
  [
    "a picture of a poll is erased",
    "poll-pictures",
    sql`delete from poll_picture where id = ${POLL_PICTURE}`,
  ],
  ["a forum's question is changed", "forum-title", sql`update matter set title = 'x' where id = ${FORUM}`],
  [
    "an opinion is changed, with its version",
    "opinions",
    sql`update opinion_version set body = 'x' where opinion_id = (select min(id) from opinion)`,
    sql`update opinion set body = 'x' where id = (select min(id) from opinion)`,
  ],
  [
    "an opinion is turned, with its version and the counts",
    "opinions",
    sql`update opinion_version set stance = 'other' where opinion_id = (select min(id) from opinion where stance <> 'other')`,
  ],
  [
    "an opinion is shown otherwise",
    "standing-opinions",
    sql`update opinion set body = 'x' where id = (select min(id) from opinion)`,
  ],
  [
    "an opinion is erased",
    "opinions",
    sql`delete from opinion_version where opinion_id = (select min(id) from opinion)`,
    sql`delete from opinion where id = (select min(id) from opinion)`,
  ],
  ["a reply to an opinion is changed", "opinion-replies", sql`update opinion_reply set body = 'x'`],
  ...(
    [
      ["changed", "statements", sql`update statement set body = 'x' where id = ${STATEMENT}`],
      [
        "erased",
        "statements",
        sql`delete from statement_vote where statement_id = ${STATEMENT}`,
        sql`delete from statement where id = ${STATEMENT}`,
      ],
      [
        "invented",
        "statements",
        sql`insert into statement (matter_id, person_id, body, created_at)
          select matter_id, person_id, 'x', now() from statement where id = ${STATEMENT}`,
      ],
      [
        "hidden",
        "statements-hidden",
        sql`update statement set hidden_at = now(), hidden_reason = 'insult' where id = ${STATEMENT}`,
      ],
      [
        "hidden for another reason",
        "statements-hidden",
        sql`update statement set hidden_reason = 'off-topic' where hidden_at is not null`,
      ],
      [
        "shown again",
        "statements-hidden",
        sql`update statement set hidden_at = null, hidden_reason = null where hidden_at is not null`,
      ],
    ] as const
  ).map(([what, found, ...statements]): (typeof TAMPERING)[number] => [
    `a statement is ${what}`,
    found,
    ...statements,
  ]),
  ["background is changed", "background", sql`update background set body = 'x' where forum_id = ${FORUM}`],
  [
    "background gets an address",
    "background",
    sql`update background set url = 'https://x.test' where forum_id = ${FORUM}`,
  ],
  [
    "background is taken off",
    "background-removed",
    sql`update background set removed_at = now() where forum_id = ${FORUM}`,
  ],
  ["background is erased", "background", sql`delete from background where forum_id = ${FORUM}`],
  [
    "an objection is another",
    "objected",
    sql`update objection set sealed = sealed || '\\x00' where decided_at is not null`,
  ],
  [
    "an objection is put in the sealed one's place",
    "objected",
    sql`update objection set body = repeat('x', 20), sealed = null where decided_at is not null`,
  ],
  [
    "an objection's text is erased",
    "objected",
    sql`update objection set sealed = null where decided_at is not null`,
  ],
  [
    "an objection is erased",
    "objected",
    sql`delete from objection where id = (select min(id) from objection)`,
  ],
  [
    "an objection is made up",
    "objected",
    sql`insert into objection (matter_id, person_id, made_at, sealed)
      select matter_id, (select max(id) from person), now(), 'x' from objection limit 1`,
  ],
  [
    "an objection was upheld",
    "objections",
    sql`update objection set upheld = not upheld, struck = 0 where upheld`,
  ],
  [
    "an objection's answer is put in the sealed one's place",
    "objections",
    sql`update objection set answer = 'x', sealed_answer = null where decided_at is not null`,
  ],
  [
    "an objection's answer is another",
    "objections",
    sql`update objection set sealed_answer = sealed_answer || '\\x00' where decided_at is not null`,
  ],
  [
    "an objection's answer is erased",
    "objections",
    sql`update objection set sealed_answer = null where decided_at is not null`,
  ],
  ["an objection struck others", "objections", sql`update objection set struck = struck + 1 where upheld`],

  [
    "a matter comes from nowhere",
    "matters",
    sql`insert into matter (space_id, kind, state, title, body, category, visibility, opened_at, opens_at, closes_at,
        withdrawable_until, updated_at, rule_set_id)
      select space_id, 'proposal', 'open', 'x', 'x', category, 'public', now(), now(), now(), now(), now(), rule_set_id
      from matter where id = ${PROPOSAL}`,
  ],
  [
    "a proposal is withdrawn",
    "states",
    sql`update matter set state = 'withdrawn', ended_at = now() where id = ${GATHERING}`,
  ],
  [
    "a matter closes later",
    "closing",
    sql`update matter set closes_at = closes_at + interval '1 day', withdrawable_until = null where id = ${GATHERING}`,
  ],
  ...(
    [
      ["is of another category", sql`category = (select max(code) from category where code <> category)`],
      ["is of a district", sql`district = (select min(code) from district)`],
      ["is shown to nobody any more", sql`visibility = 'unlisted'`],
      ["is under other rules, with their numbers", sql`rule_set_id = 999`],
    ] as const
  ).map(([what, change]): (typeof TAMPERING)[number] => [
    `a proposal ${what}`,
    "publication",
    sql`insert into rule_set (id, space_id, version, note, open_days, published_at) overriding system value
      select 999, space_id, version + 100, 'x', open_days, now() from rule_set where id = 1`,
    sql`insert into rule (rule_set_id, code, matter_kind, measure, threshold, consequence, owed_by, days)
      select 999, code, matter_kind, measure, threshold, consequence, owed_by, days from rule where rule_set_id = 1`,
    sql`update matter set ${change} where id = ${GATHERING} and district is null`,
  ]),
  [
    "a poll opens on another day",
    "publication",
    sql`update matter set opens_at = opens_at + interval '1 minute' where kind = 'poll'`,
  ],
  ["a poll goes by another title", "publication", sql`update matter set title = 'x' where kind = 'poll'`],
  [
    "an imported count is raised",
    "imported",
    sql`update matter set imported_count = 777 where source is not null`,
  ],
  [
    "a count is raised",
    "counts",
    sql`update matter set support_count = support_count + 1, support_serial = support_serial + 1 where id = ${GATHERING}`,
  ],
  [
    "a count is raised that nobody is behind, with its day",
    "counts",
    sql`update matter set support_count = support_count + 1, support_serial = support_serial + 1 where id = ${GATHERING}`,
    sql`update support_day set net = net + 1 where (matter_id, day) =
      (select matter_id, max(day) from support_day where matter_id = ${GATHERING} group by 1)`,
  ],
  [
    "a day's count is changed",
    "days",
    sql`update support_day set net = net + 1 where matter_id = ${GATHERING}`,
  ],
  ["40 agreements are invented past a threshold", "passed", ...agreements(GATHERING, 40, LATER)],
  [
    "40 agreements are invented, and their threshold is marked",
    "reached",
    ...agreements(GATHERING, 40, LATER),
    sql`update threshold set reached_at = now(), support_serial = 50 where matter_id in (
      select id from matter where support_count > 50) and reached_at is null and count = 50`,
  ],
  [
    "40 agreements are invented among those of long ago",
    "recorded",
    ...agreements(sql`${REACHED}`, 40, sql`-40`),
  ],
  [
    "agreements are dropped, with everything that counts them",
    "recorded",
    sql`delete from support where matter_id = ${REACHED} and serial in (3, 5)`,
    sql`update support_day set net = net - 2 where (matter_id, day) =
      (select matter_id, max(day) from support_day where matter_id = ${REACHED} group by 1)`,
    sql`update matter set support_count = support_count - 2 where id = ${REACHED}`,
  ],
  [
    "a withdrawal is erased, and who withdrew stands again",
    "recorded",
    sql`insert into support (matter_id, person_id, serial, created_at)
      select matter_id, (select max(id) from person), serial, now() from support_withdrawal where matter_id = ${WITHDRAWN_FROM}`,
    sql`insert into support_day select ${WITHDRAWN_FROM}, '2020-01-01', 1`,
    sql`update matter set support_count = support_count + 1 where id = ${WITHDRAWN_FROM}`,
    sql`delete from support_withdrawal where matter_id = ${WITHDRAWN_FROM}`,
  ],
  [
    "who withdrew stands again",
    "withdrawals",
    sql`insert into support (matter_id, person_id, serial, created_at)
      select matter_id, (select max(id) from person), serial, now() from support_withdrawal where matter_id = ${WITHDRAWN_FROM}`,
    sql`insert into support_day select ${WITHDRAWN_FROM}, '2020-01-01', 1`,
    sql`update matter set support_count = support_count + 1 where id = ${WITHDRAWN_FROM}`,
  ],
  ["a recorded count is changed", "recorded", sql`update recorded_count set given = given + 1`],
  ["a recorded count is erased", "recorded", sql`delete from recorded_count where matter_id = ${REACHED}`],
  [
    "serials are given anew",
    "serials",
    sql`update matter set support_serial = support_count where id = ${WITHDRAWN_FROM}`,
    sql`delete from recorded_count where false`,
    sql`update support set serial = 5000 where matter_id = ${WITHDRAWN_FROM} and serial = (select max(serial) from support where matter_id = ${WITHDRAWN_FROM})`,
  ],
  [
    "a forum's counts are turned",
    "stances",
    sql`update forum set for_count = for_count + 1 where matter_id = ${FORUM}`,
  ],
  [
    "a crossing is moved to the support before",
    "reached",
    sql`update threshold set support_serial = support_serial - 1 where matter_id = ${REACHED} and reached_at is not null`,
  ],
  [
    "a crossing is moved to another day",
    "reached",
    sql`update threshold set reached_at = reached_at - interval '1 day' where matter_id = ${REACHED} and reached_at is not null`,
  ],
  [
    "a crossing is erased",
    "passed",
    sql`update threshold set reached_at = null, support_serial = null where matter_id = ${REACHED}`,
  ],
  [
    "supports change places around a crossing",
    "crossings",
    sql`update support set serial = -1 where matter_id = ${REACHED} and serial =
      (select max(serial) from support where matter_id = ${REACHED})`,
  ],
  [
    "a threshold is lowered before it is reached",
    "thresholds",
    sql`update threshold set days = days + 1 where matter_id = ${GATHERING}`,
  ],

  [
    "a duty is due later",
    "due-dates",
    sql`update duty set due_at = due_at + interval '7 days' where id = ${DUTY}`,
  ],
  [
    "a duty is another office's",
    "duties",
    sql`update duty set office_id = (select max(id) from office where id <> office_id) where id = ${DUTY}`,
  ],
  ["a duty is erased", "duties", sql`delete from duty where met_at is null and step is null and replies = 0`],
  [
    "a duty is met that nobody replied to",
    "met-by-reply",
    sql`update duty set met_at = now(), replies = 1 where id = (select min(id) from duty where met_at is null and step is null and replies = 0)`,
  ],
  ["a duty was met sooner", "met-by-reply", sql`update duty set met_at = opened_at where id = ${DUTY}`],
  [
    "what the law asks for is met without the act",
    "met-by-law",
    sql`update duty set met_at = now() where step = 'decide' and met_at is null`,
  ],
  [
    "an inspection had its result sooner",
    "inspections",
    sql`update duty set met_at = met_at - interval '1 day' where kind = 'council-inspection' and met_at is not null`,
  ],

  ["the rules are changed", "rules", sql`update rule_set set open_days = open_days + 1`],
  [
    "a statute is changed",
    "statutes",
    sql`update statute set definition = definition || '{"certification": "none"}'`,
  ],

  ...(
    [
      ["is required of fewer", sql`required = required - 1`],
      ["is required of a part of others", sql`eligible = eligible + 1 where eligible is not null`],
      ["is required of a part as of another day", sql`as_of = as_of - 365 where as_of is not null`],
      ["has another certificate", sql`certificate = certificate || '0'`],
      [
        "collects for longer",
        sql`collect_until = collect_until + interval '1 day' where not exists (select from threshold
        where threshold.matter_id = drive.matter_id and days is not null)`,
      ],
      ["is by another statute", sql`statute_id = (select max(id) from statute where id <> statute_id)`],
    ] as const
  ).map(([what, change]): (typeof TAMPERING)[number] => [
    `a drive ${what}`,
    "terms",
    sql`update drive set ${change}`,
  ]),
  [
    "a drive's number is lowered that it did not reach",
    "drives",
    sql`update threshold set count = count - 1 where reached_at is null
      and matter_id in (select matter_id from drive where state = 'collecting')`,
  ],
  [
    "an inspection ends sooner",
    "periods",
    sql`update drive set inspect_until = inspect_until - interval '1 day' where inspect_until is not null`,
  ],
  [
    "a shortfall is granted that no line speaks of",
    "periods",
    sql`update drive set shortfall_until = now() where shortfall_until is null`,
  ],
  ["a list was another", "lists", sql`update frozen_list set hash = sha256('x')`],
  [
    "an entry of a list that was handed in is exchanged",
    "drives",
    sql`update signature set sealed = 'x' where matter_id = ${HANDED_IN} and person_id =
      (select min(person_id) from signature where matter_id = ${HANDED_IN})`,
  ],
  ["a look at personal data is erased", "reads", sql`delete from personal_read`],
  ["a look was at fewer entries", "reads", sql`update personal_read set entries = 0`],
  [
    "the kept counts are raised",
    "counts",
    sql`update drive set kept_counts = jsonb_set(kept_counts, '{online}', '9') where kept_counts is not null`,
  ],
  [
    "the kept counts are moved from online to paper",
    "deleted",
    sql`update drive set kept_counts = kept_counts || jsonb_build_object('online', (kept_counts ->> 'online')::int - 1,
      'paper', (kept_counts ->> 'paper')::int + 1) where kept_counts is not null`,
  ],
  [
    "a signature is erased, its support stands",
    "signatures",
    sql`delete from signature where matter_id = ${HANDED_IN} and person_id =
      (select min(person_id) from signature where matter_id = ${HANDED_IN})`,
  ],
  [
    "a signature is put in another's place",
    "signatures",
    sql`update signature set nonce = sha256('x') where matter_id = ${HANDED_IN}`,
  ],
  ["a batch's root is changed", "batches", sql`update signature_batch set root = sha256('x') where id = 1`],
  ["a batch is erased", "batches", sql`delete from signature_batch where id = 1`],
  [
    "a batch's leaf is exchanged",
    "leaves",
    sql`update signature_leaf set leaf = sha256('x') where batch_id = (select min(batch_id) from signature) and position = 0`,
  ],
  [
    "a batch's leaf is exchanged, with its signature",
    "roots",
    sql`update signature_leaf set leaf = sha256('x') where batch_id = (select min(batch_id) from signature) and position = 0`,
    sql`update signature set leaf = sha256('x') where batch_id = (select min(batch_id) from signature) and position = 0`,
  ],
  [
    "a leaf of paper is exchanged",
    "roots",
    sql`update signature_leaf set leaf = sha256('x') where batch_id =
    (select min(id) from signature_batch where holds = 'paper')`,
  ],
  [
    "a signature loses its place",
    "places",
    sql`update signature set position = position + 5000 where leaf =
    (select min(leaf) from signature where matter_id = ${HANDED_IN})`,
    sql`insert into signature_withdrawal (matter_id, leaf) select matter_id, min(leaf) from signature where matter_id = ${HANDED_IN} group by 1`,
  ],
  ["that a signature was taken back is erased", "leaves", sql`delete from signature_withdrawal`],
  [
    "who took a signature back never signed",
    "taken-back",
    sql`delete from signature_withdrawal where batch_id is not null`,
    sql`delete from signature_leaf where batch_id in (select id from signature_batch where holds = 'signatures')
      and leaf in (select leaf from signature_leaf where batch_id in (select id from signature_batch where holds = 'withdrawals'))`,
  ],

  ["50 lines of paper are invented", "paper-lines", ...paperLines("counted")],
  [
    "50 lines of paper are invented, with how they came to stand",
    "paper-waiting",
    ...paperLines("counted"),
    sql`insert into paper_change (matter_id, sheet_id, line, state, reasons, serial, changed_at, nonce)
      select matter_id, sheet_id, line, state, reasons, 1, now(), sha256('x') from paper_line where sheet_id =
        (select id from paper_sheet where number = 99999)`,
  ],
  [
    "50 lines of paper are invented, in a batch that was closed",
    "paper-counts",
    ...paperLines("counted"),
    sql`insert into paper_change (matter_id, sheet_id, line, state, reasons, serial, changed_at, nonce, batch_id, position)
      select matter_id, sheet_id, line, state, reasons, 1, now(), sha256('x'),
        (select min(id) from signature_batch where holds = 'paper' and matter_id = ${PAPER}), 1000 + line
      from paper_line where sheet_id = (select id from paper_sheet where number = 99999)`,
  ],
  [
    "a struck line counts again",
    "crossings",
    sql`update paper_line set state = 'counted', reasons = '{}' where (sheet_id, line) =
      (select sheet_id, line from paper_change where state_before = 'counted' and state = 'refused' order by id limit 1)`,
    sql`update matter set support_count = support_count + 1 where id = (select matter_id from paper_change
      where state_before = 'counted' and state = 'refused' order by id limit 1)`,
  ],
  [
    "a struck line was never struck",
    "paper-counts",
    sql`update paper_line set state = 'counted', reasons = '{}' where (sheet_id, line) =
      (select sheet_id, line from paper_change where state_before = 'counted' and state = 'refused' order by id limit 1)`,
    sql`update matter set support_count = support_count + 1 where id = (select matter_id from paper_change
      where state_before = 'counted' and state = 'refused' order by id limit 1)`,
    sql`delete from paper_change where id = (select min(id) from paper_change
      where state_before = 'counted' and state = 'refused')`,
  ],
  [
    "what became of a line is told otherwise",
    "paper-changes",
    sql`update paper_change set state_before = 'doubtful' where matter_id = ${PAPER} and state = 'counted'`,
  ],
  ["who entered a sheet is exchanged", "roots", sql`update paper_change set by_mark = sha256('x')`],

  [
    "the text that people sign is changed",
    "drives",
    sql`update drive set draft = draft || '{"summary": "x"}' where matter_id = ${DECIDED}`,
  ],
  [
    "a decision is changed",
    "drives",
    sql`update drive set decision = jsonb_set(decision, '{reasons}', '"x"') where matter_id = ${DECIDED}`,
  ],
  [
    "a decision's votes are changed",
    "drives",
    sql`update drive set decision = jsonb_set(decision, '{votes,for}', '99') where matter_id = ${DECIDED}`,
  ],
  [
    "a rejected drive was adopted",
    "drives",
    sql`update drive set state = 'adopted' where state = 'rejected'`,
  ],
  ["a drive stands elsewhere", "drives", sql`update drive set state = 'deciding' where state = 'accepted'`],

  ["a line's data is changed", "chain", sql`update event set data = data || '{"x": 1}' where seq = 20`],
  ["a line is taken out of the middle", "chain", sql`delete from event where seq = 20`],
  ["the last line is taken off", "chain", sql`delete from event where seq = (select max(seq) from event)`],
  [
    "the last line is taken off, and the head moved to the one before",
    "recorded",
    sql`delete from event where seq = (select max(seq) from event where space_id = 1) and space_id = 1`,
    sql`update ledger_head set (seq, hash) = (select seq, hash from event where space_id = 1 order by seq desc limit 1)
      where space_id = 1`,
  ],
];

/** Undoes everything. */
class Undo extends Error {}

/** What verify says once these statements have run, past every trigger and key; then nothing of them stays. */
async function afterwards(work: (tx: Tx) => Promise<unknown>) {
  let said: Awaited<ReturnType<typeof verifyLedger>> | undefined;
  await inTransaction(database.owner.db, async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await work(tx);
    said = await verifyLedger(tx, LEDGER_CHECKS, FIRST_SPACE);
    throw new Undo();
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  return said;
}

/** A proposal with two pictures, as one comes of a draft. */
async function publishWithPictures(db: Database): Promise<void> {
  const [directory, writer, draft] = [await directoryOf(db), await createPerson(db), randomUUID()];
  const text = {
    title: "사진이 있는 제안",
    body: "사진을 보아 주세요.",
    category: "transport",
    district: null,
  };
  await db
    .insertInto("draft")
    .values({
      id: draft,
      person_id: writer,
      space_id: FIRST_SPACE,
      ...text,
      updated_at: now,
      tab: null,
      version: 1,
    })
    .execute();
  const picture = {
    draft_id: draft,
    matter_id: null,
    media_type: "image/webp",
    width: 4,
    height: 3,
    created_at: now,
  } as const;
  for (const position of [1, 2])
    await db
      .insertInto("picture")
      .values({
        ...picture,
        id: randomUUID(),
        position,
        alt: `"사진"\n${position}`,
        caption: position === 1 ? `그늘 없는\t"낮"` : "",
        bytes: randomBytes(20),
      })
      .execute();
  await publishDraft(db, directory, draft, writer, now);
}

beforeAll(async () => {
  database = await createTestDatabase("demonstration");
  const { db } = database;
  const signing = portalSigning(db);
  // What the demonstration has not: an import, an agreement and a signature that were taken back.
  await inTransaction(db, async (tx) => {
    const [category] = await tx
      .selectFrom("category")
      .select("code")
      .where("space_id", "=", FIRST_SPACE)
      .execute();
    const [one] = await insertImported(tx, [
      {
        space_id: FIRST_SPACE,
        kind: "proposal",
        state: "closed",
        title: "옮겨 온 제안",
        body: "본문입니다.",
        category: category?.code ?? "",
        visibility: "public",
        opened_at: now,
        opens_at: now,
        closes_at: now,
        withdrawable_until: now,
        ended_at: now,
        updated_at: now,
        imported_count: 7,
        source: "옛 창구",
        source_id: "1",
      },
    ]);
    if (!one) throw new Error("Nothing was imported.");
    const { id, title, body } = one;
    const data = { source: "옛 창구", count: 7, text: hashTexts({ title, body }) };
    await appendToLedger(tx, [{ spaceId: FIRST_SPACE, matterId: id, kind: "imported", at: now, data }]);
    const agreed = await tx
      .selectFrom("support")
      .innerJoin("matter", "matter.id", "support.matter_id")
      .select(["matter_id", "person_id"])
      .where("matter.kind", "=", "proposal")
      .where("matter.state", "=", "open")
      .where("closes_at", ">", now)
      .where("support_count", "<", 11)
      .where("support_count", ">", 2)
      .orderBy("matter_id")
      .executeTakeFirstOrThrow();
    await applyGroup(tx, SUPPORT_PLUGS, [
      {
        spaceId: FIRST_SPACE,
        matterId: agreed.matter_id,
        personId: agreed.person_id,
        kind: "proposal",
        change: "remove",
        at: now,
      },
    ]);
  });
  await publishWithPictures(db);
  await closeBatches({ db }, now);
  const signed = await db
    .selectFrom("signature")
    .innerJoin("drive", "drive.matter_id", "signature.matter_id")
    .select(["signature.matter_id", "person_id"])
    .where("drive.state", "=", "collecting")
    .orderBy("signature.matter_id")
    .executeTakeFirstOrThrow();
  await withdrawSignature(signing, FIRST_SPACE, signed.matter_id, signed.person_id, now);
  await closeBatches({ db }, now);
  await recordCounts(db, now);
});
afterAll(() => database.close());

describe("what somebody with all rights in the database changes", () => {
  test("and without it everything holds", async () => {
    expect(await afterwards(async () => undefined)).toMatchObject({ holds: true, unhashed: 0 });
    expect(await verifyLedger(database.db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({ holds: true });
  });

  test.each(TAMPERING)("%s: %s", async (_, found, ...statements) => {
    const said = await afterwards(async (tx) => {
      let changed = 0n;
      for (const statement of statements) changed += (await statement.execute(tx)).numAffectedRows ?? 0n;
      expect(changed).toBeGreaterThan(0n);
    });
    expect(said).toMatchObject({ holds: false, fault: { check: found, says: expect.any(String) } });
  });

  test("is found by every check there is", () => {
    const found = new Set(TAMPERING.map(([, check]) => check));
    const checks = [
      ...Object.keys({ ...TEXT_CHECKS, ...COUNT_CHECKS, ...DUTY_CHECKS, ...DRIVE_CHECKS }),
      ...["chain", "rules", "statutes", "roots", "drives", "poll-pictures"],
    ];
    expect([...found].sort()).toEqual(checks.sort());
  });
});

describe("a line about a text", () => {
  const append = async (tx: Tx) => {
    const head = (await lockLedgerHeads(tx, [FIRST_SPACE])).get(FIRST_SPACE);
    if (!head) throw new Error("There is no ledger.");
    const data = { supplement: 1 };
    const { matter_id } = await tx.selectFrom("supplement").selectAll().executeTakeFirstOrThrow();
    const line = { seq: head.seq + 1, kind: "dismissed", at: now, data };
    const hash = hashLine(head.hash, {
      ...line,
      at: now.toISOString(),
      space: FIRST_SPACE,
      matter: matter_id,
    });
    const row = { ...line, data: JSON.stringify(data), space_id: FIRST_SPACE, matter_id, hash };
    await insertEvents(tx, [row], [{ ...head, seq: line.seq, hash }]);
  };

  test("without its hash does not hold, though its chain does", async () => {
    const { seq } = await readLedgerHead(database.db, FIRST_SPACE);
    expect(await afterwards(append)).toMatchObject({
      holds: false,
      fault: { check: "hashed", line: seq + 1 },
    });
  });

  test("of before lines spoke of pictures excuses its own, and none that comes later", async () => {
    const { data, seq } = await database.db
      .selectFrom("event")
      .select(["data", "seq"])
      .where("space_id", "=", FIRST_SPACE)
      .where("kind", "=", "published")
      .orderBy("seq", "desc")
      .executeTakeFirstOrThrow();
    const { pictures: _, ...before } = data;
    const rewrite = (tx: Tx) => rewriteLedger(tx, FIRST_SPACE, seq, before);
    expect(await afterwards(rewrite)).toMatchObject({
      holds: false,
      fault: { check: "proposal-pictures", line: seq },
    });
    const said = await afterwards(async (tx) => {
      await rewrite(tx);
      await sql`update event set data = data - 'pictures' where kind = 'published'`.execute(tx);
      const [first] = await listEvents(tx, FIRST_SPACE, 0, 1);
      if (!first) throw new Error("There is no ledger.");
      await rewriteLedger(tx, FIRST_SPACE, 1, first.data);
    });
    expect(said).toMatchObject({ holds: true });
  });

  test("of before lines had one is counted", async () => {
    const said = await afterwards(makeOlder);
    expect(said).toMatchObject({ holds: true, unhashed: 1 });
  });
});

/** As a portal upgraded it: the ledger's first line has no hash, and what came ten years ago may have no line. */
async function makeOlder(tx: Tx): Promise<void> {
  const [first] = await listEvents(tx, FIRST_SPACE, 0, 1);
  if (!first) throw new Error("There is no ledger.");
  const { text: _, ...data } = first.data;
  await rewriteLedger(tx, FIRST_SPACE, 1, data);
  await sql`update ledger_head set hashed_since = now() - interval '10 years' where space_id = ${FIRST_SPACE}`.execute(
    tx,
  );
}

/** What is said to be older than lines are: each would be excused in a ledger that is. */
const EARLIER: [what: string, found: string, ...statements: RawBuilder<unknown>[]][] = [
  [
    "50 lines of paper",
    "paper-waiting",
    ...paperLines("counted"),
    sql`insert into paper_change (matter_id, sheet_id, line, state, reasons, serial, changed_at, nonce)
      select matter_id, sheet_id, line, state, reasons, 1, '2001-01-01', sha256('x') from paper_line where sheet_id =
        (select id from paper_sheet where number = 99999)`,
  ],
  [
    "an opinion's version",
    "opinions",
    sql`insert into opinion_version (opinion_id, version, stance, body, written_at)
      select id, version + 1, stance, 'x', '2001-01-01' from opinion order by id limit 1`,
    sql`update opinion set version = version + 1, body = 'x' where id = (select min(id) from opinion)`,
  ],
  [
    "a reply to an opinion",
    "opinion-replies",
    sql`insert into opinion_reply (opinion_id, person_id, body, created_at)
      select opinion_id, person_id, 'x', '2001-01-01' from opinion_reply limit 1`,
  ],
  [
    "what the council owes",
    "duties",
    sql`insert into duty (space_id, matter_id, kind, step, office_id, opened_at, due_at, replies)
      select space_id, matter_id, 'council-introduction', 'x', office_id, '2001-01-01', '2001-02-01', 0
      from duty where step is not null limit 1`,
  ],
  [
    "a look at personal data",
    "reads",
    sql`insert into personal_read (matter_id, reader_id, office_id, purpose, scope, entries, at)
      select matter_id, reader_id, office_id, purpose, scope, entries, '2001-01-01' from personal_read limit 1`,
  ],
  [
    "background",
    "background",
    sql`insert into background (forum_id, number, position, title, body)
      select forum_id, 900, 10, title, 'x' from background limit 1`,
  ],
];

const OLD_OBJECTION = sql`insert into objection (matter_id, person_id, made_at, sealed)
  select matter_id, (select max(id) from person), '2001-01-01', 'x' from objection limit 1`;

describe("what is said to be from before there were lines for it", () => {
  test("an objection: it is more than was counted, whatever the head says", async () => {
    const said = await afterwards(async (tx) => {
      await sql`update ledger_head set objected_since = '1999-01-01'`.execute(tx);
      await recordEarlier(tx, FIRST_SPACE, now);
      await sql`update ledger_head set objected_since = now()`.execute(tx);
      await OLD_OBJECTION.execute(tx);
    });
    expect(said).toMatchObject({ holds: false, fault: { check: "objected" } });
  });

  test("an objection: it holds where it was counted", async () => {
    const said = await afterwards(async (tx) => {
      await sql`update ledger_head set objected_since = '2002-01-01'`.execute(tx);
      await OLD_OBJECTION.execute(tx);
      await recordEarlier(tx, FIRST_SPACE, now);
    });
    expect(said).toMatchObject({ holds: true, earlier: 1 });
  });

  test.each(EARLIER)(
    "%s: a ledger with hashes from its first line on has none of it",
    async (_, found, ...statements) => {
      const said = await afterwards(async (tx) => {
        await sql`update ledger_head set hashed_since = now()`.execute(tx);
        for (const statement of statements) await statement.execute(tx);
      });
      expect(said).toMatchObject({ holds: false, fault: { check: found } });
    },
  );

  test.each(EARLIER)("%s: it is more than an older ledger counted", async (_, __, ...statements) => {
    const said = await afterwards(async (tx) => {
      await makeOlder(tx);
      await recordEarlier(tx, FIRST_SPACE, now);
      for (const statement of statements) await statement.execute(tx);
    });
    expect(said).toMatchObject({ holds: false, fault: { check: "earlier" } });
  });

  test("holds where it was counted, and is said to be so many", async () => {
    const [, , ...statements] = EARLIER[1] ?? ["", ""];
    const { seq } = await readLedgerHead(database.db, FIRST_SPACE);
    const said = await afterwards(async (tx) => {
      await makeOlder(tx);
      for (const statement of statements) await statement.execute(tx);
      await recordEarlier(tx, FIRST_SPACE, now);
      await recordEarlier(tx, FIRST_SPACE, now);
    });
    expect(said).toEqual({ holds: true, lines: seq + 1, unhashed: 1, earlier: 1 });
  });
});

describe("what only a head that somebody else kept can show", () => {
  test("a history that was written anew, whole, from some line on", async () => {
    const kept = await readLedgerHead(database.db, FIRST_SPACE);
    let rewritten: Awaited<ReturnType<typeof readLedgerHead>> | undefined;
    const said = await afterwards(async (tx) => {
      // The last line, and with it all that it recorded.
      await sql`delete from recorded_count where event_seq = ${kept.seq}`.execute(tx);
      await sql`delete from event where space_id = ${FIRST_SPACE} and seq = ${kept.seq}`.execute(tx);
      await sql`update ledger_head set (seq, hash) = (
        select seq, hash from event where space_id = ${FIRST_SPACE} order by seq desc limit 1)
        where space_id = ${FIRST_SPACE}`.execute(tx);
      rewritten = await readLedgerHead(tx, FIRST_SPACE);
    });
    expect(said).toMatchObject({ holds: true });
    expect(rewritten?.hash.equals(kept.hash)).toBe(false);
  });
});

test("Postgres writes texts as RFC 8785 does", async () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 30 }),
    fc.string({
      unit: fc.integer({ min: 1, max: 0x2fff }).map((code) => String.fromCodePoint(code)),
      maxLength: 30,
    }),
    fc.constant(null),
  );
  await fc.assert(
    fc.asyncProperty(text, text, text, async (title, body, url) => {
      const of = (value: string | null) => sql`${value?.replaceAll("\0", "") ?? null}::text`;
      const { rows } = await sql<{ json: string }>`
        select ${canonicalTexts({ url: of(url), title: of(title), body: of(body) })} as json`.execute(
        database.db,
      );
      const clean = (value: string | null) => value?.replaceAll("\0", "") ?? null;
      expect(rows[0]?.json).toBe(canonicalize({ title: clean(title), body: clean(body), url: clean(url) }));
    }),
    { numRuns: 300 },
  );
});
