import {
  File,
  FileCode,
  FileLock,
  FileSpreadsheet,
  FileText,
  FileX,
  type LucideIcon,
  Mail,
  Presentation,
} from "lucide-react";
import type { DocumentSummary } from "#contract/library.ts";

const byEnding: Record<string, LucideIcon> = {
  pdf: FileText,
  docx: FileText,
  odt: FileText,
  md: FileText,
  txt: FileText,
  html: FileCode,
  htm: FileCode,
  xlsx: FileSpreadsheet,
  csv: FileSpreadsheet,
  pptx: Presentation,
  eml: Mail,
};

/** What kind of file it is, at a glance; the name beside it says it in words. */
export function DocumentIcon({ document }: { document: DocumentSummary }) {
  const ending = document.name.split(".").at(-1)?.toLowerCase() ?? "";
  const Icon =
    document.reason?.code === "password-needed"
      ? FileLock
      : document.status === "failed"
        ? FileX
        : (byEnding[ending] ?? File);
  return (
    <Icon
      size={16}
      strokeWidth={1.75}
      className="shrink-0 text-quiet"
      aria-hidden
    />
  );
}
