import { type RefObject, useEffect, useState } from "react";
import {
  type Begun,
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
 * @param begun what the form is begun with as it is shown first; what comes later, its text has not seen
 * @returns when the text was typed that was put back, null: none was; what it was begun with; and how to take it out
 */
export function useFormCopy(
  form: RefObject<HTMLFormElement>,
  owner: string | undefined,
  name: string,
  begun: Begun,
) {
  const [restoredAt, setRestoredAt] = useState<string | null>(null);
  const [asShown] = useState(begun);
  const [began, setBegan] = useState(asShown);
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
      setBegan({ ...asShown, ...copy.begun });
    } else if (!isUntouched(current)) {
      writeFormCopy(owner, name, typed, asShown); // typed before this script ran
    }
    const keep = () => writeFormCopy(owner, name, fieldsOf(current), begunOf(current, asShown));
    current.addEventListener("input", keep);
    return () => current.removeEventListener("input", keep);
  }, [form, owner, name, asShown]);

  const drop = () => {
    const { current } = form;
    if (!current || owner === undefined) return;
    removeFormCopy(owner, name);
    current.reset();
    fillForm(current, fieldsOf(current)); // the counters listen
    setRestoredAt(null);
    setBegan(asShown);
  };
  return { restoredAt, began, drop, settle: () => setRestoredAt(null) };
}

/** As the form says it now: of a text that was put back, what that was begun with. */
function begunOf(form: HTMLFormElement, names: Begun): Begun {
  const fields = new FormData(form);
  return Object.fromEntries(Object.keys(names).map((field) => [field, String(fields.get(field) ?? "")]));
}

/** What was put back must be seen. */
function unfold(form: HTMLFormElement): void {
  for (let fold = form.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
    fold.open = true;
}
