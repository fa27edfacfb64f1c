import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { KeyList } from "#app/components/key-list.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { makeKey, readOwnKeys, revokeOwnKey } from "#app/domain/api-key/own-keys.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { API_SCOPES } from "#db/tables/api-key.ts";
import { NewKeyForm } from "./new-key-form.tsx";

await loadTexts("member", "developer");

const PATH = "/me/keys";

/** Somebody's keys, by which programs of theirs read the API. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  return readPageAs(args, { permission: "key.make" }, async ({ viewer, now }) => {
    const { portal, directory, language } = context;
    const t = translator(language, directory.space.kind);
    return {
      keys: await readOwnKeys(portal.db, directory.space.id, viewer.personId, now),
      revoked: new URL(request.url).searchParams.has("revoked"),
      meta: { title: t("open:keys.title"), description: t("open:keys.lead") },
    };
  });
}

/** What a new key is called, the only answer with it; or the way back, after one was revoked. */
export function action(args: ActionFunctionArgs) {
  const { portal, directory } = args.context;
  return writePage(
    args,
    { permission: "key.make", limit: "text", returnTo: PATH },
    async ({ viewer, form, now }) => {
      const fields = textFields(form);
      const { personId } = viewer;
      const spaceId = directory.space.id;
      if (fields.intent === "make") {
        const scopes = API_SCOPES.filter((scope) => fields[`scope-${scope}`] !== undefined);
        const input = { name: fields.name, scopes, days: fields.days };
        return { made: await makeKey(portal.db, spaceId, personId, input, now) };
      }
      const id = parseId(fields.key);
      if (fields.intent !== "revoke" || id === undefined) throw new PortalError("bad-request");
      await revokeOwnKey(portal.db, spaceId, personId, id, now);
      portal.apiKeys.forget();
      return redirect(`${PATH}?revoked=1`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function OwnKeys() {
  const { t } = useTranslation("open");
  const { t: me } = useTranslation("me");
  const { keys, revoked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && "refused" in answer ? answer : undefined;
  const made = answer && "made" in answer ? answer.made : undefined;
  const { summary, errorsOf } = useRefusal(refused?.refused, {
    name: { id: "key-name", label: t("keys.new.name") },
    scopes: { id: "key-scopes", label: t("keys.new.scopes") },
    days: { id: "key-days", label: t("keys.new.days") },
  });
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("keys.title")}
        lead={t("keys.lead")}
        crumbs={[{ label: me("title"), to: "/me" }, { label: t("keys.title") }]}
      />
      <ErrorSummary errors={summary} />
      {revoked && !answer && <Notice tone="success" live title={t("keys.revoked")} />}
      {made !== undefined && (
        <Notice tone="success" live title={t("keys.made.title")}>
          <p>{t("keys.made.text")}</p>
          <code className="key-text">{made}</code>
        </Notice>
      )}
      <section className="section stack" aria-labelledby="own-keys">
        <h2 className="h-section" id="own-keys">
          {t("keys.own")}
        </h2>
        <KeyList keys={keys} action={PATH} />
        <p>
          <Link className="text-link" to="/data#api">
            {t("keys.how")}
          </Link>
        </p>
      </section>
      <section className="section stack" aria-labelledby="new-key">
        <h2 className="h-section" id="new-key">
          {t("keys.new.heading")}
        </h2>
        <NewKeyForm key={made} typed={refused?.typed} errorsOf={errorsOf} />
      </section>
    </div>
  );
}
