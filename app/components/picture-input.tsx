import { type ChangeEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldErrors } from "./field.tsx";
import { useFormat } from "./use-format.ts";

interface PictureInputProps {
  id: string;
  label: string;
  largestBytes: number;
  errors?: readonly string[];
  /** Takes what was chosen at once, one or several, and leaves the field empty; left out: it goes with the form. */
  onChoose?: (files: readonly File[]) => void;
}

const MEGABYTE = 1024 * 1024;

/** Whole ones, as a limit is told. */
export const megabytesOf = (bytes: number): number => Math.floor(bytes / MEGABYTE);

/** One picture to choose, as the form's `picture`. */
export function PictureInput({ id, label, largestBytes, errors = [], onChoose }: PictureInputProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [tooLarge, setTooLarge] = useState<string | null>(null);

  // Known before it is sent: nobody waits for ten megabytes to hear that they were too many.
  const check = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(currentTarget.files ?? [])];
    const refused = files.find(({ size }) => size > largestBytes);
    const megabytes = format.number(megabytesOf(largestBytes));
    setTooLarge(refused ? t("form.tooLarge", { name: refused.name, megabytes }) : null);
    onChoose?.(files.filter(({ size }) => size <= largestBytes));
    if (refused || onChoose) currentTarget.value = "";
  };
  const said = tooLarge === null ? errors : [tooLarge];
  const errorId = said.length > 0 ? `${id}-error` : undefined;
  return (
    <div className="form-group">
      <label className="form-legend" htmlFor={id}>
        {label}
      </label>
      <input
        className="write-file"
        id={id}
        type="file"
        name="picture"
        multiple={onChoose !== undefined}
        // No HEIC: a phone that is not asked for it sends a JPEG.
        accept="image/jpeg,image/png,image/webp,image/gif,image/avif,image/tiff"
        onChange={check}
        aria-invalid={errorId !== undefined || undefined}
        aria-describedby={errorId}
      />
      <FieldErrors id={errorId} errors={said} />
    </div>
  );
}
