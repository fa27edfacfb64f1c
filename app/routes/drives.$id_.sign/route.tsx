import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, replace } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { metaOfPage } from "#app/components/page-meta.ts";
import { readEligibility, signDrive } from "#app/domain/kinds/drive/sign.ts";
import { requireFreshFor } from "#app/doors/fresh.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { signPageOf } from "./sign-page.server.ts";
import { SignPage } from "./sign-page.tsx";

await loadTexts("follower");

/** What is signed, whether the reader may, and the button. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const id = await matterParam(args);
  return readPageAs(
    args,
    { permission: "drive.sign", returnTo: `/drives/${params.id}/sign` },
    async ({ viewer, now }) => {
      await requireFreshFor(args, "sign", `/drives/${params.id}/sign`);
      const { portal, language } = context;
      const { drive, reasons } = await readEligibility(
        portal.signing,
        context.directory.space.id,
        id,
        viewer.personId,
        now,
      );
      if (reasons.some(({ code }) => code === "already-signed"))
        throw redirect(`/drives/${params.id}/receipt`);
      const t = translator(language, context.directory.space.kind);
      return {
        view: signPageOf(drive, reasons, language),
        meta: { title: t("drives:sign.title"), description: drive.title },
      };
    },
  );
}

export async function action(args: ActionFunctionArgs) {
  const { request, params, context } = args;
  const id = await matterParam(args);
  const returnTo = `/drives/${params.id}/sign`;
  return writePage(
    { request, context },
    { permission: "drive.sign", limit: "touch", returnTo },
    async ({ viewer, form, now }) => {
      await requireFreshFor(args, "sign", returnTo);
      const outcome = await signDrive(context.portal.signing, {
        spaceId: context.directory.space.id,
        matterId: id,
        personId: viewer.personId,
        consent: form.get("consent") === "yes",
        draftHash: String(form.get("draft")),
        address: context.address,
        at: now,
      });
      // Whatever stands against it, this page explains.
      return replace(outcome.result === "signed" ? `/drives/${params.id}/receipt?done=signed` : returnTo);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Sign() {
  const { view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <SignPage view={view} refused={answer?.refused ?? null} />;
}
