import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, replace } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { metaOfPage } from "#app/components/page-meta.ts";
import { readEligibility, signDrive } from "#app/domain/kinds/drive/sign.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPage, requirePermission, requireViewer, writePage } from "#app/doors/page.ts";
import { translator } from "#app/i18n/server.ts";
import { signPageOf } from "./sign-page.server.ts";
import { SignPage } from "./sign-page.tsx";

/** What is signed, whether the reader may, and the button. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const id = idParam(params.id);
  const viewer = requireViewer(context, request, `/drives/${id}/sign`);
  requirePermission(viewer, "drive.sign");
  const { drive, reasons } = await readPage(() =>
    readEligibility(portal.signing, directory.space.id, id, viewer.personId, portal.clock.now()),
  );
  if (reasons.some(({ code }) => code === "already-signed")) throw redirect(`/drives/${id}/receipt`);
  const t = translator(language);
  return {
    view: signPageOf(drive, reasons, language),
    meta: { title: t("drives:sign.title"), description: drive.title },
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = idParam(params.id);
  const returnTo = `/drives/${id}/sign`;
  requirePermission(requireViewer(context, request, returnTo), "drive.sign");
  return writePage({ request, context }, { limit: "touch", returnTo }, async ({ viewer, form, now }) => {
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
    return replace(outcome.result === "signed" ? `/drives/${id}/receipt?done=signed` : returnTo);
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Sign() {
  const { view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <SignPage view={view} refused={answer?.refused ?? null} />;
}
