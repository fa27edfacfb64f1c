import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFaultMessage } from "#app/components/use-fault-message.ts";
import type { FieldFault } from "#app/domain/errors.ts";
import type { DraftPicture } from "./draft-picture.ts";

/** A picture on its way to the server, or one that did not get there. */
export interface Upload {
  key: number;
  file: File;
  /** The file itself, shown before the server has it. */
  preview: string;
  /** Of 1. */
  sent: number;
  /** Why it was not taken; null: it is on its way. */
  failure: string | null;
}

/**
 * Sends pictures as they are chosen, one after another, and keeps what came of them until the page is told by its loader.
 *
 * @param saveFirst the draft that they belong to is there afterwards
 */
export function usePictureUploads(draftId: string, saveFirst: () => Promise<void>) {
  const { t } = useTranslation("write");
  const sayFault = useFaultMessage();
  const within = useSpacePath();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [added, setAdded] = useState<readonly DraftPicture[]>([]);
  const count = useRef(0);
  const line = useRef<Promise<void>>(Promise.resolve());
  const previews = useRef(new Set<string>());

  useEffect(() => {
    const shown = previews.current;
    return () => {
      for (const preview of shown) URL.revokeObjectURL(preview);
    };
  }, []);

  const drop = (key: number) => setUploads((all) => all.filter((one) => one.key !== key));
  const change = (key: number, part: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));

  const send = async ({ key, file }: Upload) => {
    await saveFirst();
    const answer = await post(within(`/drafts/${draftId}/pictures`), file, (sent) => change(key, { sent }));
    if (isAdded(answer)) {
      setAdded((all) => [...all, { ...answer, alt: "", caption: "" }]);
      drop(key);
    } else {
      const [fault] = faultsIn(answer);
      const said = fault ? sayFault(fault, t("field.picture")) : detailIn(answer);
      change(key, { failure: said ?? t("pictures.unreachable") });
    }
  };
  const begin = (upload: Upload) => {
    const failed = () => change(upload.key, { failure: t("pictures.unreachable") });
    line.current = line.current.then(() => send(upload)).catch(failed);
  };

  return {
    uploads,
    added,
    sending: uploads.some(({ failure }) => failure === null),
    add: (files: readonly File[]) => {
      const begun = files.map((file): Upload => {
        count.current += 1;
        const preview = URL.createObjectURL(file);
        previews.current.add(preview);
        return { key: count.current, file, preview, sent: 0, failure: null };
      });
      setUploads((all) => [...all, ...begun]);
      for (const upload of begun) begin(upload);
    },
    again: (upload: Upload) => {
      change(upload.key, { failure: null, sent: 0 });
      begin(upload);
    },
    drop,
    /** The form takes it off the draft. */
    forget: (id: string) => setAdded((all) => all.filter((one) => one.id !== id)),
  };
}

/** An XMLHttpRequest: `fetch` does not say how much it has sent. Null: the server was not reached. */
function post(address: string, file: File, onSent: (part: number) => void): Promise<unknown> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("picture", file);
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      onSent(total > 0 ? loaded / total : 0),
    );
    request.addEventListener("load", () => resolve(parsed(request.responseText)));
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => resolve(null));
    request.open("POST", address);
    request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isAdded(answer: unknown): answer is { id: string; width: number; height: number } {
  return (
    typeof answer === "object" &&
    answer !== null &&
    "id" in answer &&
    typeof answer.id === "string" &&
    "width" in answer &&
    typeof answer.width === "number" &&
    "height" in answer &&
    typeof answer.height === "number"
  );
}

/** What a problem of the API says of fields (doors/api/problem.ts). */
function faultsIn(answer: unknown): FieldFault[] {
  const isProblem = (value: unknown): value is { errors: FieldFault[] } =>
    typeof value === "object" && value !== null && "errors" in value && Array.isArray(value.errors);
  return isProblem(answer) ? answer.errors : [];
}

const detailIn = (answer: unknown): string | undefined =>
  typeof answer === "object" && answer !== null && "detail" in answer && typeof answer.detail === "string"
    ? answer.detail
    : undefined;
