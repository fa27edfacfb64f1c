import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { OwnData, OwnPart } from "#app/domain/views/own-data.ts";

/** Names of fields as they stand in the file, in the order in which a person looks for them. */
const PERSON = [
  "name",
  "birthDate",
  "email",
  "address",
  "foreigner",
  "permanentResidenceSince",
  "publicName",
  "district",
  "language",
  "mailWanted",
  "since",
] as const satisfies readonly (keyof OwnData["person"])[];

/** Those of the parts; one that is not here is shown by its name in the file. */
const FIELDS = [
  ...([
    "since",
    "issuer",
    "begun",
    "used",
    "ends",
    "space",
    "role",
    "until",
    "roll",
    "entry",
    "title",
    "text",
  ] as const),
  ...([
    "changed",
    "number",
    "published",
    "state",
    "supplements",
    "kind",
    "at",
    "district",
    "office",
    "purpose",
  ] as const),
  ...([
    "forum",
    "versions",
    "opinion",
    "content",
    "answer",
    "query",
    "mail",
    "subject",
    "written",
    "sent",
    "scopes",
  ] as const),
] as const;
const isField = (name: string): name is (typeof FIELDS)[number] => FIELDS.some((field) => field === name);

const TIMES: ReadonlySet<string> = new Set([
  ...["since", "begun", "used", "ends", "until", "changed", "published", "at", "written", "sent"],
]);

interface OwnPartFoldProps {
  part: OwnPart;
  lines: readonly (readonly (readonly [name: string, text: string])[])[];
}

export function PersonFacts({ person }: { person: OwnData["person"] }) {
  const { t } = useTranslation("data");
  const text = useFieldText();
  return (
    <dl className="facts stored-facts">
      {PERSON.map((name) => (
        <div key={name}>
          <dt>{t(`field.${name}`)}</dt>
          <dd dir="auto">{text(name, String(person[name] ?? ""))}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One part of what is stored: how many, and each with its fields. */
export function OwnPartFold({ part, lines }: OwnPartFoldProps) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const text = useFieldText();
  const label = (name: string) => (isField(name) ? t(`field.${name}`) : name);
  return (
    <details className="fold">
      <summary>
        {t(`part.${part}`)} ({format.number(lines.length)})
      </summary>
      <ol className="stack">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page of what is stored, in its order
          <li key={index}>
            <dl className="facts">
              {line.map(([name, value]) => (
                <div key={name}>
                  <dt>{label(name)}</dt>
                  <dd dir="auto" className="article-text">
                    {text(name, value)}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
    </details>
  );
}

function useFieldText(): (name: string, value: string) => string {
  const { t } = useTranslation("data");
  const format = useFormat();
  return (name, value) => {
    if (value === "") return t("none");
    if (value === "true" || value === "false") return t(value === "true" ? "yes" : "no");
    return TIMES.has(name) && !Number.isNaN(Date.parse(value)) ? format.dateTime(value) : value;
  };
}
