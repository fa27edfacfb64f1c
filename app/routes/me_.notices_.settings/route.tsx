import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseId, parseInput } from "#app/domain/input.ts";
import { readChoices } from "#app/domain/notice/choices.ts";
import { addPushDevice, readPushDevices, removePushDevice } from "#app/domain/notice/push-devices.ts";
import { choicesOf, rhythmSchema, saveChoices } from "#app/domain/notice/save-choices.ts";
import { readMailChoice } from "#app/domain/person/preferences.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { deviceOf } from "#app/platform/device.ts";
import { ChoicesForm } from "./choices-form.tsx";
import { PushDevices } from "./push-devices.tsx";

await loadTexts("member");

const HERE = "/me/notices/settings";

/** What somebody wants to be told of, where, and how often by mail. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const { portal, directory, language } = context;
  return readPageAs(args, { permission: "signed-in" }, async ({ viewer }) => {
    const t = translator(language, directory.space.kind);
    const [choices, rhythm, devices] = await Promise.all([
      readChoices(portal.db, viewer.personId),
      readMailChoice(portal.db, viewer.personId),
      readPushDevices(portal.db, viewer.personId),
    ]);
    return {
      meta: { title: t("notices:settings.title"), description: t("notices:settings.lead") },
      choices,
      rhythm,
      // None: this portal sends no push messages.
      push: portal.pusher ? { devices, publicKey: portal.pusher.publicKey } : null,
      saved: new URL(request.url).searchParams.has("saved"),
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const { portal } = context;
  return writePage(
    args,
    { permission: "signed-in", limit: "text", returnTo: HERE },
    async ({ viewer, form, now }) => {
      const fields = textFields(form);
      const { intent, device } = fields;
      if (intent === "push-add") {
        if (!portal.pusher) throw new PortalError("not-found");
        const { endpoint = "", p256dh = "", auth = "" } = fields;
        const from = {
          device: deviceOf(request.headers.get("User-Agent")),
          sessionId: portal.sessions.idOf(request.headers.get("Cookie")),
        };
        await addPushDevice(portal, viewer.personId, { endpoint, p256dh, auth }, from, now);
        return { added: true };
      }
      if (intent === "push-remove") {
        const id = parseId(device);
        if (id === undefined) throw new PortalError("bad-request");
        await removePushDevice(portal.db, viewer.personId, id);
        return redirect(HERE);
      }
      const { rhythm } = parseInput(rhythmSchema, fields);
      await saveChoices(
        portal.db,
        viewer.personId,
        rhythm,
        choicesOf(fields),
        { push: portal.pusher !== undefined },
        now,
      );
      return redirect(`${HERE}?saved=1`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function NoticeSettings() {
  const { t } = useTranslation(["notices", "me"]);
  const { choices, rhythm, push, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer && "refused" in answer ? answer.refused : null, {
    rhythm: { id: "rhythm", label: t("notices:settings.rhythm") },
  });
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("notices:settings.title")}
        lead={t("notices:settings.lead")}
        crumbs={[
          { label: t("me:title"), to: "/me" },
          { label: t("notices:title"), to: "/me/notices" },
          { label: t("notices:settings.title") },
        ]}
      />
      <ErrorSummary errors={summary} />
      {saved && summary.length === 0 && <Notice tone="success" live title={t("notices:settings.saved")} />}
      <ChoicesForm choices={choices} rhythm={rhythm} push={push !== null} />
      {push && <PushDevices {...push} />}
    </div>
  );
}
