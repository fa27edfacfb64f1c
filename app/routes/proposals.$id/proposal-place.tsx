import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PlacedMap } from "#app/components/map/placed-map.tsx";
import type { ProposalPageData } from "./proposal-page.server.ts";

/** Where it is about, if its author marked a place. */
export function ProposalPlace({ place }: Pick<ProposalPageData, "place">) {
  const { t } = useTranslation("proposals");
  if (!place) return null;
  const { district } = place;
  return (
    <section className="section" aria-labelledby="place-heading">
      <h2 className="h-section" id="place-heading">
        {t("place.heading")}
      </h2>
      <PlacedMap place={place} />
      {district && (
        <p>
          <Link className="text-link" to={`/map?district=${district.code}`}>
            {t("place.more", { name: district.name })}
          </Link>
        </p>
      )}
    </section>
  );
}
