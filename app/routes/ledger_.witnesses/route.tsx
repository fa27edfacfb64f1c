import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { readLatestCheckpoint, readWitnesses } from "#app/domain/ledger/read-checkpoints.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { CheckAll } from "./check-all.tsx";
import { InAnHour } from "./in-an-hour.tsx";
import { SignedHead } from "./signed-head.tsx";
import { WitnessList } from "./witness-list.tsx";

await loadTexts("auditor");

/** Who keeps the heads of the ledger outside, and how to be one of them. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const { db, ledger } = portal;
  const { id, prefix } = directory.space;
  const [latest, witnesses] = await Promise.all([
    readLatestCheckpoint(db, id),
    readWitnesses(db, id, ledger.witnesses),
  ]);
  const { name: origin, verifierKey } = ledger.keys.of(prefix);
  const t = translator(language);
  return {
    key: { origin, verifierKey },
    latest: latest ? { size: latest.size, at: latest.at.toISOString(), note: latest.note } : null,
    witnesses: witnesses.map((one) => ({ ...one, takenAt: one.takenAt?.toISOString() ?? null })),
    meta: { title: t("ledger:witness.title"), description: t("ledger:witness.lead") },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Witnesses() {
  const { t } = useTranslation("ledger");
  const { key, latest, witnesses } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title={t("witness.title")}
        lead={t("witness.lead")}
        crumbs={[{ label: t("title"), to: "/ledger" }, { label: t("witness.title") }]}
      />
      <section className="section prose" aria-labelledby="why">
        <h2 className="h-section" id="why">
          {t("witness.why.heading")}
        </h2>
        <p>{t("witness.why.owner")}</p>
        <p>{t("witness.why.outside")}</p>
      </section>
      <InAnHour />
      <CheckAll verifierKey={key.verifierKey} />
      <SignedHead origin={key.origin} verifierKey={key.verifierKey} latest={latest} />
      <WitnessList witnesses={witnesses} />
      <section className="section prose" aria-labelledby="unseen">
        <h2 className="h-section" id="unseen">
          {t("witness.unseen.heading")}
        </h2>
        <p>{t("witness.unseen.people")}</p>
        <p>{t("witness.unseen.before")}</p>
      </section>
    </div>
  );
}
