import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ProposalCards, type ProposalListItem } from "#app/components/proposal-card.tsx";

interface OwnListsProps {
  show: "written" | "supported" | "forums";
  written: ProposalListItem[];
  supported: ProposalListItem[];
  forums: { id: number; title: string }[];
}

/** What the person takes part in; an empty list says how to begin. */
export function OwnLists({ show, written, supported, forums }: OwnListsProps) {
  const { t } = useTranslation("me");
  const empty = { written, supported, forums }[show].length === 0;
  const ways = { written: "/proposals/new", supported: "/proposals", forums: "/forums" };
  return (
    <section aria-labelledby="own-list">
      <h2 className="sr-only" id="own-list">
        {t(`tabs.${show}`)}
      </h2>
      {empty && (
        <EmptyState
          title={t(`empty.${show}.title`)}
          action={
            <LinkButton look="secondary" to={ways[show]}>
              {t(`empty.${show}.action`)}
            </LinkButton>
          }
        >
          {t(`empty.${show}.text`)}
        </EmptyState>
      )}
      {!empty && show !== "forums" && <ProposalCards proposals={show === "written" ? written : supported} />}
      {!empty && show === "forums" && (
        <ul className="link-rows">
          {forums.map(({ id, title }) => (
            <li key={id}>
              <Link to={`/forums/${id}`}>{title}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
