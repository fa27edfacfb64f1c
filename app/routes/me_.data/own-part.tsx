import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { OwnPart } from "#app/domain/views/own-data.ts";
import type { StoredFields, StoredValue } from "./stored-value.server.ts";

/** Fields that have a word of their own; another is shown by its name in the file. */
const FIELDS = [
  ...(["name", "birthDate", "email", "address", "foreigner", "permanentResidenceSince"] as const),
  ...(["publicName", "district", "language", "mailWanted", "since", "issuer", "begun", "used"] as const),
  ...(["ends", "device", "space", "role", "until", "roll", "entry", "title", "text", "changed"] as const),
  ...(["number", "published", "state", "supplements", "kind", "at", "office", "purpose"] as const),
  ...(["forum", "versions", "stance", "opinion", "opinionReply", "content", "answer"] as const),
  ...(["subject", "written", "sent", "summary", "target", "reasons", "costs", "articles"] as const),
  ...(["current", "proposed", "upheld", "madeAt", "decidedAt"] as const),
  ...(["matter", "statement", "vote", "verdict", "comment", "background", "hidden"] as const),
  ...(["notice", "questions", "reason", "query", "mail"] as const),
  ...(["scopes", "day", "answers", "question"] as const),
  ...(["what", "code", "read", "told", "push", "mailRhythm"] as const),
] as const;

/** Codes that stand in fields of these names, with a word for each. */
const CODED: ReadonlySet<string> = new Set([
  "state",
  "kind",
  "stance",
  "role",
  "vote",
  "verdict",
  "mailRhythm",
]);
const CODES = [
  ...(["open", "closed", "withdrawn", "draft", "submitted", "correction", "certified", "refused"] as const),
  ...(["proposal", "forum", "drive", "for", "against", "other", "co-representative", "deputy"] as const),
  ...(["agree", "disagree", "pass", "yes", "partly", "no"] as const),
  ...(["at-once", "daily", "weekly"] as const),
  ...(["officer", "moderator", "clerk", "mayor", "head", "admin"] as const),
] as const;

const within = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  names.some((one) => one === name);

const TIMES: ReadonlySet<string> = new Set([
  ...["since", "begun", "used", "ends", "until", "changed", "published", "at", "written", "sent"],
  ...["madeAt", "decidedAt", "hidden", "read"],
]);
const DAYS: ReadonlySet<string> = new Set(["birthDate", "permanentResidenceSince", "day"]);

export function Fields({ fields, wide }: { fields: StoredFields; wide?: boolean }) {
  const { t } = useTranslation("data");
  return (
    <dl className={wide ? "facts stored-facts" : "own-fields"}>
      {Object.entries(fields).map(([name, value]) => (
        <div key={name} className={wide ? "fact-row" : undefined}>
          <dt>{within(FIELDS, name) ? t(`field.${name}`) : name}</dt>
          <dd dir="auto">
            <Value name={name} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One part of what is stored: how many, and each with its fields. */
export function OwnPartFold({ part, rows }: { part: OwnPart; rows: readonly StoredFields[] }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  return (
    <details className="fold">
      <summary>
        {t(`part.${part}`)} ({format.number(rows.length)})
      </summary>
      <ol className="own-rows">
        {rows.map((fields, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page of what is stored, in its order
          <li key={index}>
            <Fields fields={fields} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Value({ name, value }: { name: string; value: StoredValue }) {
  const { t } = useTranslation("data");
  if (typeof value === "string") return <Text name={name} value={value} />;
  if (!Array.isArray(value)) return <Fields fields={value} />;
  if (value.length === 0) return t("none");
  return (
    <ol className="own-rows">
      {value.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <li key={index}>
          <Value name={name} value={item} />
        </li>
      ))}
    </ol>
  );
}

function Text({ name, value }: { name: string; value: string }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  if (value === "") return t("none");
  if (value === "true" || value === "false") return t(value === "true" ? "yes" : "no");
  if (CODED.has(name) && within(CODES, value)) return t(`value.${value}`);
  const isDate = !Number.isNaN(Date.parse(value));
  if (isDate && TIMES.has(name)) return format.dateTime(value);
  if (isDate && DAYS.has(name)) return format.date(value);
  return <span className="article-text">{value}</span>;
}
