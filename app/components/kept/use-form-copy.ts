import { type RefObject, useEffect, useState } from "react";
import {
  fieldsOf,
  fillForm,
  forgetSentForm,
  isSameFields,
  isUntouched,
  readFormCopy,
  removeFormCopy,
  writeFormCopy,
} from "./form-copy.ts";

/**
 * Keeps a copy of a form with every key, and puts it back when the form is there anew: after the session ended, after a
 * switch of language, after Back.
 *
 * @param owner the writer's mark; undefined: nobody is signed in, or nothing may be kept here
 * @returns when the text was typed that was put back, null: none was; and how to take it out again
 */
export function useFormCopy(form: RefObject<HTMLFormElement>, owner: string | undefined, name: string) {
  const [restoredAt, setRestoredAt] = useState<string | null>(null);
  useEffect(() => {
    const { current } = form;
    if (!current || owner === undefined) return;
    // The browser would bring it back to whoever has signed in here meanwhile.
    current.autocomplete = "off";
    forgetSentForm(owner);
    const copy = readFormCopy(owner, name);
    const typed = fieldsOf(current);
    if (copy && !isSameFields(copy.fields, typed) && isUntouched(current)) {
      fillForm(current, copy.fields);
      unfold(current);
      setRestoredAt(copy.at);
    } else if (!isUntouched(current)) {
      writeFormCopy(owner, name, typed); // typed before this script ran
    }
    const keep = () => writeFormCopy(owner, name, fieldsOf(current));
    current.addEventListener("input", keep);
    return () => current.removeEventListener("input", keep);
  }, [form, owner, name]);

  const drop = () => {
    const { current } = form;
    if (!current || owner === undefined) return;
    removeFormCopy(owner, name);
    current.reset();
    fillForm(current, fieldsOf(current)); // the counters listen
    setRestoredAt(null);
  };
  return { restoredAt, drop, settle: () => setRestoredAt(null) };
}

/** What was put back must be seen. */
function unfold(form: HTMLFormElement): void {
  for (let fold = form.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
    fold.open = true;
}
