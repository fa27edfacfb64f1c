import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { SaidFields } from "#app/components/said-fields.tsx";
import { type Refused, useRefusal } from "#app/components/use-refusal.ts";
import type { VoteCountsView } from "#app/domain/kinds/vote/read-counts.ts";

/** Publishes the result once all of it was entered alike; a later version says why it is another. */
export function Publish({ counts, answer }: { counts: VoteCountsView; answer: Refused | undefined }) {
  const { t } = useTranslation("voting");
  const { formData } = useNavigation();
  const { id, round, ready } = counts;
  const own = answer?.typed.intent === "publish" ? answer : undefined;
  const reason = { id: "reason.ko", label: t("publish.reason") };
  const { summary, errorsOf } = useRefusal(own?.refused, { reason, "reason.ko": reason });
  const corrects = round > 1;
  if (corrects && !ready) return null;
  return (
    <section className="section panel stack" aria-labelledby="publish">
      <h2 className="h-sub" id="publish">
        {t(corrects ? "publish.corrected" : "publish.heading")}
      </h2>
      <ErrorSummary errors={summary} />
      {ready ? (
        <KeptForm
          name={`vote-${id}-publish-${round}`}
          method="post"
          className="stack"
          noValidate
          intent="publish"
        >
          {corrects && (
            <SaidFields
              name="reason"
              label={t("publish.reason")}
              fields={own?.typed ?? {}}
              errors={[...errorsOf("reason.ko"), ...errorsOf("reason")]}
              long
              required
            />
          )}
          <p>{t("publish.text")}</p>
          <div>
            <Button name="intent" value="publish" pending={formData?.get("intent") === "publish"}>
              {t("publish.button")}
            </Button>
          </div>
        </KeptForm>
      ) : (
        <p className="muted">{t("publish.waits")}</p>
      )}
    </section>
  );
}
