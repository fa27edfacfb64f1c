import { Form, useNavigation } from "@remix-run/react";
import { type ChangeEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { FieldErrors } from "#app/components/field.tsx";
import { RadioCards } from "#app/components/radio-cards.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";

interface FileFormProps {
  driveId: number;
  errors: readonly string[];
  /** Lines that were entered before this page was shown. */
  entered: number;
}

/** A file of sheets. While it is read the page asks how far it has come; without scripts it simply waits. */
export function ImportForm({ driveId, errors, entered }: FileFormProps) {
  const { t } = useTranslation("clerk");
  const { formData } = useNavigation();
  const pending = formData?.get("intent") === "csv";
  const [rows, setRows] = useState<number>();
  const count = async (event: ChangeEvent<HTMLInputElement>) => {
    const text = await event.currentTarget.files?.[0]?.text();
    setRows(text === undefined ? undefined : text.split("\n").filter((row) => row.trim() !== "").length - 1);
  };
  return (
    <Form method="post" encType="multipart/form-data" className="panel stack" noValidate>
      <input type="hidden" name="intent" value="csv" />
      <h2 className="h-sub">{t("import.heading")}</h2>
      <p>{t("import.text")}</p>
      <p className="small muted">{t("import.columns")}</p>
      <FileInput id="import-file" name="file" label={t("import.file")} errors={errors} onChange={count} />
      {pending && <ImportProgress driveId={driveId} entered={entered} rows={rows} />}
      <div>
        <Button look="secondary" pending={pending}>
          {t("import.button")}
        </Button>
      </div>
    </Form>
  );
}

const ASK_EVERY_MS = 1_500;

function ImportProgress({
  driveId,
  entered,
  rows,
}: {
  driveId: number;
  entered: number;
  rows: number | undefined;
}) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const address = useSpacePath()(`/clerk/drives/${driveId}/progress`);
  const [done, setDone] = useState(0);
  useEffect(() => {
    const ask = async () => {
      const answer = await fetch(address).catch(() => undefined);
      const now: unknown = answer?.ok ? await answer.json() : undefined;
      if (typeof now === "object" && now !== null && "lines" in now && typeof now.lines === "number")
        setDone(Math.max(0, now.lines - entered));
    };
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [address, entered]);
  return (
    <div role="status">
      <progress
        className="import-progress"
        value={rows === undefined ? undefined : done}
        max={rows}
        aria-label={t("import.running")}
      />
      <p className="small">{t("import.progress", { count: done, amount: format.number(done) })}</p>
    </div>
  );
}

/** The extract of the register, which is kept as hashes alone. */
export function RegisterForm({ errors, people }: { errors: readonly string[]; people: number }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const { formData } = useNavigation();
  return (
    <Form method="post" encType="multipart/form-data" className="panel stack" noValidate>
      <input type="hidden" name="intent" value="register" />
      <h2 className="h-sub">{t("register.heading")}</h2>
      <p>{t("register.text")}</p>
      <p className="small muted">{t("register.columns")}</p>
      {people > 0 && (
        <>
          <p>{t("register.people", { count: people, amount: format.number(people) })}</p>
          <RadioCards
            id="register-mode"
            name="mode"
            legend={t("register.mode")}
            defaultValue="add"
            choices={(["add", "replace"] as const).map((value) => ({ value, label: t(`register.${value}`) }))}
          />
        </>
      )}
      <FileInput id="register-file" name="file" label={t("register.file")} errors={errors} />
      <div>
        <Button look="secondary" pending={formData?.get("intent") === "register"}>
          {t("register.button")}
        </Button>
      </div>
    </Form>
  );
}

interface FileInputProps {
  id: string;
  name: string;
  label: string;
  errors: readonly string[];
  onChange?: (event: ChangeEvent<HTMLInputElement>) => void;
}

function FileInput({ id, name, label, errors, onChange }: FileInputProps) {
  const errorId = errors.length > 0 ? `${id}-error` : undefined;
  return (
    <div className="form-group">
      <div className="form-tit">
        <label htmlFor={id}>{label}</label>
      </div>
      <input
        id={id}
        type="file"
        name={name}
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        className="file-input"
        aria-describedby={errorId}
        aria-invalid={errorId ? true : undefined}
        onChange={onChange}
      />
      <FieldErrors id={errorId} errors={errors} />
    </div>
  );
}
