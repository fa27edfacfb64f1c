import { useTranslation } from "react-i18next";
import { useMatterHere } from "#app/components/matter-here.ts";
import { LinkButton } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";

/** Why there is nothing to do here any more, and what can be done instead. */
export function TextFixed({ open }: { open: boolean }) {
  const here = useMatterHere();
  const { t } = useTranslation("proposals");
  return (
    <EmptyState
      title={t(open ? "fixed.title" : "over.title")}
      action={
        open ? (
          <LinkButton to={`/proposals/${here}/supplements`}>{t("fixed.supplement")}</LinkButton>
        ) : (
          <LinkButton look="secondary" to={`/proposals/${here}`}>
            {t("over.back")}
          </LinkButton>
        )
      }
    >
      {t(open ? "fixed.text" : "over.text")}
    </EmptyState>
  );
}
