import { useTranslation } from "react-i18next";
import { ActionBar } from "#app/components/action-bar.tsx";
import { OverdueBadge, StageBadge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { ReplyOnTop } from "#app/components/duty/reply-gist.tsx";
import { EmbedCodes } from "#app/components/embed-code.tsx";
import { FollowButton } from "#app/components/follow-button.tsx";
import { HeartIcon } from "#app/components/icons.tsx";
import { MatterTimeline } from "#app/components/ledger/matter-timeline.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { MatterTrack, withCount } from "#app/components/matter-track.tsx";
import { NextSteps } from "#app/components/next-steps.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { ClosesText } from "#app/components/proposal-card.tsx";
import { PollsFrom, type RelatedItems, RelatedMatters } from "#app/components/related-matters.tsx";
import { ReportLink } from "#app/components/report-link.tsx";
import { PrintedAddress, ShareBlock } from "#app/components/share-links.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { MatterLine } from "#app/domain/kinds.ts";
import { matterFrame } from "#app/domain/views/embeds.ts";
import { AuthorTools } from "./author-tools.tsx";
import { Comments, type CommentsData } from "./comments.tsx";
import { type Done, DoneNotice } from "./done-notice.tsx";
import { ImportedPanel } from "./imported-panel.tsx";
import { agreementAnswer, type PageAnswer } from "./page-answer.ts";
import { ProposalFacts } from "./proposal-facts.tsx";
import type { ProposalPageData } from "./proposal-page.server.ts";
import { ProposalPlace } from "./proposal-place.tsx";
import { ProposalReplies } from "./proposal-replies.tsx";
import { ProposalStatus } from "./proposal-status.tsx";
import { ProposalText } from "./proposal-text.tsx";
import { SupportPanel } from "./support-panel.tsx";
import { useAgreement } from "./use-agreement.ts";

interface ProposalPageProps {
  proposal: ProposalPageData;
  related: RelatedItems;
  polls: readonly MatterLine[];
  comments: CommentsData;
  following: boolean | null;
  done: Done | null;
  justAgreed: boolean;
  answer: PageAnswer;
}

export function ProposalPage({
  proposal,
  related,
  polls,
  comments,
  following,
  done,
  justAgreed,
  answer,
}: ProposalPageProps) {
  const here = useMatterHere();
  const { t } = useTranslation("proposals");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { title, stage, steps, duties, forum, imported, reader, foreign, translated } = proposal;
  const path = `/proposals/${here}`;
  const agreement = useAgreement({ agreed: reader.supports, count: proposal.supportCount });
  return (
    <article className="page">
      <PageHeader
        title={title}
        titleLang={translated ? undefined : foreign?.lang}
        crumbs={[{ label: t("title"), to: "/proposals" }, { label: title }]}
        above={
          <>
            <StageBadge stage={stage} />
            {duties.some((duty) => duty.state === "overdue") && <OverdueBadge />}
          </>
        }
        below={<ProposalFacts proposal={proposal} />}
      />
      {done && <DoneNotice done={done} />}
      {proposal.answer && <ReplyOnTop reply={proposal.answer} href={`#reply-${proposal.answer.dutyId}`} />}
      <div className="with-aside proposal-columns">
        <aside aria-label={t("aside")}>
          {imported ? (
            <ImportedPanel imported={imported} />
          ) : (
            <SupportPanel
              proposal={proposal}
              agreement={agreement}
              answer={agreementAnswer(answer)}
              next={
                <NextSteps
                  title={title}
                  path={path}
                  just={justAgreed}
                  thanks={justAgreed}
                  matters={related.matters}
                />
              }
            />
          )}
          {reader.maySupplement && <AuthorTools mayEdit={reader.mayEdit} />}
        </aside>
        <div className="proposal-main">
          <ProposalStatus duties={duties} forum={forum} />
          {steps.length > 1 && <MatterTrack steps={withCount(steps, "agreements", agreement.count)} />}
          <ProposalText proposal={proposal} />
          <ProposalPlace place={proposal.place} />
          <ProposalReplies duties={duties} answer={answer} />
          <Comments
            comments={comments}
            open={proposal.state === "open"}
            isAuthor={reader.isAuthor}
            answer={answer}
          />
          <PollsFrom polls={polls} />
          <div className="section stack tight">
            <FollowButton target="matter" code={here} following={following} />
            <ShareBlock title={title} path={path} print />
            {stage !== "withdrawn" && <EmbedCodes frames={[{ path: matterFrame(proposal.id), title }]} />}
            <p>
              <ReportLink />
            </p>
          </div>
          <MatterTimeline kind="proposal" events={proposal.timeline} offices={proposal.offices} />
          <RelatedMatters related={related} />
          <PrintedAddress path={path} />
        </div>
      </div>
      {proposal.state === "open" && !imported && !agreement.agreed && (
        <ActionBar
          standsFor={["agree"]}
          action={
            <Button form="agree" name="intent" value="agree" pending={agreement.pending}>
              <HeartIcon size={22} />
              {t("support.agree")}
            </Button>
          }
        >
          <strong>
            {common("support.count", { count: agreement.count, amount: format.number(agreement.count) })}
          </strong>
          <ClosesText stage={stage} closesAt={proposal.closesAt} />
        </ActionBar>
      )}
    </article>
  );
}
