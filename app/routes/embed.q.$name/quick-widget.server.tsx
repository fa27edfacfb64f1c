import type { AppLoadContext } from "@remix-run/node";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import type { QuickPollView } from "#app/domain/quick-poll/read-quick-poll.ts";
import { WidgetBars } from "#app/doors/widgets/widget-bars.tsx";
import { Way } from "#app/doors/widgets/widget-frame.tsx";
import { formatDateTime, formatNumber } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";

/** The question that is asked now, how its answers stand, what such votes are, and the way to vote. */
export function quickWidget({ poll, board }: QuickPollView, context: AppLoadContext) {
  const { language, directory } = context;
  const { title, choices, votes, closesAt, crowded, repeated } = board;
  const t = translator(language, directory.space.kind);
  const amount = (count: number) => ({ count, amount: formatNumber(language, count) });
  const time = formatDateTime(language, closesAt);
  return {
    title,
    children: (
      <>
        <p className="above">
          <span>{t(poll.open ? "quick:open" : "quick:closed")}</span>
          <span>{t(poll.open ? "quick:until" : "quick:endedAt", { time })}</span>
        </p>
        <h1 dir="auto">{title}</h1>
        <WidgetBars
          language={language}
          caption={title}
          rows={choices.map((choice) => ({ key: choice.id, label: choice.title, count: choice.votes }))}
          whole={votes}
        />
        <p className="count">{t("quick:votesAll", amount(votes))}</p>
        <p className="below">{t("quick:honest")}</p>
        {crowded > 0 && <p className="below">{t("quick:suspicious.crowded", amount(crowded))}</p>}
        {repeated > 0 && <p className="below">{t("quick:suspicious.repeated", amount(repeated))}</p>}
        <Way
          context={context}
          path={quickPollPath(poll.name)}
          words={t(poll.open ? "outside:widget.vote" : "outside:widget.open", {
            space: directory.space.name[language],
          })}
        />
      </>
    ),
  };
}
