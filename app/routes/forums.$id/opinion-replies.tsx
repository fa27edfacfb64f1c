import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { TextareaField } from "#app/components/field.tsx";
import type { ForumAnswer } from "#app/components/forum/opinion-form.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { ReportLink } from "#app/components/report-link.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import type { OpinionView } from "#app/domain/kinds/forum/read-forum.ts";
import { isNewSince } from "./last-visit.ts";
import { useListAddress } from "./use-list-address.ts";

interface OpinionRepliesProps {
  opinion: OpinionView;
  since: string | null;
  open: boolean;
  limit: number;
  answer: ForumAnswer | undefined;
}

/** Replies to an opinion, folded, with a small form below. */
export function OpinionReplies({ opinion, since, open, limit, answer }: OpinionRepliesProps) {
  const { t } = useTranslation("forum");
  const format = useFormat();
  const { replyCount, replies } = opinion;
  const isAnyNew = replies.some(({ createdAt }) => isNewSince(since, createdAt));
  if (replyCount === 0 && !open) return null;
  return (
    <details className="opinion-replies" open={answer !== undefined}>
      <summary>
        {replyCount === 0
          ? t("reply.none")
          : t("reply.count", { count: replyCount, amount: format.number(replyCount) })}
        {isAnyNew && <Badge tone="information">{t("visit.isNew")}</Badge>}
      </summary>
      <div className="stack">
        {replies.length > 0 && (
          <ol className="stack">
            {replies.map(({ id, body, authorName, createdAt }) => (
              <li key={id} id={`reply-${id}`} className="opinion-reply">
                <p className="small muted">
                  {authorName} · <time dateTime={createdAt}>{format.date(createdAt)}</time>{" "}
                  {isNewSince(since, createdAt) && <Badge tone="information">{t("visit.isNew")}</Badge>}{" "}
                  <ReportLink of={{ reply: id }} about={`${authorName}, ${format.date(createdAt)}`} />
                </p>
                <p className="opinion-body" dir="auto">
                  {body}
                </p>
              </li>
            ))}
          </ol>
        )}
        {replies.length < replyCount && (
          <p className="small muted">{t("reply.first", { amount: format.number(replies.length) })}</p>
        )}
        {open && <ReplyForm key={replyCount} opinionId={opinion.id} limit={limit} answer={answer} />}
      </div>
    </details>
  );
}

interface ReplyFormProps {
  opinionId: number;
  limit: number;
  answer: ForumAnswer | undefined;
}

function ReplyForm({ opinionId, limit, answer }: ReplyFormProps) {
  const { t } = useTranslation("forum");
  const within = useSpacePath();
  const { viewer } = useRootData();
  const { formData } = useNavigation();
  const address = useListAddress(opinionId);
  const fieldId = `reply-${opinionId}`;
  const { summary, errorsOf } = useRefusal(answer?.refused, {
    body: { id: fieldId, label: t("reply.body") },
  });
  if (!viewer) {
    return (
      <a className="text-link" href={within(`/auth/sign-in?returnTo=${encodeURIComponent(address)}`)}>
        {t("reply.signIn")}
      </a>
    );
  }
  const pending = formData?.get("intent") === "reply" && formData.get("opinion") === String(opinionId);
  return (
    <KeptForm
      name={`opinion-reply-${opinionId}`}
      intent="reply"
      method="post"
      action={address}
      className="stack"
      noValidate
      preventScrollReset
    >
      <ErrorSummary errors={summary} />
      <input type="hidden" name="opinion" value={opinionId} />
      <TextareaField
        id={fieldId}
        name="body"
        label={t("reply.body")}
        required
        rows={3}
        limit={limit}
        defaultValue={answer?.typed.body}
        errors={errorsOf("body")}
      />
      <div>
        <Button look="secondary" size="medium" name="intent" value="reply" pending={pending}>
          {t("reply.submit")}
        </Button>
      </div>
    </KeptForm>
  );
}
