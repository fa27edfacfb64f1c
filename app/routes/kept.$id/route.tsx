import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, type MetaFunction, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { TextareaField } from "#app/components/field.tsx";
import { WriterField } from "#app/components/kept/writer-field.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { PortalError } from "#app/domain/errors.ts";
import { isUuid } from "#app/domain/input.ts";
import { readKeptForm } from "#app/domain/person/kept-forms.ts";
import { readPageAs } from "#app/doors/page.ts";
import { translator } from "#app/i18n/server.ts";

/** What somebody sent in after their session had ended, given back after signing in, to be sent once more. */
export function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  return readPageAs(args, { permission: "signed-in" }, async ({ viewer, now }) => {
    const { db, seal } = context.portal;
    if (!isUuid(params.id)) throw new PortalError("not-found");
    const spaceId = context.directory.space.id;
    const { path, fields } = await readKeptForm(db, seal, spaceId, params.id, viewer.personId, now);
    const t = translator(context.language, context.directory.space.kind);
    const shown = fields.map(([name, value]) => ({ name, value, isText: isText(value) }));
    return { path, fields: shown, meta: { title: t("kept.title"), description: t("kept.lead") } };
  });
}

/** Texts can be seen and changed here; codes, ids and choices go along as they were. */
const isText = (value: string) => /\s/.test(value.trim()) || value.length > 40;

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function KeptForm() {
  const { t } = useTranslation();
  const { path, fields } = useLoaderData<typeof loader>();
  const sending = useNavigation().state === "submitting";
  return (
    <div className="page-narrow">
      <PageHeader title={t("kept.title")} lead={t("kept.lead")} crumbs={[{ label: t("kept.title") }]} />
      <Form className="stack loose" method="post" action={path} noValidate>
        <WriterField />
        {fields.map(({ name, value, isText: seen }, place) =>
          seen ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: fields of one name are told apart by their place
            <TextareaField key={place} name={name} label={t("kept.text")} rows={8} defaultValue={value} />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: fields of one name are told apart by their place
            <input key={place} type="hidden" name={name} value={value} />
          ),
        )}
        <div className="cluster">
          <Button pending={sending}>{t("kept.send")}</Button>
          <LinkButton look="tertiary" to={path}>
            {t("kept.page")}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}
