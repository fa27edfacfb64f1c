import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import type { HideReason } from "#db/tables/quick-poll.ts";

/** In the place of a poll that moderators hid: why, and nothing of what it said. */
export function HiddenPoll({ reason }: { reason: HideReason }) {
  const { t } = useTranslation("quick");
  const { t: ofReport } = useTranslation("report");
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("hidden.title")}
        crumbs={[{ label: t("title"), to: "/q" }, { label: t("hidden.title") }]}
      />
      <EmptyState
        title={t("hidden.why", { reason: ofReport(`reason.${reason}`) })}
        action={
          <LinkButton look="secondary" to="/q">
            {t("title")}
          </LinkButton>
        }
      >
        {t("hidden.text")}
      </EmptyState>
    </div>
  );
}
