import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useSpacePath } from "#app/components/space-path.ts";
import type { DrivePageData } from "./drive-page.server.ts";

/** What can be done with a drive beside signing it: by who leads or helps, and by everybody while the list is open. */
export function DriveTools({ drive }: { drive: DrivePageData }) {
  const here = useMatterHere();
  const { t } = useTranslation("drives");
  const within = useSpacePath();
  const { state, reached, reader } = drive;
  const leads = reader.role === "representative" || reader.role === "co-representative";
  const collects = state === "collecting" || state === "shortfall";
  const mayHandIn = leads && ((collects && reached) || state === "collected" || state === "shortfall");
  return (
    <>
      {reader.role && (collects || mayHandIn) && (
        <section className="panel tinted stack tight" aria-labelledby="tools">
          <h2 className="h-sub" id="tools">
            {t("tools.lead")}
          </h2>
          {mayHandIn && (
            <div>
              <LinkButton look="secondary" size="medium" to={`/drives/${here}/hand-in`}>
                {t("tools.handIn")}
              </LinkButton>
            </div>
          )}
          {collects && (
            <>
              <a className="text-link" href={within(`/drives/${here}/sheets.pdf`)}>
                {t("tools.sheets")}
              </a>
              <Link className="text-link" to={`/drives/${here}/collect`}>
                {t("tools.collect")}
              </Link>
            </>
          )}
        </section>
      )}
      {state === "inspection" && (
        <section className="panel tinted stack tight" aria-labelledby="inspection">
          <h2 className="h-sub" id="inspection">
            {t("tools.inspection")}
          </h2>
          <p className="small">{t("tools.objectionText")}</p>
          <Link className="text-link" to={`/drives/${here}/objection`}>
            {t("tools.object")}
          </Link>
        </section>
      )}
    </>
  );
}
