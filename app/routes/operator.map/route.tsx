import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { megabytesOf } from "#app/components/picture-input.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { PortalError } from "#app/domain/errors.ts";
import { dropWaitingMap, keepMap, publishMap, readWaitingMap } from "#app/domain/place/city-map.ts";
import { drawMap } from "#app/domain/place/drawing.ts";
import { LARGEST_MAP_BYTES, type MapFault, MapRefused, readGeoJson } from "#app/domain/place/geojson.ts";
import { countPositions, MOST_DRAWN, simplifyMap } from "#app/domain/place/simplify.ts";
import { inTurn } from "#app/doors/guard.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import type { CityGeometry } from "#db/tables/city-map.ts";
import { OperatorMap } from "./operator-map.tsx";

await loadTexts("office");

const PATH = "/operator/map";
const DONE = ["published", "dropped"] as const;

/** Where an operator uploads the outlines of the space's districts, and looks at them before everybody does. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  return readPageAs(args, { permission: "map.publish" }, async () => {
    const { portal, directory, language } = context;
    const waiting = await readWaitingMap(portal.db, directory.space.id);
    const said = new URL(request.url).searchParams.get("done");
    const t = translator(language, directory.space.kind);
    return {
      done: DONE.find((one) => one === said) ?? null,
      now: directory.map && drawMap(directory.map),
      waiting: waiting && {
        version: waiting.version,
        uploadedAt: waiting.uploadedAt,
        points: countPositions(waiting.geometry),
        drawing: drawMap(waiting.geometry),
      },
      districts: directory.districts.map(({ code, name }) => ({ code, name: name[language] })),
      largestBytes: LARGEST_MAP_BYTES,
      mostPoints: MOST_DRAWN,
      meta: { title: t("operator:map.title"), description: t("operator:map.lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context } = args;
  const { portal, directory } = context;
  const spaceId = directory.space.id;
  return writePage(
    args,
    { permission: "map.publish", limit: "text", returnTo: PATH },
    async ({ viewer, form, now }) => {
      const [intent, version] = String(form.get("intent") ?? "").split(":");
      switch (intent) {
        case "upload": {
          const read = await inTurn(context, "map", String(viewer.personId), () => readUpload(form, context));
          if (Array.isArray(read)) return data({ faults: read }, { status: 422 });
          await keepMap(portal.db, spaceId, read, now);
          return redirect(PATH);
        }
        case "publish":
          await publishMap(portal.db, spaceId, Number(version) || 0, now);
          return redirect(`${PATH}?done=published`);
        case "drop":
          await dropWaitingMap(portal.db, spaceId);
          return redirect(`${PATH}?done=dropped`);
        default:
          throw new PortalError("bad-request");
      }
    },
  );
}

/** @returns the map, or what is wrong with it; null: no file was chosen */
async function readUpload(
  form: FormData,
  { directory }: LoaderFunctionArgs["context"],
): Promise<CityGeometry | UploadFault[]> {
  const file = form.get("map");
  if (!(file instanceof File) || file.size === 0) return [{ code: "required", feature: null, said: "" }];
  if (file.size > LARGEST_MAP_BYTES) return [{ code: "too-large", feature: null, said: "" }];
  try {
    return simplifyMap(readGeoJson(await file.text(), directory.districts));
  } catch (error) {
    if (error instanceof MapRefused) return [...error.faults];
    throw error;
  }
}

type UploadFault = Omit<MapFault, "code"> & { code: MapFault["code"] | "required" };

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function MapUpload() {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer && "refused" in answer ? answer.refused : null, {});
  const faults = (answer && "faults" in answer ? answer.faults : []).map(({ code, feature, said }) => {
    const fault = t(`map.fault.${code}`, { said });
    const message =
      feature === null ? fault : `${t("map.feature", { number: format.number(feature) })}: ${fault}`;
    return { fieldId: "map-file", message };
  });
  const { now, waiting, districts, done, largestBytes, mostPoints } = page;
  return (
    <div className="page-narrow">
      <PageHeader title={t("map.title")} lead={t("map.lead")} crumbs={[{ label: t("map.title") }]} />
      <ErrorSummary errors={[...summary, ...faults]} />
      {done === "published" && !answer && (
        <Notice tone="success" live title={t("map.published")}>
          {t("map.publishedText")}
        </Notice>
      )}
      {done === "dropped" && !answer && <Notice tone="success" live title={t("map.dropped")} />}
      <Form method="post" encType="multipart/form-data" className="stack section">
        <div className="form-group">
          <label className="form-legend" htmlFor="map-file">
            {t("map.file")}
          </label>
          <p className="form-hint" id="map-hint">
            {t("map.hint", {
              megabytes: format.number(megabytesOf(largestBytes)),
              points: format.number(mostPoints),
            })}
          </p>
          <input
            className="write-file"
            id="map-file"
            type="file"
            name="map"
            accept=".geojson,.json,application/geo+json,application/json"
            aria-describedby="map-hint"
            aria-invalid={faults.length > 0 || undefined}
          />
        </div>
        <div>
          <Button name="intent" value="upload">
            {t("map.upload")}
          </Button>
        </div>
      </Form>
      <details>
        <summary>{t("map.codes")}</summary>
        <ul>
          {districts.map(({ code, name }) => (
            <li key={code}>
              <code>{code}</code> {name}
            </li>
          ))}
        </ul>
      </details>
      {waiting && (
        <section className="section stack" aria-labelledby="preview">
          <h2 className="h-section" id="preview">
            {t("map.preview")}
          </h2>
          <p>
            {t("map.previewText", {
              date: format.dateTime(waiting.uploadedAt),
              version: format.number(waiting.version),
              points: format.number(waiting.points),
            })}
          </p>
          <OperatorMap drawing={waiting.drawing} label={t("map.previewLabel")} districts={districts} />
          <Form method="post" className="cluster">
            <Button name="intent" value={`publish:${waiting.version}`}>
              {t("map.publish")}
            </Button>
            <Button look="tertiary" name="intent" value="drop">
              {t("map.drop")}
            </Button>
          </Form>
        </section>
      )}
      <section className="section stack" aria-labelledby="now">
        <h2 className="h-section" id="now">
          {t("map.now")}
        </h2>
        {now ? (
          <OperatorMap drawing={now} label={t("map.nowLabel")} districts={districts} />
        ) : (
          <p>{t("map.nowNone")}</p>
        )}
      </section>
    </div>
  );
}
