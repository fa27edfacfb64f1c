/**
 * What stands in a form and was not sent in yet, kept by the browser under the form's name and the writer's own mark, so
 * that the next person at this browser is not shown it. It goes when the form was sent in, at signing out, and after a
 * week.
 */
interface FormCopy {
  /** When it was typed (ISO). */
  at: string;
  fields: Field[];
  /** What it was begun with: the text that it changes goes on from there, whatever the page says by now. */
  begun?: Begun;
}

/** Unseen fields of a form that tell which version or text its writer had before them. */
export type Begun = Readonly<Record<string, string>>;

type Field = [name: string, value: string];

const PREFIX = "gonggam-form";
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const keyOf = (owner: string, name: string) => `${PREFIX}:${owner}:${name}`;

/** The form that was sent in last: the server sets it, and whoever reads it forgets the copy (doors/kept-form.ts). */
const SENT_COOKIE = "gonggam-sent";

export function readFormCopy(owner: string, name: string): FormCopy | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(owner, name)) ?? "null");
    if (!isFormCopy(value)) return null;
    if (Date.now() - Date.parse(value.at) < KEPT_MS) return value;
    removeFormCopy(owner, name);
    return null;
  } catch {
    return null; // no storage, or not ours
  }
}

export function writeFormCopy(owner: string, name: string, fields: Field[], begun: Begun): void {
  try {
    const copy: FormCopy = { at: new Date().toISOString(), fields, begun };
    localStorage.setItem(keyOf(owner, name), JSON.stringify(copy));
  } catch {
    // Storage is off or full: the form itself still has it.
  }
}

export function removeFormCopy(owner: string, name: string): void {
  try {
    localStorage.removeItem(keyOf(owner, name));
  } catch {
    // Where nothing can be kept there is nothing to remove.
  }
}

/** Forgets the copy of the form that the server has just taken. */
export function forgetSentForm(owner: string): void {
  const sent = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${SENT_COOKIE}=`));
  if (sent === undefined) return;
  removeFormCopy(owner, sent.slice(SENT_COOKIE.length + 1));
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${SENT_COOKIE}=; Max-Age=0; Path=/`;
}

/** All that anybody typed here and did not send, drafts too: whoever signs out leaves nothing at this browser. */
export function forgetAllTyped(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("gonggam-")) localStorage.removeItem(key);
  } catch {
    // Where nothing can be kept there is nothing to remove.
  }
}

/** What people typed and chose; what a page put in unseen is not theirs. */
export function fieldsOf(form: HTMLFormElement): Field[] {
  return controlsOf(form).flatMap((control): Field[] => {
    if (isChoice(control)) return control.checked ? [[control.name, control.value]] : [];
    return [[control.name, control.value]];
  });
}

export const isSameFields = (a: Field[], b: Field[]): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether everything is as the page came. */
export function isUntouched(form: HTMLFormElement): boolean {
  return controlsOf(form).every((control) => {
    if (control instanceof HTMLSelectElement) return true; // a page says its choice in more ways than one
    return isChoice(control)
      ? control.checked === control.defaultChecked
      : control.value === control.defaultValue;
  });
}

/**
 * Puts a copy into the form; a field that the form has no more is passed over. Counters hear of it, and a form that saves
 * itself does not: nobody has decided for that text yet.
 */
export function fillForm(form: HTMLFormElement, fields: Field[]): void {
  const rest = [...fields];
  for (const control of controlsOf(form)) {
    const at = rest.findIndex(
      ([name, value]) => name === control.name && (!isChoice(control) || value === control.value),
    );
    if (isChoice(control)) control.checked = at !== -1;
    else if (at !== -1) control.value = rest[at]?.[1] ?? "";
    if (at !== -1) rest.splice(at, 1);
    control.dispatchEvent(new Event("input"));
  }
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const NOT_TYPED = ["hidden", "file", "password", "submit", "button", "image", "reset"];

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (control): control is Control =>
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement ||
      (control instanceof HTMLInputElement && control.name !== "" && !NOT_TYPED.includes(control.type)),
  );
}

const isChoice = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === "radio" || control.type === "checkbox");

function isFormCopy(value: unknown): value is FormCopy {
  if (typeof value !== "object" || value === null || !("at" in value) || !("fields" in value)) return false;
  const { at, fields } = value;
  const begun = "begun" in value ? value.begun : {};
  return (
    typeof at === "string" &&
    typeof begun === "object" &&
    begun !== null &&
    Object.values(begun).every((one) => typeof one === "string") &&
    Array.isArray(fields) &&
    fields.every(
      (field) =>
        Array.isArray(field) && field.length === 2 && field.every((part) => typeof part === "string"),
    )
  );
}
