import { Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ClerkActName, Obstacle } from "#app/domain/kinds/drive/clerk-acts.ts";
import type { ClerkDriveView } from "#app/domain/kinds/drive/clerk-drive-view.ts";

interface ActFormsProps {
  driveId: number;
  acts: ClerkDriveView["acts"];
  /** What waits on the drive's other pages. */
  waiting: { doubtful: number; objections: number };
  limit: number;
  typed: Record<string, string> | null;
  errorsOf: (field: string) => string[];
}

/** What can be done next, each with what it leads to; what cannot be done yet says why. */
export function ActForms({ driveId, acts, waiting, limit, typed, errorsOf }: ActFormsProps) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const waits = (["doubtful", "objections"] as const).filter((what) => waiting[what] > 0);
  return (
    <section aria-labelledby="acts">
      <h2 className="h-section" id="acts">
        {t("acts.heading")}
      </h2>
      {acts.length === 0 && (
        <p className="muted">{t(waits.length === 0 ? "acts.none" : "acts.onlyWaiting")}</p>
      )}
      <div className="stack">
        {waits.length > 0 && (
          <ul className="clerk-list">
            {waits.map((what) => (
              <li key={what}>
                <Link className="text-link" to={`/clerk/drives/${driveId}/${what}`}>
                  {t(`${what}.waiting`)}
                </Link>{" "}
                {t(`${what}.amount`, { count: waiting[what], amount: format.number(waiting[what]) })}
              </li>
            ))}
          </ul>
        )}
        {acts.map(({ act, obstacles }, index) => (
          <ActForm
            key={act}
            {...{ driveId, act, obstacles, limit, errorsOf }}
            typed={typed?.intent === act ? typed : null}
            look={index === 0 ? "primary" : "secondary"}
          />
        ))}
      </div>
    </section>
  );
}

interface ActFormProps extends Omit<ActFormsProps, "acts" | "waiting"> {
  act: ClerkActName;
  obstacles: readonly Obstacle[];
  look: "primary" | "secondary";
}

function ActForm({ driveId, act, obstacles, limit, typed, errorsOf, look }: ActFormProps) {
  const { t } = useTranslation("clerk");
  const navigation = useNavigation();
  const pending = navigation.formData?.get("intent") === act;
  const noted = act === "grant-shortfall" || act === "dismiss";
  const possible = obstacles.length === 0;
  return (
    <KeptForm name={`${act}-${driveId}`} intent={act} method="post" className="panel stack" noValidate>
      <h3 className="h-sub">{t(`acts.${act}.title`)}</h3>
      <p>{t(`acts.${act}.text`)}</p>
      {!possible && (
        <ul className="act-obstacles">
          {obstacles.map((obstacle) => (
            <li key={obstacle}>{t(`obstacle.${obstacle}`)}</li>
          ))}
        </ul>
      )}
      {possible && noted && (
        <TextareaField
          id={`note-${act}`}
          name="note"
          label={t("acts.note")}
          hint={t("acts.noteHint")}
          rows={4}
          limit={limit}
          defaultValue={typed?.note}
          errors={typed ? errorsOf("note") : []}
          required
        />
      )}
      {possible && (
        <div>
          {act === "decide" ? (
            <LinkButton look={look} to={`/clerk/drives/${driveId}/decision`}>
              {t("acts.decide.button")}
            </LinkButton>
          ) : (
            <Button look={look} name="intent" value={act} pending={pending}>
              {t(`acts.${act}.button`)}
            </Button>
          )}
        </div>
      )}
    </KeptForm>
  );
}
