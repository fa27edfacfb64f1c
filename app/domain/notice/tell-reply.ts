import { changedFrom } from "#app/domain/duty/changed-decision.ts";
import { matterPath } from "#app/domain/matter/address.ts";
import { homeOf } from "#app/domain/space/home.ts";
import type { Database, Tx } from "#db/client.ts";
import { findDuty, listReplies } from "#db/queries/duties.ts";
import type { Jobs } from "#db/queries/jobs.ts";
import { findMatter } from "#db/queries/matters.ts";
import { findPerson } from "#db/queries/persons.ts";
import { findSpaceOfDuty } from "#db/queries/spaces.ts";
import type { Decision } from "#db/tables/duty.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import { type News, tellSupporters } from "./tell-supporters.ts";
import type { Letter } from "./write-letter.ts";

/** Kinds of which people can ask to be told: one letter for them and for who took part, and it says not which. */
const ASKED_OF: Partial<Record<MatterKind, { text: "pollReply"; why: "poll"; at: string; back: string }>> = {
  poll: { text: "pollReply", why: "poll", at: "#follow-up", back: "#reminder" },
};

/** Tells author and supporters that an office replied. */
export function tellReply(db: Database, job: Jobs["tell-reply"], origin: string, now: Date): Promise<void> {
  return tellSupporters(db, "tell-reply", job, (tx) => readNews(tx, job, origin), now);
}

async function readNews(tx: Tx, job: Jobs["tell-reply"], origin: string): Promise<News | undefined> {
  const space = await findSpaceOfDuty(tx, job.dutyId);
  const duty = space && (await findDuty(tx, space.id, job.dutyId));
  const matter = duty && (await findMatter(tx, space.id, duty.matter_id, duty.matter_kind));
  const replies = (duty ? await listReplies(tx, [duty.id]) : []).map(({ next_on: nextDate, ...reply }) => ({
    ...reply,
    nextDate,
  }));
  const reply = replies[job.version - 1];
  if (!duty || !matter || !reply) return undefined;
  const next = reply.nextDate === null ? null : new Date(reply.nextDate);
  const from = changedFrom(replies, job.version);
  const author = matter.author_id === null ? undefined : await findPerson(tx, matter.author_id);
  const page = matterPath(duty.matter_kind, duty.address);
  const asked = ASKED_OF[duty.matter_kind];
  const letterTo = (reader: "author" | "supporter"): Omit<Letter, "to"> => ({
    occasion: `reply/${job.dutyId}/${job.version}`,
    matterId: duty.matter_id,
    takenBackAt: asked && page + asked.back,
    say({ t, language, date }) {
      const said = (decision: Decision) => t(`common:decisionShort.${decision}`);
      const values = { title: duty.title, office: duty.office_name[language] };
      return {
        subject: t(`mail:reply.${from ? "changedSubject" : next ? "interimSubject" : "subject"}`, values),
        body: [
          t(asked ? `mail:${asked.text}` : `mail:reply.${reader}`, values),
          ...(from ? [t("mail:reply.changed", { from: said(from), to: said(reply.decision) })] : []),
          ...(next ? [t("mail:reply.next", { date: date(next) })] : []),
        ],
        page: { path: page + (asked?.at ?? "#reply") },
      };
    },
  });
  return {
    sender: { spaceId: space.id, home: homeOf(origin, space) },
    matterId: duty.matter_id,
    first: [{ ...letterTo("author"), to: { why: "author", people: author ? [author] : [] } }],
    letter: letterTo("supporter"),
    why: asked?.why ?? "supporter",
    sort: asked ? undefined : "reply",
    except: matter.author_id,
    askers: asked !== undefined,
  };
}
