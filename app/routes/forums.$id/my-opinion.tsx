import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { StanceBadge } from "#app/components/badge.tsx";
import { LinkButton } from "#app/components/button.tsx";
import { type ForumAnswer, OpinionForm } from "#app/components/forum/opinion-form.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { useFormat } from "#app/components/use-format.ts";
import { forumActOf } from "./forum-act.ts";
import type { ForumPageData } from "./forum-page.server.ts";

type OwnOpinion = NonNullable<ForumPageData["own"]>;

interface MyOpinionProps {
  forum: ForumPageData;
  /** It was given just now. */
  given: boolean;
  limit: number;
  answer: ForumAnswer | undefined;
  /** What can be done next, by who has just given it. */
  next: ReactNode;
}

/** One's own standing opinion: to give, to change, or, for who is not signed in, the way to it. */
export function MyOpinion({ forum, given, limit, answer, next }: MyOpinionProps) {
  const { t } = useTranslation("forum");
  const { viewer } = useRootData();
  const { open, own } = forum;
  const refused = forumActOf(answer?.typed.intent) === "opinion" && answer ? answer : null;
  if (!open && !own && !refused) return <ClosedNote />;
  const form = <OpinionForm limit={limit} standing={own} seen={forum.seen} answer={refused} />;
  return (
    <section className="section panel stack" id="my-opinion" aria-labelledby="my-opinion-heading">
      <h2 className="h-section" id="my-opinion-heading">
        {own ? t("mine.heading") : t("give.heading")}
      </h2>
      {given && own && !refused && (
        <Notice tone="success" live title={t("mine.given")}>
          {t("mine.givenText")}
        </Notice>
      )}
      {given && own && !refused && next}
      {!viewer && <SignInLead />}
      {viewer && !own && form}
      {own && <Standing own={own} />}
      {own && (open || refused) && (
        <details className="fold" key={own.version} open={refused !== null}>
          <summary>{t("mine.change")}</summary>
          <p className="small muted">{t("mine.changeText")}</p>
          {form}
        </details>
      )}
      {own && own.history.length > 1 && <History own={own} />}
    </section>
  );
}

function ClosedNote() {
  const { t } = useTranslation("forum");
  return (
    <section className="section" id="my-opinion" aria-label={t("closed.title")}>
      <Notice title={t("closed.title")}>{t("closed.text")}</Notice>
    </section>
  );
}

function SignInLead() {
  const here = useMatterHere();
  const { t } = useTranslation("forum");
  const returnTo = encodeURIComponent(`/forums/${here}#my-opinion`);
  return (
    <>
      <p>{t("give.signInText")}</p>
      <div>
        <LinkButton reloadDocument to={`/auth/sign-in?returnTo=${returnTo}`}>
          {t("give.signIn")}
        </LinkButton>
      </div>
    </>
  );
}

function Standing({ own }: { own: OwnOpinion }) {
  return (
    <div className="stack tight">
      <div>
        <StanceBadge stance={own.stance} />
      </div>
      <p className="opinion-body" dir="auto">
        {own.body}
      </p>
    </div>
  );
}

function History({ own }: { own: OwnOpinion }) {
  const { t } = useTranslation("forum");
  const format = useFormat();
  const earlier = own.history.filter((version) => version.version < own.version).reverse();
  return (
    <details className="fold">
      <summary>{t("mine.history", { count: earlier.length, amount: format.number(earlier.length) })}</summary>
      <ol className="stack" reversed>
        {earlier.map(({ version, stance, body, writtenAt }) => (
          <li key={version} className="stack tight">
            <div className="cluster tight">
              <StanceBadge stance={stance} />
              <time className="small muted" dateTime={writtenAt}>
                {format.dateTime(writtenAt)}
              </time>
            </div>
            <p className="opinion-body" dir="auto">
              {body}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
