import { useTranslation } from "react-i18next";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { OpinionMapView } from "#app/domain/opinion-map/read-map.ts";
import { letterOf } from "#app/domain/opinion-map/words.ts";
import { MapDrawing } from "./map-drawing.tsx";
import type { DrawnMap } from "./map-view.tsx";

interface GroupsProps {
  map: DrawnMap;
  own: OpinionMapView["own"];
  open: boolean;
  bodies: ReadonlyMap<number, string>;
}

/** Who stands near whom, drawn, in words and as a table; and the reader's own place, for them alone. */
export function Groups({ map, own, open, bodies }: GroupsProps) {
  const { t } = useTranslation("map");
  const format = useFormat();
  const { groups, counted, enough } = map;
  const typical = (group: DrawnMap["groups"][number]) =>
    group.typical.map(({ statement, vote }) => `${t(`choice.${vote}`)}: ${bodies.get(statement)}`);
  const people = format.number(counted);
  return (
    <section className="section stack" aria-labelledby="groups">
      <h2 className="h-section" id="groups">
        {t("groups.heading")}
      </h2>
      <p className="muted">
        {groups.length === 1
          ? t("groups.one", { people })
          : t("groups.lead", { count: groups.length, amount: format.number(groups.length), people })}
      </p>
      {own?.standing && groups.length > 1 && (
        <p>{t("groups.yours", { letter: letterOf(own.standing.group) })}</p>
      )}
      {own && !own.standing && open && <p>{t("groups.yoursLater", { enough: format.number(enough) })}</p>}
      <figure className="map-figure">
        <MapDrawing groups={groups} own={own?.standing?.place ?? null} />
        <figcaption className="sr-only">{t("groups.drawing")}</figcaption>
      </figure>
      {groups.length > 1 && (
        <ul className="map-groups">
          {groups.map((group, index) => (
            <li key={letterOf(index)} className="panel stack tight">
              <h3 className="h-sub">
                <span className={`group-mark group-${index}`} aria-hidden="true">
                  {letterOf(index)}
                </span>
                {t("groups.name", { letter: letterOf(index) })}{" "}
                <span className="muted numeric">
                  {t("groups.people", { count: group.size, amount: format.number(group.size) })}
                </span>
              </h3>
              {group.typical.length === 0 ? (
                <p className="muted">{t("groups.ordinary")}</p>
              ) : (
                <>
                  <p className="small muted">{t("groups.typical")}</p>
                  <ul className="plain-list">
                    {typical(group).map((line) => (
                      <li key={line} dir="auto">
                        {line}
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <details className="fold">
        <summary>{t("table.open")}</summary>
        <TableView
          caption={t("table.caption")}
          rows={groups.map((group, index) => ({ ...group, letter: letterOf(index) }))}
          rowKey={({ letter }) => letter}
          columns={[
            { key: "group", label: t("table.group"), cell: ({ letter }) => t("groups.name", { letter }) },
            {
              key: "people",
              label: t("table.people"),
              numeric: true,
              cell: ({ size }) => format.number(size),
            },
            {
              key: "share",
              label: t("table.share"),
              numeric: true,
              cell: ({ size }) => format.percent(size / counted),
            },
            {
              key: "typical",
              label: t("table.typical"),
              cell: (group) => typical(group).join(" / ") || t("groups.ordinary"),
            },
          ]}
        />
      </details>
    </section>
  );
}
