import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { PeopleToBe } from "./people-to-be.tsx";
import { ThingsToTry } from "./things-to-try.tsx";

await loadTexts("demonstration");

const CITIZENS = ["citizen-7", "citizen-21", "citizen-1000", "citizen-2026"];

/** The demonstration's guide: who one may be, and what to try. There is none outside the demonstration. */
export function loader({ context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const { demonstration } = portal;
  if (!demonstration) throw data({ code: "not-found" }, { status: 404 });
  const t = translator(language, directory.space.kind);
  const citizens = CITIZENS.flatMap((login) => {
    const person = demonstration.personOf(login, directory);
    const district = directory.districts.find(({ code }) => code === person?.district);
    return person ? [{ login, name: person.name, place: district?.name[language] ?? "" }] : [];
  });
  return {
    meta: { title: t("demo:title"), description: t("demo:lead", { space: directory.space.name[language] }) },
    space: directory.space.name[language],
    outbox: portal.environment.SMTP_URL === undefined,
    citizens,
    departments: directory.offices
      .filter(({ kind }) => kind === "department")
      .map(({ code, name }) => ({ login: `officer-${code}`, name: name[language] })),
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Demonstration() {
  const { t } = useTranslation("demo");
  const { space, outbox, citizens, departments } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={t("lead", { space })} crumbs={[{ label: t("title") }]} />
      <ThingsToTry outbox={outbox} />
      <PeopleToBe citizens={citizens} departments={departments} />
    </div>
  );
}
