import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { KeyList } from "#app/components/key-list.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { readAllKeys, revokeAnyKey } from "#app/domain/api-key/own-keys.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("developer");

const PATH = "/operator/keys";

/** The keys that are in use in the space: one that is misused is ended here. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  return readPageAs(args, { permission: "key.revoke" }, async ({ viewer, now }) => {
    const { portal, directory, language } = context;
    const t = translator(language, directory.space.kind);
    return {
      keys: await readAllKeys(portal.db, directory.space.id, viewer, now),
      revoked: new URL(request.url).searchParams.has("revoked"),
      meta: { title: t("open:keys.all"), description: t("open:keys.allLead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { portal, directory } = args.context;
  return writePage(
    args,
    { permission: "key.revoke", limit: "text", returnTo: PATH },
    async ({ viewer, form, now }) => {
      const { intent, key } = textFields(form);
      const id = parseId(key);
      if (intent !== "revoke" || id === undefined) throw new PortalError("bad-request");
      await revokeAnyKey(portal.db, directory.space.id, viewer, id, now);
      portal.apiKeys.forget();
      return redirect(`${PATH}?revoked=1`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function AllKeys() {
  const { t } = useTranslation("open");
  const { keys, revoked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer?.refused, {});
  return (
    <div className="page-narrow">
      <PageHeader title={t("keys.all")} lead={t("keys.allLead")} crumbs={[{ label: t("keys.all") }]} />
      <ErrorSummary errors={summary} />
      {revoked && !answer && <Notice tone="success" live title={t("keys.revoked")} />}
      <section className="section">
        <h2 className="sr-only">{t("keys.title")}</h2>
        <KeyList keys={keys} action={PATH} />
      </section>
    </div>
  );
}
