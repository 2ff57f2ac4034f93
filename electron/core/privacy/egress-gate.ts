import { AppError } from "#contract/errors.ts";
import type {
  Egress,
  EgressRequest,
  EgressResponse,
} from "#core/ports/egress.ts";
import type { EgressLedger, EgressOutcome } from "./egress-ledger.ts";

/** True when the person agreed to exactly this request. This version has no way to ask, so nothing is agreed to. */
export type ConsentCheck = (request: EgressRequest) => boolean;

export const nobodyConsents: ConsentCheck = () => false;

/** In front of the egress adapter: no request without a consent, and each in the ledger, the refused ones too. */
export class EgressGate implements Egress {
  readonly #egress: Egress;
  readonly #ledger: EgressLedger;
  readonly #hasConsent: ConsentCheck;

  constructor(parts: {
    egress: Egress;
    ledger: EgressLedger;
    hasConsent: ConsentCheck;
  }) {
    this.#egress = parts.egress;
    this.#ledger = parts.ledger;
    this.#hasConsent = parts.hasConsent;
  }

  /** @throws AppError network-closed, not-permitted */
  async request(
    request: EgressRequest,
    options: { signal: AbortSignal },
  ): Promise<EgressResponse> {
    if (!this.#hasConsent(request)) throw this.#refuse(request, "no-consent");
    if (URL.parse(request.url)?.protocol !== "https:")
      throw this.#refuse(request, "not-https");
    // Written before it is sent: an end in between may list too much, never too little
    this.#ledger.record(request, "sent");
    return this.#egress.request(request, options);
  }

  #refuse(request: EgressRequest, outcome: EgressOutcome): AppError {
    this.#ledger.record(request, outcome);
    return outcome === "no-consent"
      ? new AppError(
          "network-closed",
          "Hearth asked for the network without your consent, and was refused.",
          { params: { purpose: request.purpose } },
        )
      : new AppError(
          "not-permitted",
          "Hearth only uses encrypted connections (https).",
          { params: { purpose: request.purpose } },
        );
  }
}
