import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PollCards, type PollListItem } from "#app/components/poll/poll-card.tsx";
import { ProposalCards, type ProposalListItem } from "#app/components/proposal-card.tsx";
import { OwnDrives, type OwnDrivesProps } from "./own-drives.tsx";

interface OwnListsProps extends OwnDrivesProps {
  show: "written" | "supported" | "forums" | "drives" | "polls";
  written: ProposalListItem[];
  supported: ProposalListItem[];
  forums: { id: number; title: string }[];
  polls: PollListItem[];
}

/** What the person takes part in; an empty list says how to begin. */
export function OwnLists(props: OwnListsProps) {
  const { show, written, supported, forums, polls, applications, signed } = props;
  const { t } = useTranslation("me");
  const drives = [...applications, ...signed];
  const empty = { written, supported, forums, drives, polls }[show].length === 0;
  const ways = {
    written: "/proposals/new",
    supported: "/proposals",
    forums: "/forums",
    drives: "/drives",
    polls: "/polls",
  };
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
      {!empty && show === "polls" && <PollCards polls={polls} />}
      {!empty && show === "drives" && <OwnDrives applications={applications} signed={signed} />}
    </section>
  );
}
