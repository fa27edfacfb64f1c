import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { Reasons } from "#app/components/poll/reasons.tsx";
import { usePollWords } from "#app/components/poll/use-poll-words.ts";
import { useRootData } from "#app/components/root-data.ts";
import { useFormat } from "#app/components/use-format.ts";
import { type Refused, useRefusal } from "#app/components/use-refusal.ts";
import { BallotForm } from "./ballot-form.tsx";
import { DraftLine } from "./draft-line.tsx";
import type { PollPageData } from "./poll-page.server.ts";
import type { DraftConflict } from "./use-ballot-saver.ts";

export type Done = "added" | "replaced" | "tried" | "again" | "later" | "anew";

/** What came of a form that was sent: refused, shown again at another page, or another device has saved something else. */
export interface BallotAnswer extends Refused {
  conflict?: DraftConflict;
}

interface BallotProps {
  poll: PollPageData;
  /** What was done just now. */
  done: Done | null;
  answer: BallotAnswer | undefined;
  /** What can be done next, by who has just taken part. */
  next: ReactNode;
}

/** One's own answer: to give, to change, or why that is not possible and what is. */
export function Ballot({ poll, done, answer, next }: BallotProps) {
  const { t } = useTranslation("polls");
  const { viewer } = useRootData();
  const format = useFormat();
  const here = useMatterHere();
  const { state, own, reasons, purpose, mayChange } = poll;
  const refused = answer ?? null;
  if (state !== "open" && !own && !refused) return <NotOpen poll={poll} />;
  const returnTo = encodeURIComponent(`/polls/${here}#ballot`);
  const mayFill = viewer !== null || purpose === "mock";
  const changeable = own !== null && mayChange && state === "open";
  return (
    <section className="section panel stack" id="ballot" aria-labelledby="ballot-heading">
      <h2 className="h-section" id="ballot-heading">
        {t(own ? "ballot.mine" : purpose === "mock" ? "ballot.try" : "ballot.heading")}
      </h2>
      {done && !refused && (
        <Notice tone={done === "again" ? "warning" : "success"} live title={t(`done.${done}`)}>
          {t(`done.${done}Text`)}
        </Notice>
      )}
      {(done === "added" || done === "replaced") && own && !refused && next}
      {own && !changeable && refused && <FormlessRefusal answer={refused} />}
      {own && (
        <dl className="facts">
          <dt>{t("ballot.takenPartAt")}</dt>
          <dd>{format.dateTime(own.takenPartAt)}</dd>
          <dt>{t("ballot.receipt")}</dt>
          <dd className="numeric poll-receipt">{own.receipt}</dd>
        </dl>
      )}
      {own && <p className="small muted">{t("ballot.receiptText")}</p>}
      {!mayFill && (
        <>
          <p>{t("ballot.signInText")}</p>
          <div>
            <LinkButton reloadDocument to={`/auth/sign-in?returnTo=${returnTo}`}>
              {t("ballot.signIn")}
            </LinkButton>
          </div>
        </>
      )}
      {viewer && reasons.length > 0 && !own && <Reasons reasons={reasons} />}
      <DraftLine draft={poll.draft} />
      {!own && (
        <BallotForm
          poll={poll}
          answer={refused}
          readOnly={!mayFill || reasons.length > 0 || state !== "open"}
          values={poll.draft?.fields ?? {}}
        />
      )}
      {changeable && (
        <details className="fold" open={refused !== null} key={own.takenPartAt}>
          <summary>{t("ballot.change")}</summary>
          <p className="small muted">{t(own.fields ? "ballot.changeText" : "ballot.changeAnew")}</p>
          <BallotForm poll={poll} answer={refused} readOnly={false} values={own.fields ?? {}} />
        </details>
      )}
      {own && !mayChange && state === "open" && <p>{t("ballot.fixed")}</p>}
    </section>
  );
}

/** Why something was refused, where there is no form any more that says it: it closed a moment before, or in another tab. */
function FormlessRefusal({ answer: { refused } }: { answer: Refused }) {
  const { summary } = useRefusal(refused, {}, usePollWords());
  return <ErrorSummary errors={summary} />;
}

function NotOpen({ poll: { state, opensAt, closesAt } }: { poll: PollPageData }) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  if (state === "open") return null;
  const dates = { opens: format.dateTime(opensAt), closes: format.dateTime(closesAt) };
  return (
    <section className="section" id="ballot" aria-label={t(`notOpen.${state}.title`)}>
      <Notice title={t(`notOpen.${state}.title`)}>{t(`notOpen.${state}.text`, dates)}</Notice>
    </section>
  );
}
