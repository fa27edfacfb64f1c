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
  const { hours, steps, earlierPolls, against, districts, leaderboard } = turnout;
  const nameOf = districtNames(context);
  return {
    unit: hours < 24 ? "hour" : hours === 24 ? "day" : "week",
    steps,
    earlierPolls,
    against,
    districts: districts && {
      at: districts.at,
      day: districts.day,
      final: districts.final,
      count: districts.count,
      rows: [
        ...districts.shown.map(({ of, count }) => ({ of, name: nameOf(of), count })),
        ...(districts.others === null
          ? []
          : [
              {
                of: "others",
                name: translator(language)("turnout:others", {
                  names: districts.others.of.map(nameOf).join(", "),
                }),
                count: districts.others.count,
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

/** A district's name; "": people of none. */
function districtNames({ directory, language }: AppLoadContext): (of: string) => string {
  const labels = labelsOf(directory, language);
  const elsewhere = translator(language, directory.space.kind)("turnout:elsewhere");
  return (of) => (of === "" ? elsewhere : (labels.district(of) ?? of));
}
