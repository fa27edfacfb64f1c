import type { PollDuty } from "#app/components/poll/follow-up.tsx";
import type { PollView } from "#app/domain/kinds/poll/read-poll.ts";
import type { Language } from "#db/tables/language.ts";

/** What the office owes after a poll, and what it said, as pages show it. */
export const dutiesOf = ({ duties }: Pick<PollView, "duties">, language: Language): PollDuty[] =>
  duties.map(({ id, kind, officeName, dueAt, metAt, replies }) => ({
    id,
    kind,
    office: officeName[language],
    dueAt,
    metAt,
    replies: replies.map(({ version, decision, html, nextDate, publishedAt }) => ({
      version,
      decision,
      html,
      nextDate,
      publishedAt,
    })),
  }));
