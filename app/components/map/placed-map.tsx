import { useTranslation } from "react-i18next";
import type { CityDrawing } from "#app/domain/place/drawing.ts";
import { DistrictPath, MapFrame, MapPin } from "./city-map.tsx";

export interface PlacedProps {
  place: { drawing: CityDrawing; x: number; y: number; district: { code: string; name: string } | null };
}

/** One place on a small map, and the same in words. */
export function PlacedMap({ place: { drawing, x, y, district } }: PlacedProps) {
  const { t } = useTranslation();
  return (
    <div className="placed-map">
      <MapFrame
        drawing={drawing}
        label={district ? t("place.label", { name: district.name }) : t("place.labelOutside")}
        above={<MapPin x={x} y={y} scale={1.4} />}
      >
        {drawing.districts.map((one) => (
          <DistrictPath key={one.code} district={one} level={one.code === district?.code ? 2 : 1} />
        ))}
      </MapFrame>
      <p className="small muted">
        {district ? t("place.said", { name: district.name }) : t("place.saidOutside")} {t("place.note")}
      </p>
    </div>
  );
}
