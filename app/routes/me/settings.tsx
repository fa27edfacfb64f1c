import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { SelectField } from "#app/components/field.tsx";
import { forgetAllTyped } from "#app/components/kept/form-copy.ts";
import { Notice } from "#app/components/notice.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import type { ErrorCode } from "#app/domain/errors.ts";
import { LANGUAGE_NAMES, LANGUAGES } from "#app/i18n/settings.ts";
import type { Language } from "#db/tables/language.ts";
import { Devices, type DevicesProps } from "./devices.tsx";
import { StoredData, type StoredDataProps } from "./stored-data.tsx";

interface SettingsProps extends StoredDataProps, DevicesProps {
  saved: boolean;
  refused: { code: ErrorCode } | null;
  preferences: { mailWanted: boolean; language: Language };
}

/** Mails, what is stored, and signing out: all that concerns the person and not what they wrote. */
export function Settings({ saved, refused, preferences, stored, devices }: SettingsProps) {
  const { t } = useTranslation(["me", "errors"]);
  const within = useSpacePath();
  const saving = useNavigation().state === "submitting";
  return (
    <div className="settings">
      {refused && <ErrorSummary errors={[{ message: t(`errors:code.${refused.code}.message`) }]} />}
      {saved && !refused && <Notice tone="success" live title={t("me:settings.saved")} />}
      <section className="panel" aria-labelledby="mails">
        <h2 className="h-sub" id="mails">
          {t("me:settings.mails")}
        </h2>
        <p className="muted">{t("me:settings.mailsText")}</p>
        <p>
          <Link className="text-link" to="/me/notices/settings">
            {t("me:settings.noticesMore")}
          </Link>
        </p>
        <Form className="stack" method="post" action="/me">
          <label className="form-checkbox">
            <input type="checkbox" name="mail" defaultChecked={preferences.mailWanted} />
            <span>{t("me:settings.mail")}</span>
          </label>
          <SelectField
            name="language"
            label={t("me:settings.language")}
            choices={LANGUAGES.map((code) => ({ value: code, label: LANGUAGE_NAMES[code] }))}
            defaultValue={preferences.language}
            required
          />
          <div>
            <Button pending={saving}>{t("me:settings.save")}</Button>
          </div>
        </Form>
      </section>
      <StoredData stored={stored} />
      <section className="panel" aria-labelledby="keys">
        <h2 className="h-sub" id="keys">
          {t("me:keys.title")}
        </h2>
        <p className="muted">{t("me:keys.text")}</p>
        <p>
          <LinkButton look="secondary" to="/me/keys">
            {t("me:keys.open")}
          </LinkButton>
        </p>
      </section>
      <section className="panel" aria-labelledby="own-data">
        <h2 className="h-sub" id="own-data">
          {t("me:own.title")}
        </h2>
        <p className="muted">{t("me:own.text")}</p>
        {/* A document request: the agency may be asked again, and the page's script cannot go there. */}
        <div className="cluster tight">
          <LinkButton look="secondary" reloadDocument to="/me/data">
            {t("me:own.see")}
          </LinkButton>
          <LinkButton look="tertiary" reloadDocument to="/me/leave">
            {t("me:own.leave")}
          </LinkButton>
        </div>
      </section>
      <section className="panel" aria-labelledby="signing-out">
        <h2 className="h-sub" id="signing-out">
          {t("me:signOut.title")}
        </h2>
        <p className="muted">{t("me:signOut.text")}</p>
        {/* A document request on purpose: nothing that belongs to the person stays in the page's memory. */}
        <form
          className="cluster tight"
          method="post"
          action={within("/auth/sign-out")}
          onSubmit={forgetAllTyped}
        >
          <Button look="secondary">{t("me:signOut.here")}</Button>
          <Button look="tertiary" name="everywhere" value="1">
            {t("me:signOut.everywhere")}
          </Button>
        </form>
      </section>
      <Devices devices={devices} />
      <p>
        <Link className="text-link" to="/privacy">
          {t("me:stored.more")}
        </Link>
      </p>
    </div>
  );
}
