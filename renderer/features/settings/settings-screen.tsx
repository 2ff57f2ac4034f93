import type { ReactNode } from "react";
export function SettingsScreen({ lead }: { lead: ReactNode }) {
  return <>{lead}</>;
}
