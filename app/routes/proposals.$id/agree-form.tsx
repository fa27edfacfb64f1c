import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { CheckIcon, HeartIcon } from "#app/components/icons.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useRootData } from "#app/components/root-data.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { Agreement } from "./use-agreement.ts";

interface AgreeFormProps {
  agreement: Agreement;
  next: ReactNode;
  /** The last touch was not taken. */
  refused: boolean;
}

/** One touch to agree, one to take it back. A visitor's is done when they have signed in. */
export function AgreeForm({ agreement, next, refused }: AgreeFormProps) {
  const here = useMatterHere();
  const { onSubmit, agreed, count, pending, settled } = agreement;
  const { t } = useTranslation("proposals");
  const { viewer } = useRootData();
  const format = useFormat();
  const path = `/proposals/${here}`;
  if (!viewer) {
    return (
      // As a page of its own: the answer leads to the agency, where the page's script cannot go.
      <Form id="agree" className="stack tight" method="post" action={path} reloadDocument>
        <Button className="wide" size="xlarge" name="intent" value="agree">
          <HeartIcon size={22} />
          {t("support.agree")}
        </Button>
        <p className="small muted">{t("support.signIn")}</p>
      </Form>
    );
  }
  return (
    <div className="stack tight">
      {agreed && (
        <>
          <p className="support-mine">
            <CheckIcon size={24} />
            {t("support.agreed")}
          </p>
          {next}
        </>
      )}
      <Form
        id="agree"
        className="stack tight"
        method="post"
        action={path}
        onSubmit={onSubmit}
        preventScrollReset
      >
        {agreed ? (
          <Button look="text" size="small" name="intent" value="withdraw-agreement" pending={pending}>
            {t("support.takeBack")}
          </Button>
        ) : (
          <>
            <Button className="wide" size="xlarge" name="intent" value="agree" pending={pending}>
              <HeartIcon size={22} />
              {t("support.agree")}
            </Button>
            <p className="small muted">{t("support.once")}</p>
          </>
        )}
      </Form>
      {/* Only one's own touch is said aloud: a popular proposal would never be quiet. */}
      <p className="sr-only" role="status">
        {settled && !refused
          ? `${t(agreed ? "support.agreed" : "support.notAgreed")} ${t("support.now", { count, amount: format.number(count) })}`
          : ""}
      </p>
    </div>
  );
}
