import { Form, useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import type { ForumAnswer } from "#app/components/forum/opinion-form.tsx";
import { HeartIcon } from "#app/components/icons.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { useFormat } from "#app/components/use-format.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import type { OpinionView } from "#app/domain/kinds/forum/read-forum.ts";
import { useListAddress } from "./use-list-address.ts";

interface HelpfulButtonProps {
  opinion: OpinionView;
  open: boolean;
  /** What the page's action refused, without JavaScript. */
  answer: ForumAnswer | undefined;
}

/** A mark that can be taken back. One's own opinion and a closed forum only show the number. */
export function HelpfulButton({ opinion, open, answer }: HelpfulButtonProps) {
  const { t } = useTranslation("forum");
  const format = useFormat();
  const { viewer } = useRootData();
  const address = useListAddress(opinion.id);
  const fetcher = useFetcher<ForumAnswer>();
  const { summary } = useRefusal((fetcher.data ?? answer)?.refused, {});

  const asked = fetcher.formData?.get("intent");
  const marked = asked === undefined || asked === null ? opinion.foundHelpful : asked === "helpful";
  const count = opinion.helpful + Number(marked) - Number(opinion.foundHelpful);
  const text = (
    <>
      <HeartIcon size={18} />
      {t("helpful.label")} <span className="numeric">{format.number(count)}</span>
    </>
  );
  if (!open || opinion.isOwn) return <p className="helpful-count">{text}</p>;
  if (!viewer) {
    return (
      <Form method="post" action={address} reloadDocument>
        <input type="hidden" name="opinion" value={opinion.id} />
        <Button look="text" size="small" className="helpful" name="intent" value="helpful">
          {text}
          <span className="sr-only">({t("helpful.signIn")})</span>
        </Button>
      </Form>
    );
  }
  return (
    <fetcher.Form method="post" action={address} preventScrollReset>
      <input type="hidden" name="opinion" value={opinion.id} />
      <Button
        look="text"
        size="small"
        className={marked ? "helpful is-on" : "helpful"}
        name="intent"
        value={marked ? "unhelpful" : "helpful"}
        aria-pressed={marked}
      >
        {text}
      </Button>
      <span role="alert">
        {summary.map(({ message }) => (
          <span className="form-hint-invalid" key={message}>
            {message}
          </span>
        ))}
      </span>
    </fetcher.Form>
  );
}
