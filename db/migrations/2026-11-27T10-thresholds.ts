import { type Kysely, sql } from "kysely";

/**
 * One threshold a matter and number, whatever its kind: `rule` + `crossing` (proposals, forums) and
 * `drive_milestone` (drives) become `threshold`. A duty comes from a threshold or from a step of the law: what the
 * council owes by law is a duty from now on, for the drives that are under way or over as well.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(SPLIT_RULES).execute(db);
  await sql.raw(THRESHOLDS).execute(db);
  await sql.raw(DUTIES).execute(db);
  await openCouncilDuties(db);
}

/** What follows and who owes it, no longer fused. A version of the rules says the same as before. */
const SPLIT_RULES = `
  alter table rule disable trigger rule_frozen;
  alter table rule drop constraint rule_consequence_check;
  do $$ declare name text; begin
    select conname into strict name from pg_constraint
      where conrelid = 'rule'::regclass and contype = 'u' and pg_get_constraintdef(oid) like '%consequence%';
    execute format('alter table rule drop constraint %I', name);
  end $$;
  alter table rule add owed_by text check (owed_by in ('department', 'head'));
  update rule set
    owed_by = case consequence when 'department-reply' then 'department' when 'mayor-reply' then 'head' end,
    consequence = case consequence when 'forum' then 'forum' else 'reply' end;
  alter table rule add constraint rule_consequence_check check (consequence in ('reply', 'forum'));
  alter table rule add constraint rule_owed_check check ((consequence = 'reply') = (owed_by is not null));
  alter table rule add constraint rule_once
    unique nulls not distinct (rule_set_id, matter_kind, threshold, consequence, owed_by);
  alter table rule enable trigger rule_frozen;
`;

const THRESHOLDS = `
  -- At COUNT follows CONSEQUENCE, owed by OWED_BY within DAYS. Written with its matter and frozen with it: later
  -- rules and statutes are for later matters. reached_at and support_serial say when and by which support: once.
  create table threshold (
    matter_id      bigint not null references matter,
    code           text not null,
    position       int not null check (position > 0),
    count          int not null check (count > 0),
    consequence    text not null check (consequence in ('reply', 'forum', 'listed', 'accepted', 'nothing')),
    owed_by        text check (owed_by in ('department', 'head')),   -- null: nobody owes anything for it
    days           int check (days > 0),         -- that an office has, that a forum is open, or that the window grows to
    article        text,                         -- of the statute, where one names the number
    reached_at     timestamptz,
    support_serial int,
    primary key (matter_id, code),
    unique nulls not distinct (matter_id, count, consequence, owed_by),
    check ((reached_at is null) = (support_serial is null)),
    check (owed_by is null or days is not null)
  );

  insert into threshold (matter_id, code, position, count, consequence, owed_by, days, reached_at, support_serial)
  select matter.id, rule.code,
    row_number() over (partition by matter.id order by rule.threshold, rule.code),
    rule.threshold, rule.consequence, rule.owed_by, rule.days, crossing.crossed_at, crossing.support_serial
  from matter
  join rule on rule.rule_set_id = matter.rule_set_id and rule.matter_kind = matter.kind
  left join crossing on crossing.matter_id = matter.id and crossing.rule_id = rule.id;

  -- a statute could name two of its numbers alike
  insert into threshold (matter_id, code, position, count, consequence, days, reached_at, support_serial)
  select stone.matter_id,
    case when row_number() over same = 1 then stone.code else stone.code || '-' || stone.position end,
    stone.position, stone.threshold,
    coalesce((select number ->> 'leads' from jsonb_array_elements(statute.definition #> '{threshold,milestones}') number
      where number ->> 'code' = stone.code limit 1), 'nothing'),
    stone.days, stone.reached_at, stone.support_serial
  from drive_milestone stone
  join drive on drive.matter_id = stone.matter_id
  join statute on statute.id = drive.statute_id
  window same as (partition by stone.matter_id, stone.code order by stone.position);

  create function refuse_change_but_reaching() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and old.reached_at is null and new.reached_at is not null
      and to_jsonb(new) - 'reached_at' - 'support_serial' = to_jsonb(old) - 'reached_at' - 'support_serial'
    then return new; end if;
    raise exception '% is frozen with its matter', tg_table_name using errcode = 'restrict_violation';
  end $$;
  create trigger threshold_frozen before update or delete on threshold
    for each row execute function refuse_change_but_reaching();
`;

const DUTIES = `
  alter table duty add threshold_code text, add step text, add article text;
  update duty set threshold_code = rule.code from rule where rule.id = duty.rule_id;
  alter table duty drop column rule_id;        -- with its keys
  drop table crossing;
  drop table drive_milestone;
  alter table duty
    add constraint duty_threshold foreign key (matter_id, threshold_code) references threshold,
    add constraint duty_of_matter foreign key (matter_id) references matter,
    add constraint duty_of_threshold unique (matter_id, threshold_code),
    add constraint duty_of_step unique (matter_id, step),
    add constraint duty_cause check (num_nonnulls(threshold_code, step) = 1),
    drop constraint duty_kind_check,
    add constraint duty_kind_check check (kind in ('department-reply', 'mayor-reply', 'council-inspection',
      'council-acceptance', 'council-introduction', 'council-decision'));
  -- a reply meets what a threshold asks for, an act what the law asks for
  do $$ declare name text; begin
    select conname into strict name from pg_constraint
      where conrelid = 'duty'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%replies%';
    execute format('alter table duty drop constraint %I', name);
  end $$;
  alter table duty add constraint duty_met check (
    case when step is null then (replies > 0) = (met_at is not null) else replies = 0 end);

  -- since when the acceptance can be decided: the inspection is over and every objection answered
  alter table drive add decidable_at timestamptz;
`;

interface OldDrive {
  matter_id: number;
  office_id: number;
  accepted_at: Date | null;
  introduced_at: Date | null;
  extended_at: Date | null;
  decided_at: Date | null;
  stage: string;
  definition: {
    windows: {
      inspectDays: number | null;
      introduceDays: number | null;
      decideYears: number | null;
      extendYears: number | null;
    };
    articles?: Partial<Record<string, string>>;
  };
}

/**
 * What the council owes, or owed, for the drives that are there: as the acts would have opened and met it. Versions
 * of statutes from before name no time for the decision on acceptance, so none is owed for it.
 */
async function openCouncilDuties(db: Kysely<unknown>): Promise<void> {
  const { rows: drives } = await sql<OldDrive>`
    select drive.matter_id, office.id as office_id, drive.accepted_at, drive.introduced_at, drive.extended_at,
      drive.decided_at, drive.stage, statute.definition
    from drive
    join matter on matter.id = drive.matter_id
    join statute on statute.id = drive.statute_id
    cross join lateral (
      select id from office where kind = 'council' and space_id = matter.space_id order by id limit 1) office
    order by drive.matter_id`.execute(db);
  for (const drive of drives) {
    if (drive.definition.windows.inspectDays !== null) await openInspections(db, drive);
    if (drive.accepted_at !== null && drive.stage !== "dismissed")
      await openDecisions(db, drive, drive.accepted_at);
  }
}

/** A list is open until the day that the ledger says; a second one, after a shortfall, for a second time. */
async function openInspections(db: Kysely<unknown>, drive: OldDrive): Promise<void> {
  await sql`
    insert into duty (matter_id, step, kind, office_id, opened_at, due_at, met_at, article)
    select matter_id, case place when 1 then 'inspect' else 'inspect-again' end, 'council-inspection',
      ${drive.office_id}, at, until, case when ended then until end, ${drive.definition.articles?.inspect ?? null}
    from (
      select event.matter_id, event.at, (event.data ->> 'inspectUntil')::timestamptz as until,
        row_number() over (order by event.seq) as place,
        exists (select from event later where later.matter_id = event.matter_id and later.seq > event.seq
          and later.kind = 'inspection-ended') as ended
      from event where event.matter_id = ${drive.matter_id} and event.kind = 'list-published'
    ) published where place <= 2 and until > at`.execute(db);
}

async function openDecisions(db: Kysely<unknown>, drive: OldDrive, acceptedAt: Date): Promise<void> {
  const { windows, articles = {} } = drive.definition;
  const { introduceDays, decideYears, extendYears } = windows;
  const open = (step: string, kind: string, dueAt: Date, metAt: Date | null, article: string | undefined) =>
    sql`insert into duty (matter_id, step, kind, office_id, opened_at, due_at, met_at, article)
      values (${drive.matter_id}, ${step}, ${kind}, ${drive.office_id}, ${acceptedAt}, ${dueAt}, ${metAt},
        ${article ?? null})`.execute(db);
  if (introduceDays !== null) {
    const due = endOfPeriod(acceptedAt, { days: introduceDays });
    await open("introduce", "council-introduction", due, drive.introduced_at, articles.introduce);
  }
  if (decideYears !== null) {
    const extended = drive.extended_at !== null;
    const due = endOfPeriod(acceptedAt, { years: decideYears + (extended ? (extendYears ?? 0) : 0) });
    const article = extended ? articles.extend : articles.decide;
    await open("decide", "council-decision", due, drive.decided_at, article);
  }
}

const SEOUL_OFFSET_MS = 9 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The rule of `endOfPeriod` (app/domain/calendar) as it was when this migration was written: it stays as it is here. */
function endOfPeriod(from: Date, period: { days: number } | { years: number }): Date {
  const first = Math.floor((from.getTime() + SEOUL_OFFSET_MS) / DAY_MS) + 1;
  const endOfDay = (day: number) => new Date((day + 1) * DAY_MS - 1 - SEOUL_OFFSET_MS);
  if ("days" in period) return endOfDay(first + period.days - 1);
  const begins = new Date(first * DAY_MS);
  const [year, month] = [begins.getUTCFullYear() + period.years, begins.getUTCMonth()];
  const lastOfMonth = Math.round(Date.UTC(year, month + 1, 0) / DAY_MS);
  const corresponding = Math.round(Date.UTC(year, month, 1) / DAY_MS) + begins.getUTCDate() - 1;
  return endOfDay(corresponding > lastOfMonth ? lastOfMonth : corresponding - 1);
}
