import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";

interface OwnQuickPollsProps {
  polls: readonly { name: string; title: string; votes: number; closesAt: string; open: boolean }[];
}

/** The one-touch polls that the person made, newest first. */
export function OwnQuickPolls({ polls }: OwnQuickPollsProps) {
  const { t } = useTranslation("me");
  const format = useFormat();
  return (
    <section className="stack" aria-labelledby="own-quick-polls">
      <h2 className="sr-only" id="own-quick-polls">
        {t("tabs.quick")}
      </h2>
      {polls.length === 0 ? (
        <EmptyState
          title={t("empty.quick.title")}
          action={
            <LinkButton look="secondary" to="/q/new">
              {t("empty.quick.action")}
            </LinkButton>
          }
        >
          {t("empty.quick.text")}
        </EmptyState>
      ) : (
        <>
          <ul className="link-rows">
            {polls.map(({ name, title, votes, closesAt, open }) => (
              <li key={name}>
                <Link to={quickPollPath(name)} dir="auto">
                  {title}
                </Link>{" "}
                <span className="small muted">
                  {t("quick.votes", { count: votes, amount: format.number(votes) })} ·{" "}
                  {t(open ? "quick.until" : "quick.ended", { time: format.dateTime(closesAt) })}
                </span>
              </li>
            ))}
          </ul>
          <div>
            <LinkButton look="secondary" to="/q/new">
              {t("quick.make")}
            </LinkButton>
          </div>
        </>
      )}
    </section>
  );
}
