import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ApplicationView } from "#app/domain/kinds/drive/application-view.ts";

interface PeopleStepProps {
  application: ApplicationView;
  /** The address of an invitation that was just made: it is shown this once. */
  invitation: string | null;
  /** Where to go on; null when this is no step any more. */
  next: string | null;
}

/** Who stands beside the representative, and the link by which others join. */
export function PeopleStep({ application, invitation, next }: PeopleStepProps) {
  const { t } = useTranslation("apply");
  const format = useFormat();
  const { helpers, invitation: open, state } = application;
  const joinAs = state === "certified" ? "deputy" : "co-representative";
  return (
    <div className="stack loose">
      <p>{t(`people.help.${joinAs}`)}</p>
      {helpers.length > 0 ? (
        <ul className="helper-list">
          {helpers.map(({ id, name, role, joinedAt }) => (
            <li key={id}>
              <span>
                <strong>{name}</strong> · {t(`people.role.${role}`)}{" "}
                <span className="muted small">{t("people.joined", { date: format.date(joinedAt) })}</span>
              </span>
              <Form method="post">
                <input type="hidden" name="helper" value={id} />
                <Button look="tertiary" size="small" name="intent" value="remove-helper">
                  {t("people.remove")}
                  <span className="sr-only"> {name}</span>
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">{t("people.none")}</p>
      )}
      {invitation && (
        <Notice tone="success" live title={t("people.made")}>
          <p>{t("people.once")}</p>
          <input
            className="krds-input invitation"
            readOnly
            value={invitation}
            aria-label={t("people.address")}
            onFocus={(event) => event.currentTarget.select()}
          />
        </Notice>
      )}
      <Form method="post" className="cluster">
        <Button look="secondary" size="medium" name="intent" value="invite">
          {open ? t("people.again") : t("people.invite")}
        </Button>
        {open && (
          <Button look="tertiary" size="medium" name="intent" value="end-invitation">
            {t("people.end")}
          </Button>
        )}
      </Form>
      {open && (
        <p className="muted small">
          {t("people.open", {
            count: open.left,
            amount: format.number(open.left),
            date: format.date(open.until),
          })}
        </p>
      )}
      {next && (
        <div className="apply-actions">
          <LinkButton to={next}>{t("action.onward")}</LinkButton>
        </div>
      )}
    </div>
  );
}
