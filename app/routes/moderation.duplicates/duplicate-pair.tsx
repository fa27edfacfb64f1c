import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useFormat } from "#app/components/use-format.ts";

interface Side {
  id: number;
  title: string;
  excerpt: string;
  openedAt: string;
  supportCount: number;
}

interface DuplicatePairProps {
  pair: {
    /** 0…1 */
    score: number;
    earlier: Side;
    later: Side;
    dismissed: { at: string; by: string } | null;
  };
}

/** Two proposals side by side, the earlier one first, and what a moderator may say of them. */
export function DuplicatePair({ pair: { score, earlier, later, dismissed } }: DuplicatePairProps) {
  const { t } = useTranslation("moderation");
  const format = useFormat();
  const { formData } = useNavigation();
  const pending =
    formData?.get("later") === String(later.id) && formData.get("earlier") === String(earlier.id);
  return (
    <li className="panel duplicate-pair">
      <p className="duplicate-score">{t("score", { percent: format.percent(score) })}</p>
      <div className="grid-2">
        <ProposalSide side={earlier} label={t("earlier")} />
        <ProposalSide side={later} label={t("later")} />
      </div>
      {dismissed ? (
        <p className="small muted">
          {t("dismissedBy", { date: format.dateTime(dismissed.at), name: dismissed.by })}
        </p>
      ) : (
        <Form method="post" action="/moderation/duplicates">
          <input type="hidden" name="later" value={later.id} />
          <input type="hidden" name="earlier" value={earlier.id} />
          <Button
            look="secondary"
            size="medium"
            name="intent"
            value="dismiss"
            pending={pending}
            aria-label={t("dismissFor", { earlier: earlier.title, later: later.title })}
          >
            {t("dismiss")}
          </Button>
        </Form>
      )}
    </li>
  );
}

function ProposalSide({ side, label }: { side: Side; label: string }) {
  const { t } = useTranslation("moderation");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { id, title, excerpt, openedAt, supportCount } = side;
  return (
    <article className="duplicate-side">
      <p className="small muted">{label}</p>
      <h3 className="h-sub">
        <Link to={`/proposals/${id}`}>{title}</Link>
      </h3>
      {/* People write in Korean, whatever the page's language. */}
      <p className="similar-excerpt" dir="auto" lang="ko">
        {excerpt}
      </p>
      <p className="similar-facts">
        <time dateTime={openedAt}>{t("openedOn", { date: format.date(openedAt) })}</time>
        <span>{common("support.count", { count: supportCount, amount: format.number(supportCount) })}</span>
      </p>
    </article>
  );
}
