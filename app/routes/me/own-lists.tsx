import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ProposalCards, type ProposalListItem } from "#app/components/proposal-card.tsx";
import { OwnDrives, type OwnDrivesProps } from "./own-drives.tsx";

interface OwnListsProps extends OwnDrivesProps {
  show: "written" | "supported" | "forums" | "drives";
  written: ProposalListItem[];
  supported: ProposalListItem[];
  forums: { id: number; title: string }[];
}

/** What the person takes part in; an empty list says how to begin. */
export function OwnLists({ show, written, supported, forums, applications, signed }: OwnListsProps) {
  const { t } = useTranslation("me");
  const drives = [...applications, ...signed];
  const empty = { written, supported, forums, drives }[show].length === 0;
  const ways = { written: "/proposals/new", supported: "/proposals", forums: "/forums", drives: "/drives" };
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
      {!empty && (show === "written" || show === "supported") && (
        <ProposalCards proposals={show === "written" ? written : supported} />
      )}
      {!empty && show === "forums" && (
        <ul className="link-rows">
          {forums.map(({ id, title }) => (
            <li key={id}>
              <Link to={`/forums/${id}`}>{title}</Link>
            </li>
          ))}
        </ul>
      )}
      {!empty && show === "drives" && <OwnDrives applications={applications} signed={signed} />}
    </section>
  );
}
