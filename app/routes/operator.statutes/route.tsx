import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { StatuteSection } from "#app/components/law/statute-section.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import { checkStatute } from "#app/domain/kinds/drive/check-statute.ts";
import { lawOf, statuteOf } from "#app/domain/kinds/drive/law-view.ts";
import { publishStatute } from "#app/domain/kinds/drive/load-law.ts";
import { numbersOf, readLaw, readStatute } from "#app/domain/kinds/drive/read-law.ts";
import { textMark } from "#app/domain/seen-text.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import type { Database } from "#db/client.ts";
import { inTransaction, isRefusedBy, isRefusedData } from "#db/transaction.ts";
import { StatuteEditor } from "./statute-editor.tsx";

await loadTexts("law", "office");

/** Where an operator adds a kind of drive, or the next version of one, as JSON. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  return readPageAs(args, { permission: "statute.publish" }, async ({ now }) => {
    const { portal, directory, language } = context;
    const url = new URL(request.url);
    const law = await readLaw(portal.db, directory.space.id, now);
    const from = law.statutes.find(({ definition }) => definition.code === url.searchParams.get("from"));
    const t = translator(language, directory.space.kind);
    return {
      meta: { title: t("operator:statutes.title"), description: t("operator:statutes.lead") },
      kinds: lawOf(law, context).statutes.map(({ code, name, version }) => ({ code, name, version })),
      published: url.searchParams.get("published"),
      definition: from ? JSON.stringify(from.definition, null, 2) : "",
      seen: textMark(from?.definition ?? null),
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context } = args;
  return writePage(
    args,
    { permission: "statute.publish", limit: "text", returnTo: "/operator/statutes" },
    async ({ form, now }) => {
      const { portal, directory, language } = context;
      const fields = textFields(form);
      const typed = fields.definition ?? "";
      const kept = { definition: typed, ...(fields.seen !== undefined && { seen: fields.seen }) };
      const { definition, faults } = checkStatute(typed, language);
      if (!definition) return data({ faults, typed: kept }, { status: 422 });
      // `publish:MARK`, over a version that came into force meanwhile, and was shown.
      const [intent, mark = fields.seen] = (fields.intent ?? "").split(":");
      if (intent === "preview") {
        const law = await readLaw(portal.db, directory.space.id, now);
        const version = law.statutes.find((one) => one.definition.code === definition.code)?.version ?? 0;
        const required = numbersOf(definition, law.electorate);
        const preview = statuteOf(
          { definition, version: version + 1, publishedAt: null, required },
          law,
          context,
        );
        return data({ preview, typed: kept });
      }
      if (intent !== "publish") throw new PortalError("bad-request");
      try {
        await inTransaction(portal.db, (tx) => publishStatute(tx, directory.space.id, definition, now, mark));
      } catch (error) {
        const overtaken =
          (isPortalError(error) && error.code === "changed-meanwhile") ||
          // Another operator published this number a moment ago.
          isRefusedBy(error, "statute_space_id_code_version_key");
        if (overtaken)
          return data(
            { inForce: await inForce(portal.db, directory.space.id, definition.code), typed: kept },
            { status: 409 },
          );
        if (isRefusedData(error))
          throw new PortalError("invalid-input", {
            faults: [{ field: "definition", code: "bad-characters" }],
          });
        throw error;
      }
      return redirect(`/operator/statutes?published=${definition.code}`);
    },
  );
}

async function inForce(db: Database, spaceId: number, code: string) {
  const { definition, publishedAt } = await readStatute(db, spaceId, code);
  return {
    code,
    mark: textMark(definition),
    publishedAt,
    definition: JSON.stringify(definition, null, 2),
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function OperatorStatutes() {
  const { t } = useTranslation(["operator", "law"]);
  const { kinds, published, definition, seen } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const faults = answer && "faults" in answer ? answer.faults : [];
  const preview = answer && "preview" in answer ? answer.preview : null;
  const refused = answer && "refused" in answer ? answer.refused : null;
  const { summary } = useRefusal(refused, {
    definition: { id: "definition", label: t("statutes.definition") },
  });
  const errors = faults.map(({ path, message }) => ({
    fieldId: "definition",
    message: path ? `${path}: ${message}` : message,
  }));
  const done = kinds.find(({ code }) => code === published);
  return (
    <div className="page">
      <PageHeader
        title={t("statutes.title")}
        lead={t("statutes.lead")}
        crumbs={[{ label: t("law:title"), to: "/statutes" }, { label: t("statutes.title") }]}
      />
      <div className="stack loose">
        <ErrorSummary errors={[...errors, ...summary]} />
        {done && (
          <Notice tone="success" live title={t("statutes.done", { name: done.name, version: done.version })}>
            <Link className="text-link" to={`/statutes#${done.code}`}>
              {t("statutes.see")}
            </Link>
          </Notice>
        )}
        <section aria-labelledby="operator-kinds">
          <h2 className="h-sub" id="operator-kinds">
            {t("statutes.kinds")}
          </h2>
          <ul className="link-rows">
            {kinds.map(({ code, name, version }) => (
              <li key={code}>
                <Link to={`/operator/statutes?from=${code}`} reloadDocument>
                  {t("statutes.from", { name })}
                </Link>
                <span className="muted small">
                  <code>{code}</code> · {t("statutes.version", { version })}
                </span>
              </li>
            ))}
          </ul>
        </section>
        {preview && (
          <section className="panel law-preview" aria-labelledby="preview">
            <h2 className="h-section" id="preview">
              {t("statutes.previewOf", { version: preview.version })}
            </h2>
            <StatuteSection statute={preview} />
          </section>
        )}
        <StatuteEditor
          key={done && `${done.code} ${done.version}`}
          definition={answer && "typed" in answer ? (answer.typed.definition ?? "") : definition}
          seen={(answer && "typed" in answer ? answer.typed.seen : undefined) ?? seen}
          inForce={answer && "inForce" in answer ? answer.inForce : null}
          errors={errors.map(({ message }) => message)}
          checked={preview !== null}
        />
      </div>
    </div>
  );
}
