import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { OpinionView } from "#app/domain/kinds/forum/read-forum.ts";
import type { Stance } from "#db/tables/forum.ts";
import { OpinionItem } from "./opinion-item.tsx";
import type { OpinionsProps } from "./opinions.tsx";
import { opinionsPath } from "./opinions-path.ts";

interface ArgumentsProps extends OpinionsProps {
  sides: Record<Stance, readonly OpinionView[]>;
}

/**
 * The strongest arguments, one for and one against in turn: on a phone in this order, so that neither side comes before
 * the whole of the other; side by side where there is room. What is on neither side follows.
 */
export function Arguments({ forum, sides, visit, replyLimit, answer }: ArgumentsProps) {
  const { t } = useTranslation("forum");
  const { open, stances } = forum;
  const item = (opinion: OpinionView) => (
    <OpinionItem
      key={opinion.id}
      opinion={opinion}
      since={visit.since}
      open={open}
      replyLimit={replyLimit}
      answer={answer}
    />
  );
  if (stances.for + stances.against + stances.other === 0)
    return <EmptyState title={t("opinions.empty")}>{open && t("opinions.emptyText")}</EmptyState>;
  return (
    <>
      <p className="small muted">{t("opinions.strongest")}</p>
      <div className="sides">
        <Side stance="for" count={stances.for} />
        <Side stance="against" count={stances.against} />
        <ol className="opinions">{inTurn(sides.for, sides.against).map(item)}</ol>
      </div>
      {sides.other.length > 0 && (
        <div className="sides-other">
          <Side stance="other" count={stances.other} />
          <ol className="opinions">{sides.other.map(item)}</ol>
        </div>
      )}
    </>
  );
}

/** What a side is called, how many are on it, and the way to all of them. */
function Side({ stance, count }: { stance: Stance; count: number }) {
  const here = useMatterHere();
  const { t } = useTranslation("forum");
  const { t: common } = useTranslation();
  const format = useFormat();
  return (
    <div className={`side ${stance}`}>
      <h3 className="h-sub">
        {common(`stance.${stance}`)} <span className="numeric">{format.number(count)}</span>
      </h3>
      {count === 0 ? (
        <p className="small muted">{t("opinions.noneHere")}</p>
      ) : (
        <Link className="text-link small" to={opinionsPath(here, { list: stance })} preventScrollReset>
          {t("opinions.allOf")}
          <span className="sr-only">: {common(`stance.${stance}`)}</span>
        </Link>
      )}
    </div>
  );
}

function inTurn<T>(one: readonly T[], other: readonly T[]): T[] {
  const pairs = Array.from({ length: Math.max(one.length, other.length) }, (_, place) => [
    ...one.slice(place, place + 1),
    ...other.slice(place, place + 1),
  ]);
  return pairs.flat();
}
