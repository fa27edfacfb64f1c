import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { type Refused, useRefusal } from "#app/components/use-refusal.ts";
import type { definitionView } from "#app/domain/kinds/vote/read-vote.ts";
import type { readVoteDraft } from "#app/domain/kinds/vote/vote-drafts.ts";

interface AnnounceProps {
  draft: Omit<Awaited<ReturnType<typeof readVoteDraft>>, "definition">;
  view: Pick<ReturnType<typeof definitionView>, "noticedOn" | "notice" | "source">;
  answer: Refused | undefined;
}

/** When it would be held, how that follows from the law, and the way to announce it, for a second officer. */
export function Announce({ draft: { version, day, mayApprove }, view, answer }: AnnounceProps) {
  const { t } = useTranslation("voting");
  const format = useFormat();
  const { formData } = useNavigation();
  const { noticedOn, notice, source } = view;
  const refused = answer?.typed.intent === "announce" ? answer.refused : null;
  const { summary } = useRefusal(refused, {
    noticedOn: { id: "noticedOn", label: t("field.noticedOn") },
    drive: { id: "drive", label: t("field.drive") },
  });
  return (
    <section className="panel stack" aria-labelledby="announce">
      <h2 className="h-sub" id="announce">
        {t("announce.heading")}
      </h2>
      <ErrorSummary errors={summary} />
      {day && (
        <>
          <p>
            <strong>{t("announce.day", { date: format.date(day.day) })}</strong>
          </p>
          <ul>
            <li>
              {t("announce.notice", { date: format.date(noticedOn) })} <span lang="ko">{notice}</span>
            </li>
            <li>{t("announce.earliest", { date: format.date(day.earliest) })}</li>
            {day.passedOver.map(({ day: passed, why }) => (
              <li key={passed}>{t(`announce.passed.${why}`, { date: format.date(passed) })}</li>
            ))}
            <li>
              {source.by === "drive" ? t("announce.drive", { id: source.drive }) : t(`by.${source.by}`)}
              {source.by !== "drive" && <span lang="ko"> {source.reference}</span>}
            </li>
          </ul>
        </>
      )}
      {mayApprove ? (
        <Form method="post" className="stack">
          <input type="hidden" name="version" value={version} />
          <p>{t("announce.fixed")}</p>
          <div>
            <Button name="intent" value="announce" pending={formData?.get("intent") === "announce"}>
              {t("announce.button")}
            </Button>
          </div>
        </Form>
      ) : (
        <p>{t("announce.other")}</p>
      )}
    </section>
  );
}
