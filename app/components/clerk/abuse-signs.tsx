import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { AbuseSign } from "#app/domain/kinds/drive/abuse-signs.ts";
import { Button } from "../button.tsx";
import { useFormat } from "../use-format.ts";

interface AbuseSignsProps {
  signs: readonly AbuseSign[];
  /** Where "seen" is sent. */
  action: string;
  className?: string;
  heading?: "h2" | "h3";
}

/** What looks odd. Nothing was dropped because of it: somebody should look. */
export function AbuseSigns({
  signs,
  action,
  className = "section",
  heading: Heading = "h2",
}: AbuseSignsProps) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  return (
    <section className={className} aria-labelledby="signs">
      <Heading className={Heading === "h2" ? "h-section" : "h-sub"} id="signs">
        {t("signs.heading")}{" "}
        <span className="muted numeric">{format.number(signs.filter(({ seenAt }) => !seenAt).length)}</span>
      </Heading>
      <p className="small muted">{t("signs.lead")}</p>
      <ul className="clerk-list">
        {signs.map(({ id, driveId, title, kind, about, times, lastAt, seenAt }) => (
          <li key={id} className="abuse-sign">
            <div>
              <p>
                {t(`signs.kind.${kind}`, {
                  count: times,
                  amount: format.number(times),
                  sheet: kind === "sheet-order" ? about : "",
                })}
              </p>
              <p className="small muted">
                <Link className="text-link" to={`/clerk/drives/${driveId}`} lang="ko">
                  {title}
                </Link>{" "}
                · {format.dateTime(lastAt)}
              </p>
            </div>
            {seenAt ? (
              <span className="small muted">{t("signs.seen")}</span>
            ) : (
              <Form method="post" action={action} preventScrollReset>
                <input type="hidden" name="intent" value="seen" />
                <input type="hidden" name="sign" value={id} />
                <input type="hidden" name="drive" value={driveId} />
                <Button look="tertiary" size="small" aria-label={t("signs.markOf", { title })}>
                  {t("signs.mark")}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
