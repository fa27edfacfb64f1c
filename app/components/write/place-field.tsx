import { type MouseEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { FieldErrors } from "#app/components/field.tsx";
import { DistrictPath, MapFrame, MapLabel, MapPin } from "#app/components/map/city-map.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import { useHydrated } from "#app/components/use-hydrated.ts";
import { type CityDrawing, PLACE_PICTURE_WIDTH } from "#app/domain/place/drawing.ts";
import { movedBy, type Pinned, pinnedAt, readPlace, viewAround, writePlace } from "./place-point.ts";

export interface PlaceMap {
  drawing: CityDrawing;
  /** The districts' names by their codes. */
  names: Record<string, string>;
}

interface PlaceFieldProps {
  id: string;
  map: PlaceMap;
  /** What the hidden field begins with. */
  value: string;
  errors?: readonly string[];
  /** Of the form's district: what a place offers to set. */
  districtId: string;
  /** Without scripts a click on the picture sends the form: for one that is saved by every button. */
  sendsForm?: boolean;
}

/** How many times larger, from all of the city on. */
const ZOOMS = [1, 2, 4, 8] as const;
const NUDGES = [
  { to: "north", x: 0, y: -1 },
  { to: "south", x: 0, y: 1 },
  { to: "west", x: -1, y: 0 },
  { to: "east", x: 1, y: 0 },
] as const;

/**
 * A place on the city's map: one hidden field, which the form saves as any other. It is marked by touch, moved by buttons,
 * and without scripts by a click on the picture, which sends the form.
 */
export function PlaceField({ id, map, value, errors = [], districtId, sendsForm = false }: PlaceFieldProps) {
  const { t } = useTranslation("write");
  const { t: common } = useTranslation();
  const hidden = useRef<HTMLInputElement>(null);
  const figure = useRef<HTMLDivElement>(null);
  const ids = useId();
  const hydrated = useHydrated();
  const { drawing, names } = map;
  const [pin, setPin] = useState<Pinned | null>(() => readPlace(drawing, value));
  const [zoom, setZoom] = useState(0);
  const [district, setDistrict] = useState<string | null>(null);
  const scale = 1 / (ZOOMS[zoom] ?? 1);
  const view = viewAround(drawing, pin, scale);

  // What a browser kept comes into the field by itself (draft-saver.ts).
  useEffect(() => {
    const field = hidden.current;
    if (!field) return undefined;
    const follow = () => setPin(readPlace(drawing, field.value));
    follow();
    field.addEventListener("input", follow);
    return () => field.removeEventListener("input", follow);
  }, [drawing]);

  // The drawing itself says in which district the pin is.
  useEffect(() => setDistrict(pin && figure.current ? districtOf(figure.current, pin) : null), [pin]);

  const mark = (place: Pinned | null) => {
    const field = hidden.current;
    if (!field) return;
    field.value = place ? writePlace(place) : "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const found = place && figure.current ? districtOf(figure.current, place) : null;
    const select = document.getElementById(districtId);
    // Only where nothing was chosen: it is the writer's.
    if (found && select instanceof HTMLSelectElement && select.value === "") choose(select, found);
  };
  const onClick = (event: MouseEvent<SVGSVGElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    mark(
      pinnedAt(drawing, {
        x: view.x + ((event.clientX - left) / width) * view.width,
        y: view.y + ((event.clientY - top) / height) * view.height,
      }),
    );
  };
  const name = district === null ? undefined : names[district];
  return (
    <fieldset className="form-group place-field" id={id} aria-describedby={`${ids}-hint`} tabIndex={-1}>
      <legend className="form-legend-wrap">
        {t("place.label")} <span className="form-mark">{common("form.optional")}</span>
      </legend>
      <p className="form-hint" id={`${ids}-hint`}>
        {t("place.hint")}
      </p>
      {/* No hidden type: what somebody chose is kept like what they typed, wherever forms are kept. */}
      <input type="text" hidden name="place" ref={hidden} defaultValue={value} />
      {hydrated ? (
        <>
          <div className="place-map" ref={figure}>
            <MapFrame
              drawing={drawing}
              view={view}
              onClick={onClick}
              above={
                <>
                  {drawing.districts.map(({ code, x, y }) => (
                    <MapLabel
                      key={code}
                      x={x}
                      y={y}
                      name={names[code] ?? code}
                      scale={Math.max(scale, 0.3)}
                    />
                  ))}
                  {pin && <MapPin x={pin.x} y={pin.y} scale={1.4 * scale} />}
                </>
              }
            >
              {drawing.districts.map((one) => (
                <g key={one.code} data-district={one.code}>
                  <DistrictPath district={one} level={one.code === district ? 2 : 1} />
                </g>
              ))}
            </MapFrame>
          </div>
          <p className="small" role="status">
            {pin ? t("place.set", { name: name ?? t("place.outside") }) : t("place.none")}
          </p>
          <div className="cluster tight">
            {pin ? (
              <>
                {NUDGES.map(({ to, x, y }) => (
                  <Button
                    key={to}
                    type="button"
                    look="tertiary"
                    size="small"
                    onClick={() => mark(movedBy(drawing, pin, { x: x * view.width, y: y * view.height }))}
                  >
                    {t(`place.${to}`)}
                  </Button>
                ))}
                <Button type="button" look="tertiary" size="small" onClick={() => mark(null)}>
                  {t("place.remove")}
                </Button>
              </>
            ) : (
              <Button
                type="button"
                look="tertiary"
                size="small"
                onClick={() =>
                  mark(pinnedAt(drawing, { x: view.x + view.width / 2, y: view.y + view.height / 2 }))
                }
              >
                {t("place.begin")}
              </Button>
            )}
            <Button
              type="button"
              look="tertiary"
              size="small"
              disabled={zoom === ZOOMS.length - 1}
              onClick={() => setZoom(zoom + 1)}
            >
              {t("place.zoomIn")}
            </Button>
            <Button
              type="button"
              look="tertiary"
              size="small"
              disabled={zoom === 0}
              onClick={() => setZoom(zoom - 1)}
            >
              {t("place.zoomOut")}
            </Button>
            <FollowDistrict districtId={districtId} found={district} name={name} />
          </div>
        </>
      ) : (
        <noscript>
          {sendsForm ? (
            <ClickedPicture drawing={drawing} value={value} />
          ) : (
            <p className="small">{value === "" ? t("place.none") : t("place.kept")}</p>
          )}
        </noscript>
      )}
      <FieldErrors id={errors.length > 0 ? `${ids}-error` : undefined} errors={errors} />
    </fieldset>
  );
}

/** Offered, where the form says another: a bus line that is about a district may begin elsewhere. */
function FollowDistrict({
  districtId,
  found,
  name,
}: {
  districtId: string;
  found: string | null;
  name: string | undefined;
}) {
  const { t } = useTranslation("write");
  const [chosen, setChosen] = useState("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: a place that was marked may have set it.
  useEffect(() => {
    const select = document.getElementById(districtId);
    if (!(select instanceof HTMLSelectElement)) return undefined;
    const read = () => setChosen(select.value);
    read();
    select.addEventListener("input", read);
    return () => select.removeEventListener("input", read);
  }, [districtId, found]);
  if (found === null || name === undefined || chosen === found) return null;
  return (
    <Button
      type="button"
      look="secondary"
      size="small"
      onClick={() => {
        const select = document.getElementById(districtId);
        if (select instanceof HTMLSelectElement) choose(select, found);
      }}
    >
      {t("place.follow", { name })}
    </Button>
  );
}

function choose(select: HTMLSelectElement, code: string): void {
  select.value = code;
  select.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The district whose outline holds the pin; null: none. */
function districtOf(figure: HTMLElement, { x, y }: Pinned): string | null {
  for (const group of figure.querySelectorAll<SVGGElement>("[data-district]")) {
    const path = group.querySelector("path");
    if (path?.isPointInFill(new DOMPoint(x, y))) return group.dataset.district ?? null;
  }
  return null;
}

/** Its clicks are sent in pixels, so that its size is the same on every screen. */
function ClickedPicture({ drawing, value }: { drawing: CityDrawing; value: string }) {
  const { t } = useTranslation("write");
  const within = useSpacePath();
  return (
    <>
      <p className="small">{t("place.tap")}</p>
      <input
        className="place-picture"
        type="image"
        name="place"
        src={within(value === "" ? "/map.svg" : `/map.svg?at=${value}`)}
        alt={t("place.image")}
        width={PLACE_PICTURE_WIDTH}
        height={Math.round((PLACE_PICTURE_WIDTH * drawing.height) / drawing.width)}
      />
      {value !== "" && (
        <p>
          <Button look="tertiary" size="small" name="intent" value="unplace">
            {t("place.remove")}
          </Button>
        </p>
      )}
    </>
  );
}
