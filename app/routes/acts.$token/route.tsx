import { data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, type MetaFunction, useLoaderData, useNavigation, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { safeReturnTo } from "#app/doors/page.ts";
import { waitingActs } from "#app/doors/waiting-act.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("member");

/** What was asked for before signing in, ready to be sent; what is over or was never asked for here leads back. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, viewer, language, directory } = context;
  const asked = new URL(request.url).searchParams.get("to");
  const to = safeReturnTo(asked);
  const acts = waitingActs(portal.environment);
  const header = request.headers.get("Cookie");
  const act = viewer && (await acts.find(params.token, header, portal.clock.now()));
  // Whatever leads here says where it came from.
  if (!act) throw asked === null ? data({ code: "not-found" }, { status: 404 }) : redirect(to);
  const t = translator(language, directory.space.kind);
  return {
    act,
    to,
    meta: {
      title: t(`auth:act.${act.label}.title`),
      description: t(`auth:act.${act.label}.text`),
      robots: "noindex",
    },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

/** The form sends itself as soon as the page's script is there; without one it takes one more touch. */
export default function WaitingAct() {
  const { t } = useTranslation("auth");
  const { act, to } = useLoaderData<typeof loader>();
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  const sending = useNavigation().state !== "idle";
  useEffect(() => {
    // In development React runs an effect twice.
    if (sent.current || !form.current) return;
    sent.current = true;
    // In the place of this page: "back" must not do it again.
    submit(form.current, { replace: true });
  }, [submit]);
  return (
    <div className="page-narrow">
      <PageHeader title={t(`act.${act.label}.title`)} lead={t(`act.${act.label}.text`)} />
      <Form ref={form} className="cluster" method="post" action={act.path} replace>
        {act.fields.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="waited" value="1" />
        <Button size="xlarge" pending={sending}>
          {t(`act.${act.label}.button`)}
        </Button>
        <Link className="text-link" to={to}>
          {t("act.back")}
        </Link>
      </Form>
    </div>
  );
}
