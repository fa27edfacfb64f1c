import { Form, useLocation, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { OpinionMapView } from "#app/domain/opinion-map/read-map.ts";
import { type MapState, VOTES } from "#app/domain/opinion-map/words.ts";

interface AskCardProps {
  state: MapState;
  /** Why the reader cannot answer; null: nothing stands against it. */
  barred: ReactNode;
  statements: OpinionMapView["statements"];
  own: OpinionMapView["own"];
}

/** One statement at a time, and three buttons. */
export function AskCard({ state, barred, statements, own }: AskCardProps) {
  const { t } = useTranslation("map");
  if (state !== "open")
    return (
      <section className="section" id="ask" aria-label={t(`ask.${state}.title`)}>
        <Notice title={t(`ask.${state}.title`)}>{t(`ask.${state}.text`)}</Notice>
      </section>
    );
  if (barred)
    return (
      <section className="section" id="ask">
        {barred}
      </section>
    );
  const standing = statements.filter(({ hidden }) => hidden === null);
  const next = standing.find(({ id }) => id === own?.next);
  return (
    <section className="section panel stack" id="ask" aria-labelledby="ask-heading">
      <h2 className="h-section" id="ask-heading">
        {t("ask.heading")}
      </h2>
      {standing.length === 0 && (
        <EmptyState title={t("ask.none.title")}>{own && t("ask.none.text")}</EmptyState>
      )}
      {standing.length > 0 && !own && <SignInLead />}
      {standing.length > 0 && own && (
        <>
          <Question statement={next} />
          {next && <Progress answered={own.answered} most={standing.length} />}
        </>
      )}
    </section>
  );
}

function SignInLead() {
  const { pathname } = useLocation();
  const { t } = useTranslation("map");
  return (
    <>
      <p>{t("ask.signInText")}</p>
      <div>
        <LinkButton reloadDocument to={`/auth/sign-in?returnTo=${encodeURIComponent(`${pathname}#ask`)}`}>
          {t("ask.signIn")}
        </LinkButton>
      </div>
    </>
  );
}

/** The form stays the same element from one statement to the next, so that the keyboard stays on its button. */
function Question({ statement }: { statement: { id: number; body: string | null } | undefined }) {
  const { pathname } = useLocation();
  const { t } = useTranslation("map");
  const { formData } = useNavigation();
  const asked = formData?.get("intent") === "vote" ? formData.get("vote") : null;
  return (
    <>
      <div role="status">
        {statement ? (
          <p className="ask-statement" dir="auto" id="ask-statement">
            {statement.body}
          </p>
        ) : (
          <EmptyState title={t("ask.done.title")}>{t("ask.done.text")}</EmptyState>
        )}
      </div>
      {statement && (
        <Form method="post" action={pathname} preventScrollReset>
          <input type="hidden" name="intent" value="vote" />
          <input type="hidden" name="statement" value={statement.id} />
          <div className="ask-choices">
            {VOTES.map((choice) => (
              <Button
                key={choice}
                look={choice === "pass" ? "tertiary" : "secondary"}
                size="xlarge"
                name="vote"
                value={choice}
                aria-describedby="ask-statement"
                pending={asked === choice}
              >
                {t(`choice.${choice}`)}
              </Button>
            ))}
          </div>
        </Form>
      )}
    </>
  );
}

function Progress({ answered, most }: { answered: number; most: number }) {
  const { t } = useTranslation("map");
  const format = useFormat();
  return (
    <p className="small muted">
      {t("ask.progress", { amount: format.number(answered), most: format.number(most) })} {t("ask.private")}
    </p>
  );
}
