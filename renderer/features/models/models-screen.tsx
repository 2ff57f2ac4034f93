import type { ReactNode } from "react";
export function ModelsScreen({ lead }: { lead: ReactNode }) {
  return <>{lead}</>;
}
