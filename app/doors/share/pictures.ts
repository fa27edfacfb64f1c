import type { AppLoadContext } from "@remix-run/node";
import type { QuickPollView } from "#app/domain/quick-poll/read-quick-poll.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { readCurrentRules } from "#app/domain/threshold/current-rules.ts";
import { inOrder } from "#app/domain/threshold/rule.ts";
import type { SharedView } from "#app/domain/views/read-shared.ts";
import { formatDate, formatDateTime, formatNumber } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";
import type { SharePicture } from "#app/platform/share-picture.ts";
import { aboutSoMany } from "./about-so-many.ts";
import { categoryPath } from "./category-path.ts";
import { saidOf } from "./kind-words.ts";

type Context = Pick<AppLoadContext, "directory" | "language">;

const EMPTY = {
  standing: null,
  art: null,
  figure: null,
  goal: null,
  share: null,
  note: null,
  chips: [],
} satisfies Partial<SharePicture>;

/** What stands on a matter's picture, in the language that is asked for. */
export function matterPicture({ matter, category, closesAt }: SharedView, context: Context): SharePicture {
  const { directory, language } = context;
  const t = translator(language, directory.space.kind);
  const { kind, title, name, open } = matter;
  const until =
    closesAt && t(`outside:widget.${open ? "until" : "closed"}`, { date: formatDate(language, closesAt) });
  return {
    ...EMPTY,
    ...ofSpace(context),
    kind: `${name ?? t(`search:kind.${kind}`)} · ${labelsOf(directory, language).category(category)}`,
    title,
    art: categoryPath(category),
    ...saidOf(matter, { language, t, until }),
  };
}

/** A one-touch poll: what is asked, and what one may answer. How answers stand is seen where one votes. */
export function quickPicture({ poll, board }: QuickPollView, context: Context): SharePicture {
  const { language, directory } = context;
  const t = translator(language, directory.space.kind);
  const { title, choices, votes, closesAt } = board;
  const time = formatDateTime(language, closesAt);
  const shown = poll.open ? aboutSoMany(votes) : votes;
  const number = formatNumber(language, shown);
  return {
    ...EMPTY,
    ...ofSpace(context),
    kind: t("quick:title"),
    title,
    standing: poll.open
      ? { words: t("quick:open"), tone: "running" }
      : { words: t("quick:closed"), tone: "over" },
    figure:
      shown < votes
        ? t("outside:shared.overVotes", { number })
        : t("quick:votesAll", { count: votes, amount: number }),
    note: t(poll.open ? "quick:until" : "quick:endedAt", { time }),
    chips: choices.map((choice) => choice.title),
  };
}

/** Of all that has no picture of its own: what this is, and what follows from how many. */
export function homePicture(
  { rules }: Awaited<ReturnType<typeof readCurrentRules>>,
  context: Context,
): SharePicture {
  const { language, directory } = context;
  const t = translator(language, directory.space.kind);
  return {
    ...EMPTY,
    ...ofSpace(context),
    kind: directory.space.name[language],
    title: t("home:hero.title"),
    chips: inOrder(rules).map(({ measure, threshold, consequence }) => {
      const many = t(`home:${measure}`, { count: threshold, amount: formatNumber(language, threshold) });
      return `${many} → ${t(`common:consequence.${consequence}`)}`;
    }),
  };
}

const ofSpace = ({ directory, language }: Context) => ({
  site: translator(language, directory.space.kind)("common:site.name"),
  space: directory.space.name[language],
});
