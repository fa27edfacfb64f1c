import { DistrictPath, MapFrame, MapLabel } from "#app/components/map/city-map.tsx";
import type { CityDrawing } from "#app/domain/place/drawing.ts";

interface OperatorMapProps {
  drawing: CityDrawing;
  label: string;
  districts: readonly { code: string; name: string }[];
}

/** A map with its districts' names, to see whether each stands where it is. */
export function OperatorMap({ drawing, label, districts }: OperatorMapProps) {
  return (
    <MapFrame
      drawing={drawing}
      label={label}
      above={drawing.districts.map(({ code, x, y }) => (
        <MapLabel key={code} x={x} y={y} name={districts.find((one) => one.code === code)?.name ?? code} />
      ))}
    >
      {drawing.districts.map((district) => (
        <DistrictPath key={district.code} district={district} level={1} />
      ))}
    </MapFrame>
  );
}
