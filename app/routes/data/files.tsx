import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { DataFileView, readDumps } from "#app/domain/views/read-dumps.ts";

interface FilesProps {
  dumps: Awaited<ReturnType<typeof readDumps>>;
  dataSets: readonly string[];
}

const NAMED = [
  "proposals",
  "forums",
  "drives",
  "polls",
  "votes",
  "thresholds",
  "duties",
  "replies",
  "events",
] as const;
const isNamed = (name: string): name is (typeof NAMED)[number] => NAMED.some((one) => one === name);

/** The newest day's files, a line a data set; and every file with its checksum. */
export function Files({ dumps, dataSets }: FilesProps) {
  const { t } = useTranslation("open");
  const format = useFormat();
  const within = useSpacePath();
  const sizeOf = useSizeOf();
  if (!dumps)
    return (
      <section className="section" aria-labelledby="files">
        <h2 className="h-section" id="files">
          {t("files.heading")}
        </h2>
        <Notice title={t("files.none")} />
      </section>
    );
  const { newest, earlier } = dumps;
  const { day, madeAt, ledgerSeq, files } = newest;
  const address = (name: string, of = day) => within(`/data/${of}/${name}`);
  const byName = new Map(files.map((file) => [file.name, file]));
  const labelOf = (name: string) => (isNamed(name) ? t(`sets.${name}`) : name);
  const link = (dataSet: string, name: string, label: string, file: DataFileView | undefined) =>
    file && (
      <>
        <a className="text-link" href={address(name)}>
          <span className="sr-only">{labelOf(dataSet)} </span>
          {label}
        </a>{" "}
        <span className="muted small">{sizeOf(file.size)}</span>
      </>
    );
  return (
    <section className="section stack" aria-labelledby="files">
      <h2 className="h-section" id="files">
        {t("files.heading")}
      </h2>
      <p>
        <strong>{t("files.day", { date: format.date(`${day}T00:00:00+09:00`) })}</strong>{" "}
        {t("files.made", { time: format.dateTime(madeAt), seq: format.number(ledgerSeq) })}
      </p>
      <TableView
        caption={t("files.caption")}
        rows={dataSets}
        rowKey={(name) => name}
        columns={[
          { key: "set", label: t("files.dataSet"), cell: labelOf },
          {
            key: "rows",
            label: t("files.rows"),
            numeric: true,
            cell: (name) => format.number(byName.get(`${name}.csv.gz`)?.rows ?? 0),
          },
          {
            key: "csv",
            label: "CSV",
            cell: (name) => link(name, `${name}.csv`, "CSV", byName.get(`${name}.csv.gz`)),
          },
          {
            key: "jsonl",
            label: "JSON Lines",
            cell: (name) => link(name, `${name}.jsonl.gz`, "JSON Lines", byName.get(`${name}.jsonl.gz`)),
          },
          {
            key: "schema",
            label: t("files.schema"),
            cell: (name) =>
              link(name, `${name}.schema.json`, "JSON Schema", byName.get(`${name}.schema.json`)),
          },
        ]}
      />
      <p>
        <a className="text-link" href={address("manifest.json")}>
          {t("files.manifest")}
        </a>
        {t("files.manifestText")}
      </p>
      <details className="fold">
        <summary>{t("files.sums")}</summary>
        <TableView
          caption={t("files.sumsCaption")}
          rows={files}
          rowKey={({ name }) => name}
          columns={[
            {
              key: "name",
              label: t("files.name"),
              cell: ({ name }) => (
                <a className="text-link" href={address(name)}>
                  {name}
                </a>
              ),
            },
            { key: "size", label: t("files.size"), numeric: true, cell: ({ size }) => sizeOf(size) },
            {
              key: "sha256",
              label: "SHA-256",
              cell: ({ sha256 }) => <code className="ledger-hash">{sha256}</code>,
            },
          ]}
        />
      </details>
      <p>
        {t("files.kept")}
        {earlier.length > 0 && ` ${t("files.earlier")}:`}
      </p>
      {earlier.length > 0 && (
        <ul className="cluster" aria-label={t("files.earlier")}>
          {earlier.map((of) => (
            <li key={of}>
              <a className="text-link" href={address("manifest.json", of)}>
                {format.date(`${of}T00:00:00+09:00`)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const KILO = 1_000;

/** In whole kilobytes, or megabytes with a decimal. */
function useSizeOf(): (bytes: number) => string {
  const format = useFormat();
  return (bytes) =>
    bytes < KILO * KILO
      ? `${format.number(Math.ceil(bytes / KILO))} kB`
      : `${format.number(Math.round(bytes / KILO / (KILO / 10)) / 10)} MB`;
}
