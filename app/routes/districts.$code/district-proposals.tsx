import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PlacedList } from "#app/components/map/placed-list.tsx";
import type { DistrictPageData } from "./route.tsx";

/** What is proposed for the district, most agreed with first, and what was answered. */
export function DistrictProposals({ open, answered, code }: DistrictPageData) {
  const { t } = useTranslation("place");
  return (
    <>
      <section className="section" aria-labelledby="open">
        <h2 className="h-section" id="open">
          {t("district.open")}
        </h2>
        {open.length > 0 ? (
          <PlacedList proposals={open} />
        ) : (
          <EmptyState
            title={t("district.openNone")}
            action={
              <LinkButton look="secondary" to="/proposals/new">
                {t("district.write")}
              </LinkButton>
            }
          >
            {t("district.openNoneText")}
          </EmptyState>
        )}
        <p>
          <Link className="text-link" to={`/proposals?district=${code}`}>
            {t("district.openMore")}
          </Link>
        </p>
      </section>
      <section className="section" aria-labelledby="answered">
        <h2 className="h-section" id="answered">
          {t("district.answered")}
        </h2>
        {answered.length > 0 ? (
          <>
            <PlacedList proposals={answered} />
            <p>
              <Link className="text-link" to={`/proposals?district=${code}&status=answered`}>
                {t("district.answeredMore")}
              </Link>
            </p>
          </>
        ) : (
          <p className="muted">{t("district.answeredNone")}</p>
        )}
      </section>
    </>
  );
}
