import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Articles } from "#app/components/drive/articles.tsx";
import type { DraftTextView } from "#app/components/drive/draft-text.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { FieldErrors } from "#app/components/field.tsx";
import { PencilIcon } from "#app/components/icons.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import type { ErrorCode, FieldFault } from "#app/domain/errors.ts";
import { Consent } from "./consent.tsx";
import { EligibilityChecks } from "./eligibility-checks.tsx";
import type { SignPageData } from "./sign-page.server.ts";

interface SignPageProps {
  view: SignPageData;
  refused: { code: ErrorCode; faults: FieldFault[] } | null;
}

/** Read, see that one may, agree to what is kept, sign: one page, one button, no script needed. */
export function SignPage({ view, refused }: SignPageProps) {
  const here = useMatterHere();
  const { t } = useTranslation("drives");
  const { title, kindName, draft, eligible } = view;
  return (
    <div className="page-narrow sign-page">
      <PageHeader
        title={t("sign.title")}
        crumbs={[
          { label: t("title"), to: "/drives" },
          { label: t("crumb"), to: `/drives/${here}` },
          { label: t("sign.title") },
        ]}
      />
      <section className="panel tinted stack" aria-labelledby="what">
        <p className="small muted">{kindName}</p>
        <h2 className="h-section" id="what" lang="ko">
          {title}
        </h2>
        <p className="article-text" dir="auto" lang="ko">
          {draft.summary}
        </p>
        <FullText draft={draft} />
      </section>
      <section className="section" aria-labelledby="checks">
        <h2 className="h-section" id="checks">
          {eligible ? t("checks.heading") : t("checks.headingNot")}
        </h2>
        <EligibilityChecks view={view} />
      </section>
      {eligible ? (
        <SignForm view={view} refused={refused} />
      ) : (
        <div className="section cluster">
          <LinkButton look="secondary" to={`/drives/${here}`}>
            {t("sign.back")}
          </LinkButton>
          <Link className="text-link" to="/drives?stage=collecting">
            {t("sign.others")}
          </Link>
        </div>
      )}
    </div>
  );
}

function FullText({ draft }: { draft: DraftTextView }) {
  const { t } = useTranslation("drives");
  return (
    <details className="fold">
      <summary>
        {draft.articles.length > 0
          ? t("sign.fullArticles", { count: draft.articles.length, amount: draft.articles.length })
          : t("sign.full")}
      </summary>
      <div className="stack loose">
        {draft.articles.length > 0 && <Articles articles={draft.articles} />}
        <div>
          <h3 className="h-sub">{t("text.reasons")}</h3>
          <p className="article-text" dir="auto" lang="ko">
            {draft.reasons}
          </p>
        </div>
        {draft.costs && (
          <div>
            <h3 className="h-sub">{t("text.costs")}</h3>
            <p className="article-text" dir="auto" lang="ko">
              {draft.costs}
            </p>
          </div>
        )}
      </div>
    </details>
  );
}

function SignForm({ view, refused }: SignPageProps) {
  const here = useMatterHere();
  const { t } = useTranslation(["drives", "errors"]);
  const signing = useNavigation().state === "submitting";
  const { draftHash, keepData } = view;
  const consentMissing = refused?.faults.some(({ field }) => field === "consent") ?? false;
  return (
    // Without scripts the answer is a page anew, which begins where something is missing.
    <Form id="signing" className="section stack loose" method="post" action={`/drives/${here}/sign#signing`}>
      {consentMissing && (
        <ErrorSummary errors={[{ fieldId: "consent-given", message: t("drives:consent.missing") }]} />
      )}
      {refused && !consentMissing && (
        <Notice tone="danger" live title={t(`errors:code.${refused.code}.title`)}>
          {t(`errors:code.${refused.code}.message`)}
        </Notice>
      )}
      <input type="hidden" name="draft" value={draftHash} />
      <Consent keepData={keepData} />
      <div className={consentMissing ? "form-conts is-error consent-box" : "consent-box"}>
        <label className="form-checkbox">
          <input
            type="checkbox"
            id="consent-given"
            name="consent"
            value="yes"
            aria-invalid={consentMissing || undefined}
            aria-describedby={consentMissing ? "consent-error" : undefined}
          />
          <span>{t("drives:consent.agree")}</span>
        </label>
        <FieldErrors id="consent-error" errors={consentMissing ? [t("drives:consent.missing")] : []} />
      </div>
      <div className="stack tight">
        <Button className="wide" size="xlarge" pending={signing}>
          <PencilIcon size={22} />
          {t("drives:sign.submit")}
        </Button>
        <p className="small muted">{t("drives:sign.later")}</p>
      </div>
    </Form>
  );
}
