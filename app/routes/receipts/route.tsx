import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, type MetaFunction, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { TextareaField } from "#app/components/field.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useFaultMessage } from "#app/components/use-fault-message.ts";
import { isPortalError } from "#app/domain/errors.ts";
import { readForm } from "#app/doors/form.ts";
import { takeLimit } from "#app/doors/guard.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { HowToVerify } from "./how-to-verify.tsx";
import { checkedLeaf, checkedReceipt, receiptOf } from "./receipt-check.server.ts";
import { ReceiptResult } from "./receipt-result.tsx";

await loadTexts("follower");

const LEAF = /^[0-9a-f]{64}$/;

/** Checks receipts of signatures, for everybody and without signing in: it names nobody. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, language } = context;
  const leaf = new URL(request.url).searchParams.get("leaf") ?? "";
  const t = translator(language, context.directory.space.kind);
  return {
    meta: { title: t("drives:check.title"), description: t("drives:check.lead") },
    check: LEAF.test(leaf) ? await checkedLeaf(portal, context.directory.space.id, leaf) : null,
    verifierKey: portal.signing.receipts.verifierKey,
  };
}

/** A POST, because a receipt in an address would be kept in histories and logs; nothing is written. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { portal, directory, address } = context;
  try {
    await takeLimit(context, "address", address);
    const receipt = await receiptOf(await readForm(request));
    return data({
      check: await checkedReceipt(portal, directory.space.id, receipt),
      refused: null,
    });
  } catch (error) {
    if (!isPortalError(error)) throw error;
    const { code, status, details } = error;
    return data({ check: null, refused: { code, faults: details.faults ?? [] } }, { status });
  }
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Receipts() {
  const { t } = useTranslation(["drives", "errors"]);
  const { verifierKey, check } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const sending = useNavigation().state === "submitting";
  const faultMessage = useFaultMessage();
  // Of the code that led here, until something else is sent in.
  const shown = answer ? answer.check : check;
  const faults = answer?.refused?.faults ?? [];
  const errors = faults.map((fault) => faultMessage(fault, t("drives:check.field")));
  const refused = answer?.refused && faults.length === 0 ? answer.refused : null;
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("drives:check.title")}
        lead={t("drives:check.lead")}
        crumbs={[{ label: t("drives:title"), to: "/drives" }, { label: t("drives:check.title") }]}
      />
      {shown && <ReceiptResult check={shown} />}
      <Form className="section stack" method="post" action="/receipts" encType="multipart/form-data">
        <TextareaField
          name="receipt"
          label={t("drives:check.field")}
          hint={t("drives:check.hint")}
          rows={6}
          spellCheck={false}
          errors={refused ? [t(`errors:code.${refused.code}.message`)] : errors}
        />
        <label className="file-field">
          <span>{t("drives:check.file")}</span>
          <input className="write-file" name="file" type="file" accept=".json,.txt,application/json" />
        </label>
        <div>
          <Button pending={sending}>{t("drives:check.submit")}</Button>
        </div>
      </Form>
      <HowToVerify verifierKey={verifierKey} />
    </div>
  );
}
