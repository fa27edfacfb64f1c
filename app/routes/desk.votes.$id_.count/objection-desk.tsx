import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { InputField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { RadioCards } from "#app/components/radio-cards.tsx";
import { SaidFields } from "#app/components/said-fields.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { type Refused, useRefusal } from "#app/components/use-refusal.ts";
import type { VoteView } from "#app/domain/kinds/vote/read-vote.ts";

interface ObjectionDeskProps {
  objections: VoteView["objections"];
  answer: Refused | undefined;
}

/** Records the objections that were filed with the higher commission, and what it decided on them. */
export function ObjectionDesk({ objections, answer }: ObjectionDeskProps) {
  const { t } = useTranslation("voting");
  const { t: votes } = useTranslation("votes");
  const format = useFormat();
  const here = useMatterHere();
  const { formData } = useNavigation();
  const own = answer?.typed.intent === "objection" ? answer : undefined;
  const { summary, errorsOf } = useRefusal(own?.refused, {
    receivedOn: { id: "receivedOn", label: t("objection.receivedOn") },
    signatures: { id: "signatures", label: t("objection.signatures") },
  });
  return (
    <section className="section stack" aria-labelledby="objections">
      <h2 className="h-section" id="objections">
        {t("objection.heading")}
      </h2>
      {objections.map(({ position, receivedOn, signatures, decision }) => (
        <div className="panel stack" key={position}>
          <p>
            {votes("objections.filed", {
              date: format.date(receivedOn),
              count: signatures,
              amount: format.number(signatures),
            })}
          </p>
          {decision ? (
            <p>{votes(`objections.${decision.verdict}`, { date: format.date(decision.at) })}</p>
          ) : (
            <Decide
              position={position}
              answer={
                answer?.typed.intent === "decide" && answer.typed.number === String(position)
                  ? answer
                  : undefined
              }
            />
          )}
        </div>
      ))}
      <details className="fold" open={own !== undefined}>
        <summary>{t("objection.record")}</summary>
        <ErrorSummary errors={summary} />
        <KeptForm
          name={`vote-${here}-objection`}
          method="post"
          className="stack"
          noValidate
          intent="objection"
        >
          <div className="vote-fields">
            <InputField
              id="receivedOn"
              name="receivedOn"
              type="date"
              label={t("objection.receivedOn")}
              defaultValue={own?.typed.receivedOn ?? ""}
              errors={errorsOf("receivedOn")}
              required
            />
            <InputField
              id="signatures"
              name="signatures"
              inputMode="numeric"
              autoComplete="off"
              label={t("objection.signatures")}
              defaultValue={own?.typed.signatures ?? ""}
              errors={errorsOf("signatures")}
              required
            />
          </div>
          <div>
            <Button
              look="secondary"
              name="intent"
              value="objection"
              pending={formData?.get("intent") === "objection"}
            >
              {t("objection.save")}
            </Button>
          </div>
        </KeptForm>
      </details>
    </section>
  );
}

function Decide({ position, answer }: { position: number; answer: Refused | undefined }) {
  const { t } = useTranslation("voting");
  const here = useMatterHere();
  const { formData } = useNavigation();
  const verdict = `verdict-${position}`;
  const reasons = { id: `reasons-${position}.ko`, label: t("objection.reasons") };
  const { summary, errorsOf } = useRefusal(answer?.refused, {
    verdict: { id: verdict, label: t("objection.verdict") },
    reasons,
    "reasons.ko": reasons,
  });
  return (
    <details className="fold" open={answer !== undefined}>
      <summary>{t("objection.decide")}</summary>
      <ErrorSummary errors={summary} />
      <KeptForm
        name={`vote-${here}-objection-${position}`}
        method="post"
        className="stack"
        noValidate
        intent="decide"
      >
        <input type="hidden" name="number" value={position} />
        <RadioCards
          id={verdict}
          name="verdict"
          legend={t("objection.verdict")}
          required
          defaultValue={answer?.typed.verdict}
          errors={errorsOf("verdict")}
          choices={(["upheld", "dismissed"] as const).map((value) => ({
            value,
            label: t(`objection.to.${value}`),
          }))}
        />
        <SaidFields
          name="reasons"
          id={`reasons-${position}`}
          label={t("objection.reasons")}
          fields={answer?.typed ?? {}}
          errors={[...errorsOf("reasons.ko"), ...errorsOf("reasons")]}
          long
          required
        />
        <div>
          <Button
            look="secondary"
            name="intent"
            value="decide"
            pending={formData?.get("intent") === "decide"}
          >
            {t("objection.saveDecision")}
          </Button>
        </div>
      </KeptForm>
    </details>
  );
}
