import { Form, type FormProps } from "@remix-run/react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button.tsx";
import { Notice } from "../notice.tsx";
import { useRootData } from "../root-data.ts";
import { useFormat } from "../use-format.ts";
import { useFormCopy } from "./use-form-copy.ts";
import { WriterField } from "./writer-field.tsx";

interface KeptFormProps extends Omit<FormProps, "ref"> {
  /** Lower case, digits and hyphens; tells it from every other form of the portal. */
  name: string;
  /** It is about other people: nothing of it is left in the browser. */
  personal?: boolean;
}

/**
 * A form whose text is not lost: this browser keeps a copy until it was sent in, and one that meets a session that has
 * ended is kept by the server until its writer has signed in again (doors/kept-form.ts).
 */
export function KeptForm({ name, personal = false, children, ...rest }: KeptFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { viewer } = useRootData();
  const ref = useRef<HTMLFormElement>(null);
  const owner = personal ? undefined : viewer?.owner;
  const { restoredAt, drop, settle } = useFormCopy(ref, owner, name);
  return (
    <Form {...rest} ref={ref}>
      <WriterField />
      {owner !== undefined && <input type="hidden" name="kept" value={name} />}
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
    </Form>
  );
}
