import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { InputField } from "#app/components/field.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRootData } from "#app/components/root-data.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import { nameOfTyped } from "#app/domain/quick-poll/read-quick-poll.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("quick");

/** One-touch polls: a field for the code that stands on the wall, and the way to make one. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const typed = new URL(request.url).searchParams.get("code")?.trim() ?? "";
  const name =
    typed === "" ? undefined : await nameOfTyped(portal.db, directory.space.id, typed, portal.clock.now());
  if (name !== undefined) throw redirect(quickPollPath(name));
  const t = translator(language, directory.space.kind);
  return { typed, meta: { title: t("quick:title"), description: t("quick:lead") } };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function QuickPolls() {
  const { t } = useTranslation("quick");
  const { typed } = useLoaderData<typeof loader>();
  const { viewer } = useRootData();
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        crumbs={[{ label: t("title") }]}
        actions={<LinkButton to="/q/new">{t("make")}</LinkButton>}
      />
      <section className="panel tinted stack" aria-labelledby="code-title">
        <h2 className="h-sub" id="code-title">
          {t("code.title")}
        </h2>
        <Form method="get" action="/q" className="quick-code-form" noValidate>
          <InputField
            id="code"
            name="code"
            label={t("code.label")}
            hint={t("code.hint")}
            required
            inputMode="numeric"
            autoComplete="off"
            maxLength={100}
            defaultValue={typed}
            errors={typed === "" ? [] : [t("code.unknown")]}
          />
          <Button look="secondary">{t("code.go")}</Button>
        </Form>
      </section>
      <section className="section" aria-labelledby="what">
        <h2 className="h-section" id="what">
          {t("what.title")}
        </h2>
        <ul className="plain-list">
          <li>{t("what.quick")}</li>
          <li>{t("what.device")}</li>
          <li>{t("what.apart")}</li>
          <li>{t("what.ends")}</li>
        </ul>
        {viewer && (
          <p>
            <Link className="text-link" to="/me?show=quick">
              {t("ownList")}
            </Link>
          </p>
        )}
      </section>
    </div>
  );
}
