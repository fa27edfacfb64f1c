import { sql } from "kysely";
import type { Queryable } from "../client.ts";

/** "LON,LAT" as a form writes it; null: no place was marked. */
const placeSaid = sql`lon || ',' || lat`;

/**
 * Everything that is stored of a person in all spaces but what is sealed (and their objections, whose texts are), by
 * what it is: made in one statement, so that it is of one moment. Times are ISO 8601 in UTC.
 */
export async function readOwnRows(db: Queryable, personId: number): Promise<Record<string, unknown[]>> {
  const { rows } = await sql<{ own: Record<string, unknown[]> }>`
    with me as (select ${personId}::bigint as id),
    spaces as (select id, code from space)
    select json_build_object(
      'accounts', (select coalesce(json_agg(json_build_object('issuer', issuer, 'since', created_at) order by created_at), '[]')
        from account, me where person_id = me.id),
      'sessions', (select coalesce(json_agg(json_build_object('begun', created_at, 'used', used_at, 'ends', expires_at, 'device', device) order by created_at), '[]')
        from session, me where user_id = me.id),
      'posts', (select coalesce(json_agg(json_build_object('space', s.code, 'role', role, 'since', given_at, 'until', ends_at) order by post.id), '[]')
        from post join spaces s on s.id = post.space_id, me where person_id = me.id),
      'rolls', (select coalesce(json_agg(json_build_object('space', s.code, 'roll', roll.code, 'entry', e.label) order by e.id), '[]')
        from roll_entry e join roll on roll.id = e.roll_id join spaces s on s.id = roll.space_id, me where e.person_id = me.id),
      'drafts', (select coalesce(json_agg(json_build_object('space', s.code, 'title', title, 'text', body, 'place', ${placeSaid}, 'changed', updated_at,
          'pictures', (select coalesce(json_agg(json_build_object('alt', x.alt, 'caption', x.caption) order by position), '[]')
            from picture x where x.draft_id = draft.id)) order by updated_at), '[]')
        from draft join spaces s on s.id = draft.space_id, me where person_id = me.id),
      'proposals', (select coalesce(json_agg(json_build_object('space', s.code, 'number', m.id, 'title', title, 'text', body, 'place', ${placeSaid},
          'published', opened_at, 'state', state,
          'supplements', (select coalesce(json_agg(json_build_object('text', x.body, 'at', x.created_at) order by position), '[]')
            from supplement x where x.matter_id = m.id),
          'pictures', (select coalesce(json_agg(json_build_object('alt', x.alt, 'caption', x.caption) order by position), '[]')
            from picture x where x.matter_id = m.id)) order by m.id), '[]')
        from matter m join spaces s on s.id = m.space_id, me where author_id = me.id and kind = 'proposal'),
      'supports', (select coalesce(json_agg(json_build_object('space', s.code, 'kind', m.kind, 'number', m.id, 'title', m.title,
          'at', x.created_at) order by x.created_at), '[]')
        from support x join matter m on m.id = x.matter_id join spaces s on s.id = m.space_id, me where x.person_id = me.id),
      'reminders', (select coalesce(json_agg(json_build_object('space', s.code, 'number', m.id, 'title', m.title) order by m.id), '[]')
        from poll_reminder x join matter m on m.id = x.matter_id join spaces s on s.id = m.space_id, me where x.person_id = me.id),
      'signatures', (select coalesce(json_agg(json_build_object('space', s.code, 'number', m.id, 'title', m.title,
          'district', x.district, 'at', x.signed_at) order by x.signed_at), '[]')
        from support y join signature x using (matter_id, person_id) join matter m on m.id = x.matter_id
        join spaces s on s.id = m.space_id, me where y.person_id = me.id),
      'looks', (select coalesce(json_agg(json_build_object('number', r.matter_id, 'office', office.name, 'purpose', r.purpose,
          'at', r.at) order by r.id), '[]')
        from personal_read r join office on office.id = r.office_id, me where subject = me.id),
      'opinions', (select coalesce(json_agg(json_build_object('space', s.code, 'forum', o.forum_id, 'title', m.title,
          'versions', (select json_agg(json_build_object('stance', v.stance, 'text', v.body, 'at', v.written_at) order by v.version)
            from opinion_version v where v.opinion_id = o.id)) order by o.id), '[]')
        from opinion o join matter m on m.id = o.forum_id join spaces s on s.id = m.space_id, me where o.person_id = me.id),
      'replies', (select coalesce(json_agg(json_build_object('forum', o.forum_id, 'text', r.body, 'at', r.created_at) order by r.id), '[]')
        from opinion_reply r join opinion o on o.id = r.opinion_id, me where r.person_id = me.id),
      'helpful', (select coalesce(json_agg(json_build_object('forum', o.forum_id, 'opinion', o.id, 'at', h.created_at) order by h.created_at), '[]')
        from helpful h join opinion o on o.id = h.opinion_id, me where h.person_id = me.id),
      'verdicts', (select coalesce(json_agg(json_build_object('space', s.code, 'number', m.id, 'title', m.title,
          'verdict', v.verdict, 'at', v.given_at) order by v.given_at), '[]')
        from verdict v join duty d on d.id = v.duty_id join matter m on m.id = d.matter_id
        join spaces s on s.id = m.space_id, me where v.person_id = me.id),
      'comments', (select coalesce(json_agg(json_build_object('space', s.code, 'number', m.id, 'title', m.title, 'text', c.body,
          'at', c.created_at, 'hidden', c.hidden_at) order by c.id), '[]')
        from proposal_comment c join matter m on m.id = c.matter_id join spaces s on s.id = m.space_id, me
        where c.person_id = me.id and c.withdrawn_at is null),
      'statements', (select coalesce(json_agg(json_build_object('space', s.code, 'matter', x.matter_id, 'text', x.body,
          'at', x.created_at, 'hidden', x.hidden_at) order by x.id), '[]')
        from statement x join matter m on m.id = x.matter_id join spaces s on s.id = m.space_id, me where x.person_id = me.id),
      'votes', (select coalesce(json_agg(json_build_object('space', s.code, 'matter', x.matter_id, 'statement', x.body,
          'vote', v.vote) order by v.statement_id), '[]')
        from statement_vote v join statement x on x.id = v.statement_id join matter m on m.id = x.matter_id
        join spaces s on s.id = m.space_id, me where v.person_id = me.id),
      'applications', (select coalesce(json_agg(json_build_object('space', s.code, 'title', a.title, 'state', a.state,
          'changed', a.updated_at, 'content', a.content) order by a.id), '[]')
        from drive_application a join spaces s on s.id = a.space_id, me where a.person_id = me.id),
      'helping', (select coalesce(json_agg(json_build_object('space', s.code, 'title', a.title, 'role', h.role, 'since', h.joined_at)
          order by h.joined_at), '[]')
        from drive_helper h join drive_application a on a.id = h.application_id join spaces s on s.id = a.space_id, me
        where h.person_id = me.id),
      'quickPolls', (select coalesce(json_agg(json_build_object('space', s.code, 'name', p.name, 'notice', p.notice,
          'since', p.created_at, 'ends', p.closes_at,
          'questions', (select json_agg(json_build_object('text', q.title,
              'choices', (select json_agg(c.title order by c.id) from quick_poll_choice c
                where c.poll_id = q.poll_id and c.question = q.position)) order by q.position)
            from quick_poll_question q where q.poll_id = p.id)) order by p.id), '[]')
        from quick_poll p join spaces s on s.id = p.space_id, me where p.maker_id = me.id),
      'quickMessages', (select coalesce(json_agg(json_build_object('space', s.code, 'name', p.name, 'text', x.body,
          'at', x.created_at) order by x.id), '[]')
        from quick_message x join quick_poll p on p.id = x.poll_id join spaces s on s.id = p.space_id, me
        where x.person_id = me.id),
      'reports', (select coalesce(json_agg(json_build_object('space', s.code,
          'matter', coalesce(d.matter_id, o.forum_id, st.matter_id, c.matter_id, b.forum_id), 'opinion', d.opinion_id, 'opinionReply', d.reply_id, 'statement', d.statement_id, 'comment', d.comment_id, 'background', d.background_id,
          'name', p.name, 'reason', x.reason, 'text', x.note, 'at', x.created_at, 'outcome', x.outcome,
          'answered', x.settled_at) order by x.id), '[]')
        from report x join moderated d on d.id = x.moderated_id join spaces s on s.id = d.space_id
        left join opinion_reply y on y.id = d.reply_id left join opinion o on o.id = coalesce(d.opinion_id, y.opinion_id) left join statement st on st.id = d.statement_id
        left join proposal_comment c on c.id = d.comment_id left join background b on b.id = d.background_id
        left join quick_message m on m.id = d.message_id left join quick_poll p on p.id = coalesce(d.quick_poll_id, m.poll_id),
        me where x.person_id = me.id),
      'declinedDraws', (select coalesce(json_agg(json_build_object('space', s.code, 'matter', m.id) order by m.id), '[]')
        from poll_draw_decline x join matter m on m.id = x.matter_id join spaces s on s.id = m.space_id, me
        where x.person_id = me.id),
      'searches', (select coalesce(json_agg(json_build_object('space', s.code, 'query', q.query, 'mail', q.mail, 'since', q.created_at)
          order by q.id), '[]')
        from saved_search q join spaces s on s.id = q.space_id, me where q.person_id = me.id),
      'follows', (select coalesce(json_agg(json_build_object('space', s.code, 'what', x.target, 'code', x.code,
          'title', m.title, 'since', x.since) order by x.since), '[]')
        from follow x join spaces s on s.id = x.space_id
        left join matter m on m.id = case when x.target = 'matter' then x.code::bigint end, me where x.person_id = me.id),
      'notices', (select coalesce(json_agg(json_build_object('space', s.code, 'number', e.matter_id, 'title', m.title,
          'what', e.kind, 'at', x.created_at, 'read', x.read_at) order by x.created_at), '[]')
        from notice x join spaces s on s.id = x.space_id join event e on e.space_id = x.space_id and e.seq = x.event_seq
        left join matter m on m.id = e.matter_id, me where x.person_id = me.id),
      'noticeSettings', (select coalesce(json_agg(json_build_object('what', x.sort, 'told', x.told, 'mail', x.mail,
          'push', x.push) order by x.sort), '[]')
        from notice_setting x, me where x.person_id = me.id),
      'pushDevices', (select coalesce(json_agg(json_build_object('device', x.device, 'since', x.created_at)
          order by x.id), '[]') from push_device x, me where x.person_id = me.id),
      'keys', (select coalesce(json_agg(json_build_object('space', s.code, 'title', k.name, 'scopes', k.scopes, 'since', k.made_at,
          'until', coalesce(k.revoked_at, k.expires_at), 'used', k.used_on) order by k.id), '[]')
        from api_key k join spaces s on s.id = k.space_id, me where k.person_id = me.id),
      'letters', (select coalesce(json_agg(json_build_object('subject', m.subject, 'text', m.body, 'written', m.created_at,
          'sent', m.sent_at) order by m.id), '[]')
        from mail m, me where m.person_id = me.id)
    ) as own`.execute(db);
  return rows[0]?.own ?? {};
}
