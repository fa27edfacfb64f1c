import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ConflictNotice } from "#app/components/kept/conflict-notice.tsx";
import { removeFormCopy } from "#app/components/kept/form-copy.ts";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import type { Stance } from "#db/tables/forum.ts";
import { Button } from "../button.tsx";
import { ErrorSummary } from "../error-summary.tsx";
import { TextareaField } from "../field.tsx";
import { RadioCards } from "../radio-cards.tsx";
import { useRootData } from "../root-data.ts";
import { type Refusal, useRefusal } from "../use-refusal.ts";

/** What an action of the forum's page refused, with what was typed. */
export interface ForumAnswer {
  /** Null: nothing was; the form was asked for in another language. */
  refused: Refusal | null;
  typed: Record<string, string>;
}

interface OpinionFormProps {
  limit: number;
  /** The opinion that stands, when it is to be changed. */
  standing: { stance: Stance; body: string; updatedAt: string } | null;
  /** Tells it from any other of theirs. */
  seen: string;
  answer: ForumAnswer | null;
}

const FORM = "opinion-form";
const STANCES = ["for", "against", "other"] as const satisfies readonly Stance[];

export function OpinionForm({ limit, standing, seen, answer }: OpinionFormProps) {
  const here = useMatterHere();
  const { t } = useTranslation("forum");
  const { t: common } = useTranslation();
  const { formData } = useNavigation();
  const { summary, errorsOf } = useRefusal(answer?.refused, {
    stance: { id: "opinion-stance", label: t("give.stance") },
    body: { id: "opinion-body", label: t("give.body") },
  });
  const overtaken = answer?.refused?.code === "changed-meanwhile" && standing;
  const name = `opinion-${here}`;
  const { viewer } = useRootData();
  return (
    <KeptForm
      name={name}
      id={FORM}
      intent="opinion"
      begun={{ seen: answer?.typed.seen ?? seen }}
      method="post"
      action={`/forums/${here}#my-opinion`}
      className="stack"
      noValidate
    >
      {overtaken ? (
        <ConflictNotice
          formId={FORM}
          version={seen}
          savedAt={overtaken.updatedAt}
          texts={[{ label: common(`stance.${overtaken.stance}`), text: overtaken.body }]}
          intents={{ enter: "opinion", overwrite: "opinion" }}
          /* Without a fragment, which would lead there without asking for the page. */
          to={`/forums/${here}`}
          onGiveWay={() => viewer && removeFormCopy(viewer.owner, name)}
        />
      ) : (
        <ErrorSummary errors={summary} />
      )}
      <RadioCards
        id="opinion-stance"
        name="stance"
        legend={t("give.stance")}
        required
        defaultValue={answer?.typed.stance ?? standing?.stance}
        errors={errorsOf("stance")}
        choices={STANCES.map((stance) => ({
          value: stance,
          label: common(`stance.${stance}`),
          hint: t(`give.hint.${stance}`),
        }))}
      />
      <TextareaField
        id="opinion-body"
        name="body"
        label={t("give.body")}
        hint={t("give.bodyHint")}
        required
        rows={6}
        limit={limit}
        defaultValue={answer?.typed.body ?? standing?.body}
        errors={errorsOf("body")}
      />
      <div className="cluster">
        <Button name="intent" value="opinion" pending={formData?.get("intent") === "opinion"}>
          {standing ? t("give.change") : t("give.submit")}
        </Button>
      </div>
    </KeptForm>
  );
}
