import { useTranslation } from "react-i18next";
import { LinkButton } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";

/** Why there is nothing to do here any more, and what can be done instead. */
export function TextFixed({ id, open }: { id: number; open: boolean }) {
  const { t } = useTranslation("proposals");
  return (
    <EmptyState
      title={t(open ? "fixed.title" : "over.title")}
      action={
        open ? (
          <LinkButton to={`/proposals/${id}/supplements`}>{t("fixed.supplement")}</LinkButton>
        ) : (
          <LinkButton look="secondary" to={`/proposals/${id}`}>
            {t("over.back")}
          </LinkButton>
        )
      }
    >
      {t(open ? "fixed.text" : "over.text")}
    </EmptyState>
  );
}
