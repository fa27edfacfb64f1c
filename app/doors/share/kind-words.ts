import type { TFunction } from "i18next";
import type { Stage } from "#app/components/badge.tsx";
import type { LatestAnswer } from "#app/domain/duty/latest-answer.ts";
import type { SharedMatter } from "#app/domain/kinds.ts";
import { formatDate, formatNumber } from "#app/i18n/format.ts";
import type { NAMESPACES } from "#app/i18n/readers.ts";
import type { SharePicture, Tone } from "#app/platform/share-picture.ts";
import type { Decision } from "#db/tables/duty.ts";
import type { Language } from "#db/tables/language.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import { aboutSoMany } from "./about-so-many.ts";

type Of<Code extends MatterKind> = Extract<SharedMatter, { kind: Code }>;
type Said = Pick<SharePicture, "standing" | "figure" | "goal" | "share" | "note">;

/** What all kinds are said with. */
interface Words {
  language: Language;
  t: TFunction<typeof NAMESPACES>;
  /** Until when, or when it ended; null: it ended before. */
  until: string | null;
}

const STAGE_TONE: Record<Exclude<Stage, "withdrawn">, Tone> = {
  gathering: "running",
  awaiting: "waiting",
  answered: "good",
  closed: "over",
};
const DECISION_TONE: Record<Decision, Tone> = {
  "will-do": "good",
  partly: "good",
  "under-study": "waiting",
  cannot: "over",
};
const DRIVE_TONE: Partial<Record<Of<"drive">["state"], Tone>> = {
  shortfall: "waiting",
  adopted: "good",
  rejected: "over",
  lapsed: "over",
  dismissed: "over",
};

/** A kind is added by its entry here. */
const OF_KIND: { [Code in MatterKind]: (matter: Of<Code>, words: Words) => Said } = {
  proposal: (matter, words) => {
    const { stage } = matter;
    const standing = { words: words.t(`common:stage.${stage}`), tone: STAGE_TONE[stage] };
    return { ...counted(matter, words, nextOf), standing: answered(matter, words) ?? standing };
  },
  forum: (matter, words) => ({
    ...counted(matter, words, nextOf),
    standing: answered(matter, words) ?? {
      words: words.t(`common:matterState.${matter.open ? "open" : "closed"}`),
      tone: matter.open ? "running" : "over",
    },
  }),
  drive: (matter, words) => ({
    ...counted(matter, words, (goal, { language, t }) =>
      t("drives:bar.of", { count: goal, amount: formatNumber(language, goal) }),
    ),
    standing: { words: words.t(`drives:state.${matter.state}`), tone: DRIVE_TONE[matter.state] ?? "running" },
  }),
  poll: (matter, words) => ({
    ...counted(matter, words, nextOf),
    standing: answered(matter, words) ?? {
      words: words.t(`common:pollState.${matter.state}`),
      tone: matter.open ? "running" : "over",
    },
  }),
  vote: ({ state, result, choices, votingDay }, { t, language }) => {
    const day = t("votes:card.day", { date: formatDate(language, votingDay) });
    const none = { goal: null, share: null };
    if (!result) {
      const tone = state === "counting" ? "waiting" : "running";
      const standing: Said["standing"] = { words: t(`votes:state.${state}`), tone };
      return { ...none, standing, figure: day, note: t("outside:widget.count.vote") };
    }
    const { outcome, ballots } = result;
    const side = outcome === "neither" ? undefined : choices?.[outcome];
    return {
      ...none,
      standing: {
        words: t("votes:card.outcome", { outcome: side ?? t(`votes:side.${outcome}`) }),
        tone: "good",
      },
      figure: t("votes:card.ballots", { count: ballots, amount: formatNumber(language, ballots) }),
      note: day,
    };
  },
};

/** Where a matter stands and how far it has come, in words. */
export function saidOf<Code extends MatterKind>(
  matter: { [C in Code]: Of<C> & { kind: C } }[Code],
  words: Words,
): Said {
  return OF_KIND[matter.kind](matter, words);
}

/** What is late first, then what was decided. */
function answered({ late, decision }: LatestAnswer, { t }: Words): Said["standing"] | undefined {
  if (late) return { words: t("common:due.overdueToday"), tone: "late" };
  if (decision === null) return undefined;
  const words = t("outside:shared.decided", { decision: t(`common:decisionShort.${decision}`) });
  return { words, tone: DECISION_TONE[decision] };
}

const nextOf = (goal: number, { language, t }: Words) =>
  t("outside:widget.goal", { number: formatNumber(language, goal) });

/** How many there are: exactly where few are, or no more come. */
function counted(
  { kind, counted: all, open }: Of<"proposal" | "forum" | "drive" | "poll">,
  words: Words,
  goalWords: (goal: number, words: Words) => string,
): Omit<Said, "standing"> {
  const { language, t, until } = words;
  if (!all) return { figure: null, goal: null, share: null, note: until };
  const { count, goal, leadsTo } = all;
  const about = open ? aboutSoMany(count) : count;
  // What was reached is said, whatever it ends in.
  const shown = goal !== null && count >= goal ? Math.max(about, goal) : about;
  const missing = goal === null ? 0 : goal - count;
  const more = open && shown === count && missing > 0 ? leadsTo : null;
  return {
    figure:
      shown < count
        ? t(`outside:shared.over.${kind}`, { number: formatNumber(language, shown) })
        : t(`outside:widget.count.${kind}`, { count, number: formatNumber(language, count) }),
    goal: goal === null ? null : goalWords(goal, words),
    share: goal === null ? null : Math.min(1, shown / goal),
    note:
      more === null
        ? until
        : t(`common:support.more.${more}`, { count: missing, amount: formatNumber(language, missing) }),
  };
}
