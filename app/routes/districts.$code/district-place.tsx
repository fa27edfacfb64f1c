import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PinsMap } from "#app/components/map/pins-map.tsx";
import type { DistrictPageData } from "./route.tsx";

/** Where it is, with what is proposed there. */
export function DistrictPlace({ drawing, view, pins, districts, code }: DistrictPageData) {
  const { t } = useTranslation("place");
  if (!drawing || !view) return null;
  return (
    <div>
      <PinsMap
        drawing={drawing}
        view={view}
        pins={pins}
        districts={districts}
        chosen={code}
        districtPath={(other) => `/districts/${other}`}
        listPath={`/map?district=${code}`}
      />
      <p>
        <Link className="text-link" to={`/map?district=${code}`}>
          {t("district.map")}
        </Link>
      </p>
    </div>
  );
}
