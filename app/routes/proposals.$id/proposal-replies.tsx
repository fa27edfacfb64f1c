import { useTranslation } from "react-i18next";
import { DueBadge } from "#app/components/due-badge.tsx";
import { DutyReplies } from "#app/components/duty/duty-replies.tsx";
import { type VerdictAnswer, Verdicts, verdictOf } from "#app/components/duty/verdicts.tsx";
import type { ProposalDuty } from "./proposal-status.tsx";

interface ProposalRepliesProps {
  duties: readonly ProposalDuty[];
  answer: VerdictAnswer;
}

/** The replies in full, each office's with all its versions. */
export function ProposalReplies({ duties, answer }: ProposalRepliesProps) {
  const { t } = useTranslation("proposals");
  const answered = duties.filter(({ replies }) => replies.length > 0);
  if (answered.length === 0) return null;
  return (
    <>
      {answered.map(({ id, kind, office, dueAt, metAt, replies, answered: counts, own }) => (
        <section className="section" key={id} id={`reply-${id}`} aria-labelledby={`reply-${id}-heading`}>
          <div className="section-head">
            <h2 className="h-section" id={`reply-${id}-heading`}>
              {t(`reply.${kind}`, { office })}
            </h2>
            <DueBadge dueAt={dueAt} metAt={metAt} />
          </div>
          <DutyReplies replies={replies} />
          <Verdicts dutyId={id} counts={counts} own={own} page="proposals" answer={verdictOf(answer, id)} />
        </section>
      ))}
    </>
  );
}
