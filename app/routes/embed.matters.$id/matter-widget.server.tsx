import type { AppLoadContext } from "@remix-run/node";
import { matterPath } from "#app/domain/matter/address.ts";
import type { Widget } from "#app/domain/views/read-widget.ts";
import { Way } from "#app/doors/widgets/widget-frame.tsx";
import { formatDate, formatNumber, formatPercent } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";

/** One matter: what it is, how many stand behind it of how many, until when, and the way to it. */
export function matterWidget(widget: Widget, context: AppLoadContext) {
  const { language, directory } = context;
  const { kind, id, title, name, count, goal, open, closesAt } = widget;
  const t = translator(language, directory.space.kind);
  const number = (value: number) => formatNumber(language, value);
  const until =
    closesAt !== null &&
    t(open ? "outside:widget.until" : "outside:widget.closed", { date: formatDate(language, closesAt) });
  const counted = t(`outside:widget.count.${kind}`, { count, number: number(count) });
  return {
    title,
    children: (
      <>
        <p className="above">
          <span>{name ?? t(`search:kind.${kind}`)}</span>
          {until && <span>{until}</span>}
        </p>
        <h1 dir="auto">{title}</h1>
        <p className="count">{counted}</p>
        {goal !== null && (
          <>
            <Bar count={count} goal={goal} label={t("outside:widget.bar")} />
            <p className="below">
              <span>{t("outside:widget.goal", { number: number(goal) })}</span>
              <span>{formatPercent(language, Math.min(1, count / goal))}</span>
            </p>
          </>
        )}
        <Way
          context={context}
          path={matterPath(kind, id)}
          words={t("outside:widget.open", { space: directory.space.name[language] })}
        />
      </>
    ),
  };
}

/** Drawn as SVG: the policy knows no style of an element. */
function Bar({ count, goal, label }: { count: number; goal: number; label: string }) {
  const share = Math.min(100, (count / goal) * 100);
  return (
    <div
      className="rail"
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.min(count, goal)}
      aria-valuemin={0}
      aria-valuemax={goal}
    >
      <svg className="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width={share.toFixed(1)} height="8" fill="var(--bar)" />
      </svg>
    </div>
  );
}
