import type { StepProps } from "#app/components/apply/use-application-faults.ts";
import type { ApplicationStep } from "#app/domain/kinds/drive/application-schema.ts";
import type { TermsView } from "#app/domain/kinds/drive/application-view.ts";
import type { DraftArticle } from "#db/tables/drive-draft.ts";
import { ChecksStep } from "./checks-step.tsx";
import { PeopleStep } from "./people-step.tsx";
import { ReasonsStep } from "./reasons-step.tsx";
import { ReviewStep } from "./review-step.tsx";
import { SubjectStep } from "./subject-step.tsx";
import { TextStep } from "./text-step.tsx";

interface CurrentStepProps extends StepProps {
  step: ApplicationStep;
  articles: readonly DraftArticle[];
  terms: TermsView | null;
  invitation: string | null;
}

/** The step that the address asks for. */
export function CurrentStep({ step, articles, terms, invitation, ...props }: CurrentStepProps) {
  const { application } = props;
  switch (step) {
    case "subject":
      return <SubjectStep {...props} />;
    case "text":
      return <TextStep {...props} articles={articles} />;
    case "reasons":
      return <ReasonsStep {...props} />;
    case "checks":
      return <ChecksStep {...props} />;
    case "people":
      return (
        <PeopleStep
          application={application}
          invitation={invitation}
          next={`/drives/applications/${application.id}?step=review`}
        />
      );
    case "review":
      return <ReviewStep application={application} terms={terms} errors={props.errorsOf("consent")} />;
  }
}
