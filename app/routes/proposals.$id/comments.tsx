import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { ReportLink } from "#app/components/report-link.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import type { CommentView } from "#app/domain/comment/comments.ts";
import { type PageAnswer, refusedOf } from "./page-answer.ts";

export interface CommentsData {
  items: readonly CommentView[];
  count: number;
  next: string | null;
  limit: number;
}

interface CommentsProps {
  comments: CommentsData;
  /** The proposal still gathers. */
  open: boolean;
  isAuthor: boolean;
  answer: PageAnswer;
}

/** What others ask and say while a proposal gathers, and what its author answers. */
export function Comments(props: CommentsProps) {
  const { comments, open, isAuthor, answer } = props;
  const { t } = useTranslation("proposals");
  const format = useFormat();
  const { items, count, next, limit } = comments;
  if (!open && items.length === 0) return null;
  const taken = refusedOf(answer, "withdraw-comment");
  return (
    <section className="section comments" id="comments" aria-labelledby="comments-heading">
      <h2 className="h-section" id="comments-heading">
        {t("comments.heading")} {count > 0 && <span className="numeric muted">{format.number(count)}</span>}
      </h2>
      {taken && <Refused answer={taken} />}
      {open ? (
        <AskForm key={items[0]?.id ?? 0} isAuthor={isAuthor} limit={limit} answer={answer} />
      ) : (
        <p className="muted">{t("comments.closed")}</p>
      )}
      {items.length > 0 && (
        <ol>
          {items.map((comment) => (
            <Comment key={comment.id} {...props} comment={comment} />
          ))}
        </ol>
      )}
      <Pagination next={next} />
    </section>
  );
}

function Refused({ answer }: { answer: NonNullable<ReturnType<typeof refusedOf>> }) {
  const { summary } = useRefusal(answer.refused, {});
  return <ErrorSummary errors={summary} />;
}

interface FormProps {
  limit: number;
  answer: PageAnswer;
}

function AskForm({ isAuthor, limit, answer }: FormProps & { isAuthor: boolean }) {
  const here = useMatterHere();
  const { t } = useTranslation("proposals");
  const within = useSpacePath();
  const { viewer } = useRootData();
  if (isAuthor) return <p className="muted">{t("comments.asAuthor")}</p>;
  if (!viewer) {
    const returnTo = encodeURIComponent(`/proposals/${here}#comments`);
    return (
      <p>
        {t("comments.lead")}{" "}
        <a className="text-link" href={within(`/auth/sign-in?returnTo=${returnTo}`)}>
          {t("comments.signIn")}
        </a>
      </p>
    );
  }
  return (
    <TextForm
      name={`comment-${here}`}
      id="comment-body"
      intent="comment"
      anchor="comments"
      words={{ body: t("comments.body"), hint: t("comments.hint"), submit: t("comments.submit") }}
      limit={limit}
      answer={answer}
    />
  );
}

interface TextFormProps extends FormProps {
  name: string;
  id: string;
  intent: string;
  /** Where on the page one comes back to. */
  anchor: string;
  words: { body: string; hint?: string; submit: string };
}

function TextForm({ name, id, intent, anchor, words, limit, answer }: TextFormProps) {
  const here = useMatterHere();
  const { t } = useTranslation("proposals");
  const { formData } = useNavigation();
  const own = refusedOf(answer, intent);
  const { summary, errorsOf } = useRefusal(own?.refused, { body: { id, label: words.body } });
  return (
    <KeptForm
      name={name}
      intent={intent}
      method="post"
      action={`/proposals/${here}#${anchor}`}
      className="stack"
      noValidate
      preventScrollReset
    >
      {answer && "unreachable" in answer && (
        <Notice tone="danger" live>
          {t("unreachable")}
        </Notice>
      )}
      <ErrorSummary errors={summary} />
      <TextareaField
        id={id}
        name="body"
        label={words.body}
        hint={words.hint}
        required
        rows={3}
        limit={limit}
        defaultValue={own?.typed.body}
        errors={errorsOf("body")}
      />
      <div>
        <Button
          look="secondary"
          size="medium"
          name="intent"
          value={intent}
          pending={formData?.get("intent") === intent}
        >
          {words.submit}
        </Button>
      </div>
    </KeptForm>
  );
}

function Comment({ comment, comments, open, isAuthor, answer }: CommentsProps & { comment: CommentView }) {
  const { t } = useTranslation("proposals");
  const intent = `answer:${comment.id}`;
  const stands = comment.body !== null;
  return (
    <li id={`comment-${comment.id}`} className="comment">
      <Written comment={comment} isAnswer={false} />
      {comment.answer && (
        <div id={`comment-${comment.answer.id}`} className="comment-answer">
          <Written comment={comment.answer} isAnswer />
        </div>
      )}
      {open && isAuthor && stands && comment.answer === null && (
        <details className="fold" open={refusedOf(answer, intent) !== undefined}>
          <summary>{t("comments.answer")}</summary>
          <TextForm
            name={`comment-answer-${comment.id}`}
            id={`comment-answer-${comment.id}`}
            intent={intent}
            anchor={`comment-${comment.id}`}
            words={{ body: t("comments.answerBody"), submit: t("comments.answerSubmit") }}
            limit={comments.limit}
            answer={answer}
          />
        </details>
      )}
    </li>
  );
}

interface WrittenProps {
  comment: Omit<CommentView, "answer">;
  isAnswer: boolean;
}

function Written({ comment, isAnswer }: WrittenProps) {
  const { t } = useTranslation("proposals");
  const format = useFormat();
  const { id, authorName, isOwn, createdAt, body, hiddenReason } = comment;
  if (body === null) {
    return (
      <p className="muted">
        {hiddenReason === null
          ? t("comments.takenBack")
          : t("comments.hidden", { reason: t(`comments.reason.${hiddenReason}`) })}
      </p>
    );
  }
  return (
    <>
      <div className="cluster tight">
        {isAnswer && <Badge tone="primary">{t("comments.ofAuthor")}</Badge>}
        <span className="small muted">
          {authorName} · <time dateTime={createdAt}>{format.date(createdAt)}</time>
        </span>
        {isOwn ? (
          <TakeBack id={id} />
        ) : (
          <ReportLink of={{ comment: id }} about={`${authorName}, ${format.date(createdAt)}`} />
        )}
      </div>
      <p className="opinion-body" dir="auto">
        {body}
      </p>
    </>
  );
}

/** In two steps: what was taken back cannot be read again. */
function TakeBack({ id }: { id: number }) {
  const here = useMatterHere();
  const { t } = useTranslation("proposals");
  return (
    <details className="comment-take-back">
      <summary className="small">{t("comments.takeBack")}</summary>
      <Form method="post" action={`/proposals/${here}#comments`} preventScrollReset className="cluster tight">
        <span className="small">{t("comments.takeBackSure")}</span>
        <Button look="tertiary" size="small" name="intent" value={`withdraw-comment:${id}`}>
          {t("comments.takeBackYes")}
        </Button>
      </Form>
    </details>
  );
}
