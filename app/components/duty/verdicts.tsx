import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { VERDICT_DAYS } from "#app/domain/duty/duty-state.ts";
import type { Verdict } from "#db/tables/duty.ts";
import { Button } from "../button.tsx";
import { useMatterHere } from "../matter-here.ts";
import { ShareBar } from "../share-bar.tsx";
import { useFormat } from "../use-format.ts";
import { type Refused, useRefusal } from "../use-refusal.ts";

const ORDER = ["yes", "partly", "no"] as const satisfies readonly Verdict[];

export type VerdictCounts = Record<Verdict, number>;

export const isAnyVerdict = (counts: VerdictCounts) => ORDER.some((verdict) => counts[verdict] > 0);

/** How those who stand behind a matter judge the reply to it. */
function VerdictBar({ counts }: { counts: VerdictCounts }) {
  const { t } = useTranslation("duties");
  const parts = ORDER.map((verdict) => ({
    code: verdict,
    label: t(`answered.${verdict}`),
    count: counts[verdict],
  }));
  return <ShareBar parts={parts} size="small" />;
}

/** The bar with what was asked, where the buttons stand elsewhere. */
export function VerdictsInShort({ counts }: { counts: VerdictCounts }) {
  const { t } = useTranslation("duties");
  return (
    <div className="verdicts stack tight">
      <p className="small muted">{t("answered.question")}</p>
      <VerdictBar counts={counts} />
    </div>
  );
}

/** What an action of the page says to the touch of a button here, when it did not do it. */
export type VerdictAnswer = Refused | { unreachable: true } | undefined;

/** What of a page's answer is of the buttons here; with a duty, of its own. */
export function verdictOf(answer: VerdictAnswer, dutyId?: number): VerdictAnswer {
  if (!answer || "unreachable" in answer) return undefined;
  const { intent, duty } = answer.typed;
  const isOwn = intent?.startsWith("verdict:") === true && (dutyId === undefined || duty === String(dutyId));
  return isOwn ? answer : undefined;
}

interface VerdictsProps {
  dutyId: number;
  counts: VerdictCounts;
  /** What the reader said; "unsaid": nothing yet; null: they may say nothing. */
  own: Verdict | "unsaid" | null;
  /** The page that they are on. */
  page: "forums" | "proposals";
  /** What the page's action refused, without JavaScript. */
  answer: VerdictAnswer;
}

/** Whether a reply answered what was asked: the counts, and three quiet buttons for who stands behind the matter. */
export function Verdicts({ dutyId, counts, own, page, answer }: VerdictsProps) {
  const here = useMatterHere();
  const { t } = useTranslation("duties");
  const format = useFormat();
  const fetcher = useFetcher<VerdictAnswer>();
  const refusedBy = fetcher.data ?? answer;
  const isLost = refusedBy !== undefined && "unreachable" in refusedBy;
  const { summary } = useRefusal(
    refusedBy && !isLost ? refusedBy.refused : null,
    {},
    {
      "matter-not-open": t("answered.over", { days: VERDICT_DAYS }),
    },
  );
  if (own === null && !isAnyVerdict(counts)) return null;
  const total = ORDER.reduce((sum, verdict) => sum + counts[verdict], 0);
  const heading = `verdicts-${dutyId}`;
  const asked = ORDER.find((verdict) => fetcher.formData?.get("intent") === `verdict:${verdict}`);
  const chosen = asked ?? own;
  return (
    <section className="verdicts stack tight" aria-labelledby={heading}>
      <h3 className="h-sub" id={heading}>
        {t("answered.question")}{" "}
        <span className="small muted">
          {t("answered.count", { count: total, amount: format.number(total) })}
        </span>
      </h3>
      <VerdictBar counts={counts} />
      {own !== null && (
        <fetcher.Form method="post" action={`/${page}/${here}#${heading}`} preventScrollReset>
          <input type="hidden" name="duty" value={dutyId} />
          <div className="cluster tight">
            {ORDER.map((verdict) => (
              <Button
                key={verdict}
                look="tertiary"
                size="small"
                className={chosen === verdict ? "is-on" : undefined}
                name="intent"
                value={`verdict:${verdict}`}
                aria-pressed={chosen === verdict}
              >
                {t(`answered.${verdict}`)}
              </Button>
            ))}
          </div>
          <p role="alert" className="form-hint-invalid">
            {isLost ? t("answered.unreachable") : summary.map(({ message }) => message).join(" ")}
          </p>
        </fetcher.Form>
      )}
      <p className="small muted">{t("answered.who", { days: VERDICT_DAYS })}</p>
    </section>
  );
}
