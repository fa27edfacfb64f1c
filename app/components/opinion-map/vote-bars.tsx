import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import { letterOf, VOTES } from "#app/domain/opinion-map/words.ts";
import type { VoteCounts } from "#db/tables/opinion-map.ts";

/** How each group voted on one statement: a bar, and its shares in words. */
export function VoteBars({ groups }: { groups: readonly VoteCounts[] }) {
  const { t } = useTranslation("map");
  return (
    <dl className="vote-bars">
      {groups.map((counts, group) => (
        <div key={letterOf(group)}>
          <dt>{groups.length > 1 ? t("groups.name", { letter: letterOf(group) }) : t("counts.all")}</dt>
          <dd>
            <VoteBar counts={counts} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Lengths are SVG attributes, since the CSP forbids style attributes. */
export function VoteBar({ counts }: { counts: VoteCounts }) {
  const { t } = useTranslation("map");
  const format = useFormat();
  const total = VOTES.reduce((sum, choice) => sum + counts[choice], 0);
  const share = (choice: keyof VoteCounts) => (total === 0 ? 0 : counts[choice] / total);
  return (
    <>
      <svg className="vote-bar" height={12} aria-hidden="true" focusable="false">
        {VOTES.map((choice, index) => {
          const from = VOTES.slice(0, index).reduce((sum, before) => sum + share(before), 0);
          return (
            <rect
              key={choice}
              className={choice}
              x={`${from * 100}%`}
              width={`${share(choice) * 100}%`}
              height="100%"
            />
          );
        })}
      </svg>
      <span className="small numeric">
        {t("counts.shares", {
          agree: format.percent(share("agree")),
          disagree: format.percent(share("disagree")),
          pass: format.percent(share("pass")),
        })}
      </span>
    </>
  );
}
