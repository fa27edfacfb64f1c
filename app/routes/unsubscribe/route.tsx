import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { PortalError } from "#app/domain/errors.ts";
import { readStop, stopMail } from "#app/domain/notice/stop-mail.ts";
import { writeOpenPage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("member");

/** More than a mail program sends (RFC 8058: one). */
const MOST_FIELDS = 5;

const tokenIn = (request: Request): string => new URL(request.url).searchParams.get("t") ?? "";

/** What the address of a letter would stop. Programs that look into letters open it, so it does nothing by itself. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const t = translator(context.language, context.directory.space.kind);
  return {
    stop: readStop(context.portal.stopLinks, tokenIn(request))?.stop ?? null,
    meta: { title: t("notices:stop.title"), description: t("notices:stop.lead"), robots: "noindex" },
  };
}

/** From its button, or from a mail program by itself, which has no session (RFC 8058, 3.2). */
export function action({ request, context }: ActionFunctionArgs) {
  return writeOpenPage({ request, context }, MOST_FIELDS, async () => {
    const { portal } = context;
    const read = readStop(portal.stopLinks, tokenIn(request));
    if (!read) throw new PortalError("not-found");
    await stopMail(portal.db, read.personId, read.stop);
    return { stopped: true as const };
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Unsubscribe() {
  const { t } = useTranslation("notices");
  const { stop } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const stopped = answer !== undefined && "stopped" in answer;
  return (
    <div className="page-narrow stack">
      <PageHeader title={t("stop.title")} crumbs={[{ label: t("stop.title") }]} />
      {stop === null ? (
        <Notice tone="warning" title={t("stop.unknown")}>
          {t("stop.unknownText")}
        </Notice>
      ) : stopped ? (
        <Notice tone="success" live title={t(`stop.done.${stop}`)}>
          {t("stop.doneText")}
        </Notice>
      ) : (
        <>
          <p>{t(`stop.what.${stop}`)}</p>
          {/* A document request: it works the same for who has no scripts, and is sent with the address as it is. */}
          <form method="post">
            <Button>{t("stop.button")}</Button>
          </form>
        </>
      )}
      <p>
        <LinkButton look="tertiary" size="medium" to="/me/notices/settings">
          {t("stop.settings")}
        </LinkButton>
      </p>
    </div>
  );
}
