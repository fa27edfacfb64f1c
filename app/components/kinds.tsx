import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { MatterLine } from "#app/domain/kinds.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import { MatterStateBadge, OverdueBadge, PollStateBadge, StageBadge } from "./badge.tsx";
import { DriveWhen } from "./drive/drive-card.tsx";
import { DriveStateBadge } from "./drive/state-badge.tsx";
import { useFormat } from "./use-format.ts";
import { VoteStateBadge } from "./vote/vote-state-badge.tsx";

type LineOf<Code extends MatterKind> = Extract<MatterLine, { kind: Code }>;

/** What pages draw of a kind, where matters of every kind stand together. */
interface KindParts<Line> {
  /** Where it stands, as badges. */
  Standing: (props: { line: Line }) => ReactNode;
  /** How many stand behind it and how many it lacks, in a few words. */
  Count: (props: { line: Line }) => ReactNode;
  /** The same where there is room: with what happens then, and when. */
  Facts: (props: { line: Line }) => ReactNode;
  /** How many stand behind it, by a text that takes `count` and `amount`. */
  countText: "common:support.count" | "common:support.participantCount" | "duties:signatures";
  /** What one does to stand behind it, named as the texts of what is similar do. */
  action: "agree" | "join" | "sign";
}

/** A kind is added by its entry here. */
export const KIND_PARTS: { [Code in MatterKind]: KindParts<LineOf<Code>> } = {
  proposal: {
    Standing: ({ line }) => (
      <>
        <StageBadge stage={line.stage} />
        {line.overdue && <OverdueBadge />}
      </>
    ),
    Count: AgreementsInShort,
    Facts: ({ line }) => (
      <>
        <Agreements line={line} />
        <Opened at={line.openedAt} />
      </>
    ),
    countText: "common:support.count",
    action: "agree",
  },
  forum: {
    Standing: ({ line }) => <MatterStateBadge state={line.open ? "open" : "closed"} />,
    Count: ParticipantsInShort,
    Facts: ({ line }) => (
      <>
        <Participants line={line} />
        <Opened at={line.openedAt} />
      </>
    ),
    countText: "common:support.participantCount",
    action: "join",
  },
  drive: {
    Standing: ({ line }) => <DriveStateBadge state={line.state} />,
    Count: Signatures,
    Facts: ({ line }) => (
      <>
        <Signatures line={line} strong />
        <DriveWhen {...line} />
        <Since at={line.certifiedAt} />
      </>
    ),
    countText: "duties:signatures",
    action: "sign",
  },
  poll: {
    Standing: ({ line }) => <PollStateBadge state={line.state} />,
    Count: TookPart,
    Facts: ({ line }) => (
      <>
        <TookPart line={line} strong />
        <Until at={line.closesAt} />
      </>
    ),
    countText: "common:support.participantCount",
    action: "join",
  },
  vote: {
    Standing: ({ line }) => <VoteStateBadge state={line.state} />,
    Count: VotingDay,
    Facts: VotingDay,
    countText: "common:support.participantCount",
    action: "join",
  },
};

/** The entry of a line's kind, with the line that it takes. */
function partOf<Code extends MatterKind>(
  line: { [C in Code]: LineOf<C> & { kind: C } }[Code],
  part: "Standing" | "Count" | "Facts",
): ReactNode {
  const { [part]: Part } = KIND_PARTS[line.kind];
  return <Part line={line} />;
}

export const Standing = ({ line }: { line: MatterLine }) => partOf(line, "Standing");
export const Count = ({ line }: { line: MatterLine }) => partOf(line, "Count");
export const Facts = ({ line }: { line: MatterLine }) => partOf(line, "Facts");

/** What it is. */
export function KindName({ line }: { line: MatterLine }) {
  const { t } = useTranslation("search");
  return line.name ?? t(`kind.${line.kind}`);
}

function AgreementsInShort({ line }: { line: LineOf<"proposal"> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { supportCount, importedCount } = line;
  // Counted elsewhere: no number to go on towards.
  if (importedCount !== null)
    return <span>{t("support.importedShort", { amount: format.number(importedCount) })}</span>;
  return (
    <>
      <span>{t("support.count", { count: supportCount, amount: format.number(supportCount) })}</span>
      <Missing line={line} />
    </>
  );
}

function ParticipantsInShort({ line }: { line: LineOf<"forum"> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { supportCount } = line;
  return (
    <>
      <span>
        {t("support.participantCount", { count: supportCount, amount: format.number(supportCount) })}
      </span>
      <Missing line={line} />
    </>
  );
}

function Missing({ line }: { line: LineOf<"proposal" | "forum"> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { supportCount, nextThreshold, open } = line;
  const missing = nextThreshold === null ? 0 : nextThreshold - supportCount;
  if (missing <= 0 || !open) return null;
  return <span>{t("support.untilNext", { count: missing, amount: format.number(missing) })}</span>;
}

/** The count in the words of the proposal's card, and what happens at the next number. */
function Agreements({ line }: { line: LineOf<"proposal"> }) {
  const { t } = useTranslation("search");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { supportCount, importedCount, source, milestones, nextThreshold, stage } = line;
  if (source !== null && importedCount !== null) {
    const imported = { count: importedCount, amount: format.number(importedCount), source };
    return <span>{common("support.imported", imported)}</span>;
  }
  const next = milestones.find(({ at }) => at === nextThreshold);
  const missing = next ? next.at - supportCount : 0;
  return (
    <>
      <strong>{t("count.proposal", { count: supportCount, amount: format.number(supportCount) })}</strong>
      {next && stage === "gathering" && missing > 0 && (
        <span>
          {common(`support.until.${next.consequence}`, { count: missing, amount: format.number(missing) })}
        </span>
      )}
    </>
  );
}

function Participants({ line: { supportCount } }: { line: LineOf<"forum"> }) {
  const { t } = useTranslation("search");
  const format = useFormat();
  return <strong>{t("count.forum", { count: supportCount, amount: format.number(supportCount) })}</strong>;
}

function Signatures({ line, strong = false }: { line: LineOf<"drive">; strong?: boolean }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const { supportCount, required } = line;
  const Amount = strong ? "strong" : "span";
  return (
    <>
      <Amount>{t("bar.count", { count: supportCount, amount: format.number(supportCount) })}</Amount>
      <span>{t("bar.of", { count: required, amount: format.number(required) })}</span>
    </>
  );
}

function TookPart({ line: { supportCount }, strong = false }: { line: LineOf<"poll">; strong?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const Amount = strong ? "strong" : "span";
  return (
    <Amount>
      {t("support.participantCount", { count: supportCount, amount: format.number(supportCount) })}
    </Amount>
  );
}

function VotingDay({ line: { votingDay, outcome, supportCount } }: { line: LineOf<"vote"> }) {
  const { t } = useTranslation("votes");
  const format = useFormat();
  return (
    <>
      <span>{t("card.day", { date: format.shortDate(votingDay) })}</span>
      {outcome && (
        <span>{t("card.ballots", { count: supportCount, amount: format.number(supportCount) })}</span>
      )}
    </>
  );
}

function Until({ at }: { at: string }) {
  const { t } = useTranslation("search");
  const format = useFormat();
  return <span>{t("pollUntil", { date: format.shortDate(at) })}</span>;
}

function Opened({ at }: { at: string }) {
  const format = useFormat();
  return <span>{format.shortDate(at)}</span>;
}

function Since({ at }: { at: string }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  return <span>{t("card.since", { date: format.shortDate(at) })}</span>;
}
