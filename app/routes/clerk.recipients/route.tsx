import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { InputField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import {
  addRecipient,
  confirmListRecipient,
  endListRecipient,
  readRecipients,
} from "#app/domain/kinds/drive/list-recipients.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { RecipientList } from "./recipient-list.tsx";

await loadTexts("clerk");

const PATH = "/clerk/recipients";

/** To whom lists may go: put on file by one clerk, confirmed by another. */
export function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  return readPageAs(args, { permission: "drive.read-personal" }, async ({ viewer }) => {
    const t = translator(context.language, context.directory.space.kind);
    return {
      recipients: await readRecipients(context.portal.db, context.directory.space.id, viewer.personId),
      meta: { title: t("clerk:recipients.title"), description: t("clerk:recipients.lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { portal, directory } = args.context;
  const door = { permission: "drive.read-personal", limit: "text", returnTo: PATH } as const;
  return writePage(args, door, async ({ viewer, form, now }) => {
    const fields = textFields(form);
    const by = { spaceId: directory.space.id, clerkId: viewer.personId, at: now };
    const id = parseId(fields.recipient);
    if (fields.intent === "add") await addRecipient(portal.db, by, fields);
    else if (id === undefined) throw new PortalError("bad-request");
    else if (fields.intent === "confirm") await confirmListRecipient(portal.db, { ...by, id });
    else if (fields.intent === "end") await endListRecipient(portal.db, { ...by, id });
    else throw new PortalError("bad-request");
    return redirect(PATH);
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Recipients() {
  const { t } = useTranslation("clerk");
  const { recipients } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer?.typed.intent === "add" ? answer.typed : null;
  const { summary, errorsOf } = useRefusal(answer?.refused, {
    name: { id: "name", label: t("recipients.name") },
    key: { id: "key", label: t("recipients.key") },
  });
  return (
    <div className="page">
      <PageHeader
        title={t("recipients.title")}
        lead={t("recipients.lead")}
        crumbs={[{ label: t("title"), to: "/clerk" }, { label: t("recipients.title") }]}
      />
      <ErrorSummary errors={summary} />
      <div className="stack loose">
        <RecipientList recipients={recipients} />
        <KeptForm
          name="list-recipient"
          intent="add"
          method="post"
          className="panel stack"
          noValidate
          // An empty form once one was added.
          key={typed ? "again" : recipients.length}
        >
          <h2 className="h-sub">{t("recipients.add")}</h2>
          <InputField
            id="name"
            name="name"
            label={t("recipients.name")}
            hint={t("recipients.nameHint")}
            autoComplete="off"
            defaultValue={typed?.name}
            errors={errorsOf("name")}
            required
          />
          <InputField
            id="key"
            name="key"
            label={t("recipients.key")}
            hint={t("export.recipientHint")}
            autoComplete="off"
            spellCheck={false}
            defaultValue={typed?.key}
            errors={errorsOf("key")}
            required
          />
          <div>
            <Button look="secondary" name="intent" value="add">
              {t("recipients.button")}
            </Button>
          </div>
        </KeptForm>
      </div>
    </div>
  );
}
