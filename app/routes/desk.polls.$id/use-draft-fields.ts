import { useTranslation } from "react-i18next";

/** The fields of a draft by their names in the contract, for what is said to be wrong with them. */
export function useDraftFields(): Record<string, { id: string; label: string }> {
  const { t } = useTranslation("polling");
  const fields: Record<string, { id: string; label: string }> = {
    "title.ko": { id: "title.ko", label: t("field.title") },
    "summary.ko": { id: "summary.ko", label: t("field.summary") },
    opensAt: { id: "opensAt", label: t("field.opensAt") },
    closesAt: { id: "closesAt", label: t("field.closesAt") },
    category: { id: "category", label: t("field.category") },
    related: { id: "related", label: t("field.related") },
    documents: { id: "documents", label: t("field.documents") },
    "video.url": { id: "video.url", label: t("field.videoUrl") },
    ko: { id: "correction.ko", label: t("correction.text") },
  };
  return fields;
}
