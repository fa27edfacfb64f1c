import type { AppLoadContext } from "@remix-run/node";
import type { TurnoutView } from "#app/components/poll/turnout.tsx";
import { readTurnout, type Turnout } from "#app/domain/kinds/poll/read-turnout.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { translator } from "#app/i18n/server.ts";

/**
 * How many took part in a poll when and from where, with names in the reader's language; null: there is nothing to show.
 *
 * @throws PortalError "not-found"
 */
export async function turnoutHere(context: AppLoadContext, id: number): Promise<TurnoutView | null> {
  const { portal, directory } = context;
  return turnoutSaid(context, await readTurnout(portal.db, directory, id, portal.clock.now()));
}

/** The same of what was read already. */
export function turnoutSaid(context: AppLoadContext, turnout: Turnout | null): TurnoutView | null {
  if (!turnout) return null;
  const { language } = context;
  const { hours, steps, earlierPolls, against, places, leaderboard } = turnout;
  const nameOf = placeNames(context, places?.by ?? "district");
  return {
    unit: hours < 24 ? "hour" : hours === 24 ? "day" : "week",
    steps,
    earlierPolls,
    against,
    places: places && {
      by: places.by,
      at: places.at,
      day: places.day,
      final: places.final,
      count: places.count,
      rows: [
        ...places.shown.map(({ of, count }) => ({ of, name: nameOf(of), count })),
        ...(places.others === null
          ? []
          : [
              {
                of: "others",
                name: translator(language)("turnout:others", {
                  names: places.others.of.map(nameOf).join(", "),
                }),
                count: places.others.count,
              },
            ]),
      ],
    },
    leaderboard: leaderboard && {
      asOf: leaderboard.asOf,
      rows: leaderboard.rows.map(({ of, ...row }) => ({ ...row, of, name: nameOf(of) })),
    },
  };
}

/** A district's name, a unit as the roll writes it; "": of none. */
function placeNames(
  { directory, language }: AppLoadContext,
  by: "district" | "unit",
): (of: string) => string {
  const labels = labelsOf(directory, language);
  const t = translator(language, directory.space.kind);
  if (by === "unit") return (of) => (of === "" ? t("turnout:noUnit") : of);
  const elsewhere = t("turnout:elsewhere");
  return (of) => (of === "" ? elsewhere : (labels.district(of) ?? of));
}
