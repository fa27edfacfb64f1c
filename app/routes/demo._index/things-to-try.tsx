import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSpacePath } from "#app/components/space-path.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";

interface Try {
  key:
    | "agree"
    | "write"
    | "reply"
    | "forum"
    | "quick"
    | "survey"
    | "sign"
    | "handIn"
    | "clerk"
    | "ledger"
    | "outbox";
  link: ReactNode;
}

/** The journey in the order in which it is best tried, each step one press away. */
export function ThingsToTry({ outbox }: { outbox: boolean }) {
  const { t } = useTranslation("demo");
  const within = useSpacePath();
  const signInAs = (login: string, returnTo: string) =>
    within(`/auth/sign-in?${new URLSearchParams({ as: login, returnTo })}`);
  const tries: Try[] = [
    {
      key: "agree",
      link: <a href={signInAs("citizen-2026", "/proposals?sort=closest")}>{t("try.agree.link")}</a>,
    },
    { key: "write", link: <a href={signInAs("citizen-2026", "/proposals/new")}>{t("try.write.link")}</a> },
    { key: "reply", link: <a href={signInAs("officer-transport", "/desk")}>{t("try.reply.link")}</a> },
    { key: "forum", link: <Link to="/forums">{t("try.forum.link")}</Link> },
    { key: "quick", link: <Link to={quickPollPath("골목-축제")}>{t("try.quick.link")}</Link> },
    { key: "survey", link: <a href={signInAs("citizen-2026", "/me")}>{t("try.survey.link")}</a> },
    {
      key: "sign",
      link: <a href={signInAs("citizen-2026", "/drives?sort=closest")}>{t("try.sign.link")}</a>,
    },
    { key: "handIn", link: <a href={signInAs("citizen-5", "/me?show=drives")}>{t("try.handIn.link")}</a> },
    { key: "clerk", link: <a href={signInAs("clerk", "/clerk")}>{t("try.clerk.link")}</a> },
    { key: "ledger", link: <Link to="/ledger">{t("try.ledger.link")}</Link> },
  ];
  if (outbox) tries.push({ key: "outbox", link: <Link to="/demo/outbox">{t("try.outbox.link")}</Link> });
  return (
    <section className="section" aria-labelledby="try">
      <h2 className="h-section" id="try">
        {t("try.title")}
      </h2>
      <ol className="grid-3 numbered-cards">
        {tries.map(({ key, link }) => (
          <li className="panel" key={key}>
            <h3 className="h-sub">{t(`try.${key}.title`)}</h3>
            <p>{t(`try.${key}.text`)}</p>
            <p className="card-link">{link}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
