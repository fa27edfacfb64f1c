import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useLawWords } from "#app/components/law/use-law-words.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { StatuteView } from "#app/domain/kinds/drive/law-view.ts";

/** The kinds of drives as cards: who may ask, how many must sign, how long there is. */
export function KindCards({ kinds }: { kinds: readonly StatuteView[] }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  const words = useLawWords();
  const navigation = useNavigation();
  const pending = navigation.state === "submitting" ? navigation.formData?.get("kind") : undefined;
  return (
    <ul className="kind-cards">
      {kinds.map((kind) => {
        const [collect] = kind.steps;
        const [number] = kind.numbers;
        return (
          <li key={kind.code} className="panel">
            <h2 className="h-sub">{kind.name}</h2>
            <p>{kind.summary}</p>
            <dl className="kind-facts">
              <div>
                <dt>{t("card.who")}</dt>
                <dd>{words.who(kind.eligibility)}</dd>
              </div>
              <div>
                <dt>{t("card.howMany")}</dt>
                <dd>
                  {kind.milestones.length > 1
                    ? kind.milestones.map(({ count }) => words.signatures(count)).join(" → ")
                    : number
                      ? words.signatures(number.required)
                      : t("card.notYet")}
                  {number?.share && kind.eligible && (
                    <span className="muted small">
                      {t("card.share", {
                        eligible: format.number(kind.eligible.eligible),
                        share: words.fraction(number.share),
                      })}
                    </span>
                  )}
                </dd>
              </div>
              <div>
                <dt>{t("card.howLong")}</dt>
                <dd>{collect && words.period(collect)}</dd>
              </div>
            </dl>
            <Form method="post" className="kind-begin">
              <Button
                look="secondary"
                name="kind"
                value={kind.code}
                size="medium"
                pending={pending === kind.code}
              >
                {t("card.begin")}
                <span className="sr-only"> {kind.name}</span>
              </Button>
              <Link className="text-link" to={`/statutes#${kind.code}`}>
                {t("card.law")}
                <span className="sr-only"> {kind.name}</span>
              </Link>
            </Form>
          </li>
        );
      })}
    </ul>
  );
}
