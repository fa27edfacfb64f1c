import { type Kysely, sql } from "kysely";

/**
 * Residents' votes: a draft of the election commission that a second officer approves, the vote that it becomes, what was
 * counted at each polling place, and each version of the result. People vote on paper at polling places; nothing here says
 * who did.
 *
 * Nothing that the version before writes is refused by the wider checks, so it may run beside.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table matter drop constraint matter_kind_check;
  alter table matter add constraint matter_kind_check check (kind in ('proposal', 'forum', 'drive', 'poll', 'vote'));
  alter table search_change drop constraint search_change_kind_check;
  alter table search_change add constraint search_change_kind_check
    check (kind in ('proposal', 'forum', 'drive', 'poll', 'vote', 'opinion', 'reply'));
  alter table search_document drop constraint search_document_kind_check;
  alter table search_document add constraint search_document_kind_check
    check (kind in ('proposal', 'forum', 'drive', 'poll', 'vote', 'opinion', 'reply'));
  alter table search_removal drop constraint search_removal_kind_check;
  alter table search_removal add constraint search_removal_kind_check
    check (kind in ('proposal', 'forum', 'drive', 'poll', 'vote', 'opinion', 'reply'));
  alter table search_rebuild drop constraint search_rebuild_kind_check;
  alter table search_rebuild add constraint search_rebuild_kind_check
    check (kind in ('proposal', 'forum', 'drive', 'poll', 'vote', 'opinion', 'reply'));

  alter table office drop constraint office_kind_check;
  alter table office add constraint office_kind_check check (
    kind in ('department', 'council', 'mayor', 'head', 'moderation', 'administration', 'commission')
  );

  -- its id is drawn from the matters' numbers: the vote that it becomes has the same
  create table vote_draft (
    id          bigint primary key default nextval('matter_id_seq'),
    space_id    int not null references space,
    office_id   int not null references office,
    version     int not null check (version > 0),
    approved_at timestamptz
  );
  -- serves the desk: what waits for a second officer
  create index vote_draft_waiting on vote_draft (space_id, id) where approved_at is null;

  create table vote_draft_version (
    draft_id   bigint not null references vote_draft,
    version    int not null check (version > 0),
    definition jsonb not null,
    written_by bigint not null references person,
    written_at timestamptz not null,
    primary key (draft_id, version)
  );

  create table vote (
    matter_id  bigint primary key references matter,
    office_id  int not null references office,
    -- the law that it goes by
    statute_id int not null references statute,
    -- the drive that asked for it; null: the council or the head of the city decided on it
    drive_id   bigint references drive,
    definition jsonb not null,
    eligible   int not null check (eligible > 0),
    voting_day date not null
  );
  -- serves a drive's page: which vote it led to
  create index vote_of_drive on vote (drive_id) where drive_id is not null;

  create table polling_place (
    matter_id bigint not null references vote,
    place     int not null check (place between 1 and 300),
    eligible  int not null check (eligible > 0),
    primary key (matter_id, place),
    -- what a count refers to, so that a check of its own row can hold it to this number
    unique (matter_id, place, eligible)
  );

  -- the two officers who enter what was counted at a place: two people, whoever comes first. A round is the version of
  -- the result that the figures are for
  create table vote_seat (
    matter_id bigint not null,
    place     int not null,
    round     int not null check (round between 1 and 20),
    seat      int not null check (seat in (1, 2)),
    person_id bigint not null references person,
    primary key (matter_id, place, round, seat),
    unique (matter_id, place, round, person_id),
    foreign key (matter_id, place) references polling_place
  );

  -- all that each of them entered; the last stands
  create table vote_entry (
    matter_id    bigint not null,
    place        int not null,
    round        int not null,
    seat         int not null,
    version      int not null check (version between 1 and 50),
    eligible     int not null,
    ballots      int not null,
    for_first    int not null check (for_first >= 0),
    for_second   int not null check (for_second >= 0),
    invalid      int not null check (invalid >= 0),
    entered_at   timestamptz not null,
    primary key (matter_id, place, round, seat, version),
    foreign key (matter_id, place, round, seat) references vote_seat,
    foreign key (matter_id, place, eligible) references polling_place (matter_id, place, eligible),
    check (for_first + for_second + invalid = ballots),
    check (ballots <= eligible)
  );

  -- what both entered alike
  create table vote_count (
    matter_id    bigint not null,
    place        int not null,
    round        int not null,
    eligible     int not null,
    ballots      int not null,
    for_first    int not null check (for_first >= 0),
    for_second   int not null check (for_second >= 0),
    invalid      int not null check (invalid >= 0),
    confirmed_at timestamptz not null,
    primary key (matter_id, place, round),
    foreign key (matter_id, place, eligible) references polling_place (matter_id, place, eligible),
    check (for_first + for_second + invalid = ballots),
    check (ballots <= eligible)
  );
  create function hold_count_to_two() returns trigger language plpgsql as $$
  begin
    if 2 = (
      select count(*) from (
        select distinct on (seat) ballots, for_first, for_second, invalid from vote_entry
        where matter_id = new.matter_id and place = new.place and round = new.round
        order by seat, version desc
      ) as last
      where (ballots, for_first, for_second, invalid) = (new.ballots, new.for_first, new.for_second, new.invalid)
    ) then return new; end if;
    raise exception 'a count is what two officers entered alike' using errcode = 'check_violation';
  end $$;
  create trigger vote_count_of_two before insert on vote_count for each row execute function hold_count_to_two();

  -- a correction is a later version, and says why
  create table vote_result (
    matter_id    bigint not null references vote,
    version      int not null check (version between 1 and 20),
    result       jsonb not null,
    reason       jsonb,
    published_by bigint not null references person,
    published_at timestamptz not null,
    primary key (matter_id, version),
    check ((version = 1) = (reason is null))
  );

  create table vote_objection (
    matter_id   bigint not null references vote,
    position    int not null check (position between 1 and 50),
    received_on date not null,
    signatures  int not null check (signatures > 0),
    recorded_by bigint not null references person,
    recorded_at timestamptz not null,
    primary key (matter_id, position)
  );
  create table vote_objection_decision (
    matter_id   bigint not null,
    position    int not null,
    verdict     text not null check (verdict in ('upheld', 'dismissed')),
    reasons     jsonb not null,
    recorded_by bigint not null references person,
    recorded_at timestamptz not null,
    primary key (matter_id, position),
    foreign key (matter_id, position) references vote_objection
  );

  create trigger vote_draft_version_append_only before update or delete on vote_draft_version
    for each row execute function refuse_change();
  create trigger vote_append_only before update or delete on vote for each row execute function refuse_change();
  create trigger polling_place_append_only before update or delete on polling_place
    for each row execute function refuse_change();
  create trigger vote_seat_append_only before update or delete on vote_seat
    for each row execute function refuse_change();
  create trigger vote_entry_append_only before update or delete on vote_entry
    for each row execute function refuse_change();
  create trigger vote_count_append_only before update or delete on vote_count
    for each row execute function refuse_change();
  create trigger vote_result_append_only before update or delete on vote_result
    for each row execute function refuse_change();
  create trigger vote_objection_append_only before update or delete on vote_objection
    for each row execute function refuse_change();
  create trigger vote_objection_decision_append_only before update or delete on vote_objection_decision
    for each row execute function refuse_change();

  -- Whoever offers something of value to influence a residents' vote commits a crime (Residents' Voting Act, article 28):
  -- no draw of gifts hangs on one, neither by its own number nor by a poll that is shown beside it
  create function refuse_incentive() returns trigger language plpgsql as $$
  begin
    if exists (select from matter where id = new.matter_id and kind = 'vote')
      or new.definition ? 'gifts' and exists (
        select from jsonb_array_elements_text(new.definition -> 'related') as related (id)
        join vote on vote.matter_id = related.id::bigint)
    then
      raise exception 'no incentive may be attached to a residents'' vote' using errcode = 'check_violation';
    end if;
    return new;
  end $$;
  create trigger poll_without_incentive before insert on poll for each row execute function refuse_incentive();
  `;
  await sql.raw(script).execute(db);
}
