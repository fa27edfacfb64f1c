import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { CheckIcon, HeartIcon } from "#app/components/icons.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useRootData } from "#app/components/root-data.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { Agreement } from "./use-agreement.ts";

interface AgreeFormProps {
  agreement: Agreement;
  /** The last touch was not taken. */
  refused: boolean;
}

/** One touch to agree, one to take it back. Visitors are led to sign in and come back here. */
export function AgreeForm({ agreement, refused }: AgreeFormProps) {
  const here = useMatterHere();
  const { onSubmit, agreed, count, pending, settled } = agreement;
  const { t } = useTranslation("proposals");
  const { viewer } = useRootData();
  const format = useFormat();
  const path = `/proposals/${here}`;
  if (!viewer) {
    return (
      <div className="stack tight">
        <LinkButton
          reloadDocument
          className="wide"
          size="xlarge"
          to={`/auth/sign-in?${new URLSearchParams({ returnTo: path })}`}
        >
          <HeartIcon size={22} />
          {t("support.agree")}
        </LinkButton>
        <p className="small muted">{t("support.signIn")}</p>
      </div>
    );
  }
  return (
    <Form className="stack tight" method="post" action={path} onSubmit={onSubmit} preventScrollReset>
      {agreed ? (
        <>
          <p className="support-mine">
            <CheckIcon size={24} />
            {t("support.agreed")}
          </p>
          <Button className="wide" look="tertiary" name="intent" value="withdraw-agreement" pending={pending}>
            {t("support.takeBack")}
          </Button>
        </>
      ) : (
        <>
          <Button className="wide" size="xlarge" name="intent" value="agree" pending={pending}>
            <HeartIcon size={22} />
            {t("support.agree")}
          </Button>
          <p className="small muted">{t("support.once")}</p>
        </>
      )}
      {/* Only one's own touch is said aloud: a popular proposal would never be quiet. */}
      <p className="sr-only" role="status">
        {settled && !refused
          ? `${t(agreed ? "support.agreed" : "support.notAgreed")} ${t("support.now", { count, amount: format.number(count) })}`
          : ""}
      </p>
    </Form>
  );
}
