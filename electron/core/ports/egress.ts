export type EgressPurpose = "cloud-model" | "model-download" | "tool";

export interface EgressRequest {
  purpose: EgressPurpose;
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body: string | null;
  /** Names the person's consent to exactly this request. */
  consentId: string;
}

export interface EgressResponse {
  status: number;
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array>;
}

/** The one door to the network. Closed in this version: every request fails with AppError network-closed. */
export interface Egress {
  request(
    request: EgressRequest,
    options: { signal: AbortSignal },
  ): Promise<EgressResponse>;
}
