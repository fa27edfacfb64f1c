import { useTranslation } from "react-i18next";
import type { Milestone } from "./support-bar.tsx";
import { useFormat } from "./use-format.ts";

interface SupportTrackProps {
  count: number;
  /** Milestones up to here count as reached, whatever the count is now. */
  reached: number;
  milestones: readonly Milestone[];
  /** Write what each milestone means below it. */
  named: boolean;
}

/**
 * The drawing of a support bar. Each milestone has an equal share of the width, so that 50 and 1,000 on one bar
 * stay readable; within its share the bar is true to the number. All of it is said in words beside it.
 */
export function SupportTrack({ count, reached, milestones, named }: SupportTrackProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const middle = named ? 9 : 8;
  const thickness = named ? 10 : 8;
  return (
    <svg className="support-track" height={named ? 62 : 16} aria-hidden="true" focusable="false">
      <rect className="track" width="100%" height={thickness} y={middle - thickness / 2} rx={thickness / 2} />
      <rect
        className="fill"
        width={`${shareOf(count, milestones) * 100}%`}
        height={thickness}
        y={middle - thickness / 2}
        rx={thickness / 2}
      />
      {milestones.map(({ at, consequence }, index) => {
        const place = `${((index + 1) / milestones.length) * 100}%`;
        const last = index === milestones.length - 1;
        const done = reached >= at;
        return (
          <g key={at}>
            <circle className={done ? "mark-done" : "mark"} cx={place} cy={middle} r={named ? 8 : 6} />
            {done && (
              <svg x={place} y={middle} overflow="visible" aria-hidden="true">
                <path
                  className="mark-check"
                  d={named ? "m-3.5 .3 2.5 2.5 4.5-5" : "m-2.6 .2 1.9 1.9 3.3-3.8"}
                />
              </svg>
            )}
            {named && (
              <MilestoneName place={place} last={last} done={done}>
                {[format.number(at), t(`consequence.${consequence}`)]}
              </MilestoneName>
            )}
          </g>
        );
      })}
    </svg>
  );
}

interface MilestoneNameProps {
  place: string;
  last: boolean;
  done: boolean;
  /** The number, and below it what it leads to: in one line, English would not fit a phone. */
  children: readonly [string, string];
}

function MilestoneName({ place, last, done, children: [amount, meaning] }: MilestoneNameProps) {
  const shared = { x: place, dx: last ? 9 : 0, textAnchor: last ? "end" : "middle" } as const;
  return (
    <g className={done ? "label-done" : undefined}>
      <text {...shared} y={36} className="label-number">
        {amount}
      </text>
      <text {...shared} y={55}>
        {meaning}
      </text>
    </g>
  );
}

/** From 0 to 1: how much of the track is filled. */
function shareOf(count: number, milestones: readonly Milestone[]): number {
  let from = 0;
  for (const [index, { at }] of milestones.entries()) {
    if (count < at) return (index + (count - from) / (at - from)) / milestones.length;
    from = at;
  }
  return 1;
}
