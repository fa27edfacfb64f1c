import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, replace } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { metaOfPage } from "#app/components/page-meta.ts";
import { PortalError } from "#app/domain/errors.ts";
import { readOwnReceipt } from "#app/domain/kinds/drive/check-receipt.ts";
import { getDrive } from "#app/domain/kinds/drive/get-drive.ts";
import { readLooksAt } from "#app/domain/kinds/drive/personal.ts";
import { withdrawSignature } from "#app/domain/kinds/drive/sign.ts";
import { homeHere } from "#app/doors/home.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage, readPageAs, writePage } from "#app/doors/page.ts";
import { relatedItemsOf } from "#app/doors/pages/related-items.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { receiptPageOf } from "./receipt-page.server.ts";
import { ReceiptPage } from "./receipt-page.tsx";

await loadTexts("follower", "polled");

/** One's own signature; whoever has none is led to the drive. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const id = await matterParam(args);
  return readPageAs(
    args,
    { permission: "signed-in", returnTo: `/drives/${params.id}/receipt` },
    async ({ viewer, now }) => {
      const { portal, language } = context;
      const { drive, receipt, looks } = await readPage(async () => {
        const [drive, receipt, looks] = await Promise.all([
          getDrive(portal.db, context.directory.space.id, id),
          readOwnReceipt(portal.signing, context.directory.space.id, id, viewer.personId),
          readLooksAt(portal.db, id, viewer.personId),
        ]);
        return { drive, receipt, looks };
      });
      if (!receipt) throw redirect(`/drives/${params.id}`);
      const t = translator(language, context.directory.space.kind);
      const justSigned = new URL(request.url).searchParams.get("done") === "signed";
      const { space } = context.directory;
      const related = justSigned
        ? await portal.related.of(space.id, id, "drive", language, now)
        : { matters: [], replies: [] };
      return {
        receipt: receiptPageOf(drive, receipt, looks, language, now, homeHere(context)),
        justSigned,
        similar: relatedItemsOf(related, context.directory, language).matters,
        meta: { title: t("drives:receipt.title"), description: drive.title },
      };
    },
  );
}

export async function action(args: ActionFunctionArgs) {
  const { request, params, context } = args;
  const id = await matterParam(args);
  const returnTo = `/drives/${params.id}/receipt`;
  return writePage(
    { request, context },
    { permission: "drive.sign", limit: "touch", returnTo },
    async ({ viewer, form, now }) => {
      if (form.get("intent") !== "withdraw") throw new PortalError("bad-request");
      await withdrawSignature(context.portal.signing, context.directory.space.id, id, viewer.personId, now);
      return replace(`/drives/${params.id}?done=withdrawn`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Receipt() {
  const { receipt, justSigned, similar } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer?.refused ?? null;
  return <ReceiptPage receipt={receipt} justSigned={justSigned} similar={similar} refused={refused} />;
}
