import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";

export function InUse() {
  const { t } = useTranslation();
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5 px-1 text-[13px] font-medium text-ok">
      <Check size={15} strokeWidth={2} aria-hidden />
      {t("models.inUse")}
    </span>
  );
}
