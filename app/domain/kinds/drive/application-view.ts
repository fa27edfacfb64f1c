import { labelsOf, type Reader } from "#app/domain/space/labels.ts";
import type { ReadApplication } from "./application.ts";
import { APPLICATION_LIMITS, MOST_ARTICLES, stepOfField, textShapeOf } from "./application-schema.ts";
import type { termsAt } from "./start-drive.ts";

type Terms = Awaited<ReturnType<typeof termsAt>>;

/** What a drive would be asked for, ready for a page. */
export function termsOf(terms: Terms, { language }: Pick<Reader, "language">) {
  if (!terms) return null;
  const { required, share, className, eligible, asOf, collectUntil } = terms;
  return {
    required,
    share,
    className: className?.[language] ?? null,
    eligible,
    asOf,
    collectUntil: collectUntil.toISOString(),
  };
}

export type TermsView = NonNullable<ReturnType<typeof termsOf>>;

/** An application as its pages show it, in the reader's language; what people wrote stays as they wrote it. */
export function applicationOf(application: ReadApplication, { directory, language }: Reader) {
  const { definition, request, content, faults } = application;
  const named = (items: readonly { code: string; name: Record<typeof language, string> }[]) =>
    items.map(({ code, name }) => ({ value: code, label: name[language] }));
  const labels = labelsOf(directory, language);
  const target = definition.targets.find(({ code }) => code === content.targetCode);
  return {
    id: application.id,
    state: application.state,
    reader: application.reader,
    kind: { code: definition.code, name: definition.name[language], version: application.statute_version },
    subject: definition.subject,
    certification: definition.certification,
    article: definition.article,
    request: {
      code: request,
      name: named(definition.requests).find(({ value }) => value === request)?.label ?? request,
    },
    shape: textShapeOf(definition, request),
    title: application.title,
    category: { code: application.category, name: labels.category(application.category) },
    target: content.target,
    targetCode: content.targetCode,
    targetName: target?.name[language] ?? null,
    summary: content.summary,
    reasons: content.reasons,
    costs: content.costs,
    articles: content.articles,
    exclusions: definition.exclusions.map(({ code, question, explanation }) => ({
      code,
      question: question[language],
      explanation: explanation[language],
      answer: content.exclusions[code] ?? null,
    })),
    choices: {
      requests: named(definition.requests),
      targets: named(definition.targets),
      categories: named(directory.categories),
    },
    limits: { ...APPLICATION_LIMITS, articles: MOST_ARTICLES },
    representative: application.public_name,
    district: labels.district(application.district),
    helpers: application.helpers.map(({ id, public_name, role, joined_at }) => ({
      id,
      name: public_name,
      role,
      joinedAt: joined_at.toISOString(),
    })),
    /** The invitation that is out; null: none. */
    invitation:
      application.invite_until && application.invite_uses_left !== null
        ? { until: application.invite_until.toISOString(), left: application.invite_uses_left }
        : null,
    clerkNote: application.clerk_note,
    updatedAt: application.updated_at.toISOString(),
    submittedAt: application.submitted_at?.toISOString() ?? null,
    decidedAt: application.decided_at?.toISOString() ?? null,
    driveId: application.matter_id,
    faults,
    steps: application.steps.map((step) => ({
      step,
      done:
        step !== "people" && step !== "review" && !faults.some(({ field }) => stepOfField(field) === step),
    })),
  };
}

export type ApplicationView = ReturnType<typeof applicationOf>;
