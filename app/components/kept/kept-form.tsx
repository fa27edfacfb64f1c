import { Form, type FormProps } from "@remix-run/react";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { Button } from "../button.tsx";
import { Notice } from "../notice.tsx";
import { useRootData } from "../root-data.ts";
import { useFormat } from "../use-format.ts";
import type { Begun } from "./form-copy.ts";
import { OtherLanguages } from "./other-languages.tsx";
import { useFormCopy } from "./use-form-copy.ts";
import { WriterField } from "./writer-field.tsx";

interface KeptFormProps extends Omit<FormProps, "ref"> {
  /** Lower case, digits and hyphens; tells it from every other form of the portal. */
  name: string;
  /** It is about other people: nothing of it is left in the browser. */
  personal?: boolean;
  /** Which version or text it changes: goes with what is typed, so that nothing is written over unseen. */
  begun?: Begun;
  /** What its button asks for, where several forms of a page are told apart by it. */
  intent?: string;
}

const NOTHING: Begun = {};

/**
 * A form whose text is not lost: this browser keeps a copy until it was sent in, and one that meets a session that has
 * ended is kept by the server until its writer has signed in again (doors/kept-form.ts). Where no copy is kept, buttons of
 * its own take it into another language.
 */
export function KeptForm(props: KeptFormProps) {
  const { name, personal = false, begun = NOTHING, intent, children, ...rest } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { viewer } = useRootData();
  // In another language the page is another document.
  const [whole, setWhole] = useState(false);
  const ref = useRef<HTMLFormElement>(null);
  const owner = personal ? undefined : viewer?.owner;
  const { restoredAt, began, drop, settle } = useFormCopy(ref, owner, name, begun);
  return (
    <Form {...rest} ref={ref} reloadDocument={whole}>
      <WriterField />
      {owner !== undefined && <input type="hidden" name="kept" value={name} />}
      {Object.entries(began).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      {restoredAt !== null && (
        <Notice tone="warning" live title={t("restored.title")}>
          <p>{t("restored.text", { time: format.dateTime(restoredAt) })}</p>
          <div className="cluster tight notice-actions">
            <Button type="button" look="secondary" size="medium" onClick={settle}>
              {t("restored.keep")}
            </Button>
            <Button type="button" look="tertiary" size="medium" onClick={drop}>
              {t("restored.drop")}
            </Button>
          </div>
        </Notice>
      )}
      {children}
      {personal ? (
        <OtherLanguages
          action={rest.action}
          intent={intent}
          onSwitch={() => flushSync(() => setWhole(true))}
        />
      ) : (
        <noscript>
          <OtherLanguages action={rest.action} intent={intent} />
        </noscript>
      )}
    </Form>
  );
}
