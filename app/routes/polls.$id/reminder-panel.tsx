import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { PollPageData } from "./poll-page.server.ts";

/** One letter before it closes and one with the result, to be asked for and taken back by the same button. */
export function ReminderPanel({ poll }: { poll: PollPageData }) {
  const { t } = useTranslation("ballot");
  const format = useFormat();
  const here = useMatterHere();
  const { formData } = useNavigation();
  const { reminder, own, reasons, state } = poll;
  if (!reminder) return null;
  const { asked, at } = reminder;
  const goesOn = state === "open" || state === "scheduled";
  const offered = goesOn && !own && reasons.length === 0 && at !== null;
  const date = at === null ? "" : format.dateTime(at);
  if (!asked && !offered && !(own && goesOn)) return null;
  const intent = asked ? "take-back" : "ask";
  return (
    <section className="section panel stack" id="reminder" aria-labelledby="reminder-heading">
      <h2 className="h-sub" id="reminder-heading">
        {t(asked ? "reminder.asked" : "reminder.heading")}
      </h2>
      {asked && <p>{at === null || own ? t("reminder.askedLate") : t("reminder.askedText", { date })}</p>}
      {!asked && offered && <p>{t("reminder.offer", { date })}</p>}
      {!asked && own && (
        <p>
          {t("reminder.takenPart")}{" "}
          <Link className="text-link" to="/me?show=settings">
            {t("reminder.settings")}
          </Link>
        </p>
      )}
      {(asked || offered) && (
        <Form method="post" action={`/polls/${here}/reminder`} preventScrollReset>
          <Button
            look={asked ? "tertiary" : "secondary"}
            size="medium"
            name="intent"
            value={intent}
            pending={formData?.get("intent") === intent}
          >
            {t(asked ? "reminder.takeBack" : "reminder.ask")}
          </Button>
        </Form>
      )}
    </section>
  );
}
