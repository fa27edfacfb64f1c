import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ProposalPageData } from "./proposal-page.server.ts";

/** A proposal from an earlier service: what was counted there, and that it is over. */
export function ImportedPanel({
  imported: { source, count },
}: {
  imported: NonNullable<ProposalPageData["imported"]>;
}) {
  const { t } = useTranslation("proposals");
  const format = useFormat();
  return (
    <section className="panel tinted support-panel" aria-labelledby="imported-heading">
      <h2 className="imported-count" id="imported-heading">
        {t("imported.count", { count, amount: format.number(count) })}
      </h2>
      <p className="muted">{t("imported.text", { source })}</p>
      <LinkButton className="wide" look="secondary" to="/proposals?status=gathering">
        {t("imported.browse")}
      </LinkButton>
    </section>
  );
}
