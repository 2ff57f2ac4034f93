import { randomUUID } from "node:crypto";
import { implement } from "@orpc/server";
import { AppError } from "#contract/errors.ts";
import { turnId } from "#contract/ids.ts";
import { contract } from "#contract/index.ts";
import { notJudged } from "#contract/search.ts";
import type { TurnPart } from "#contract/turns.ts";
import { appErrorsOnWire } from "#native/workers/rpc-errors.ts";

/** What happened on the server's side, so that a test can wait for it. */
export class ServerSide {
  readonly ended: Promise<string>;
  readonly bugs: unknown[] = [];
  #resolve: (how: string) => void = () => undefined;

  constructor() {
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  end(how: string): void {
    this.#resolve(how);
  }
}

const delta = (seq: number, text: string): TurnPart => ({
  type: "delta",
  seq,
  text,
});

/**
 * A part of the contract answered without an engine. Streams: fromSeq 1 never ends by itself, 2 fails as an
 * AppError after two parts, any other gives that many deltas.
 */
export function smallRouter(side: ServerSide) {
  const os = implement(contract).use(
    appErrorsOnWire((error) => side.bugs.push(error)),
  );
  return {
    search: {
      run: os.search.run.handler(({ input }) => ({
        query: input.query,
        mode: input.mode,
        // k passages of text, each as long as asked for in the query
        hits: Array.from({ length: input.k }, () => ({
          documentId: randomUUID() as never,
          name: "a",
          path: "/a",
          page: null,
          start: 0,
          end: 1,
          headings: [],
          score: 1,
          foundBy: "words" as const,
          text: "ä𝄞".repeat(Number(input.query) || 1),
        })),
        considered: input.k,
        answerability: notJudged,
        notices: [],
      })),
    },
    conversations: {
      get: os.conversations.get.handler(({ input }) => {
        throw new AppError("not-found", "There is no such conversation.", {
          advice: "Choose another.",
          params: { id: input.conversationId, count: 3 },
        });
      }),
      remove: os.conversations.remove.handler(() => {
        throw new TypeError("secret detail of a bug");
      }),
    },
    turns: {
      watch: os.turns.watch.handler(({ input, signal }) =>
        parts(input.fromSeq, side, signal),
      ),
    },
  };
}

async function* parts(
  kind: number,
  side: ServerSide,
  signal: AbortSignal | undefined,
): AsyncGenerator<TurnPart> {
  let how = "left";
  try {
    if (kind === 1) {
      for (let seq = 1; !signal?.aborted; seq += 1) {
        yield delta(seq, "x");
        await new Promise((resolve) => setImmediate(resolve));
      }
      how = "aborted";
      return;
    }
    if (kind === 2) {
      yield delta(1, "a");
      yield delta(2, "b");
      throw new AppError("worker-crashed", "The llm process ended.", {
        params: { worker: "llm" },
      });
    }
    for (let seq = 1; seq <= kind; seq += 1) yield delta(seq, `t${seq}`);
    how = "finished";
  } finally {
    side.end(how);
  }
}

export const anyTurn = turnId.parse("6f0e5d0e-0000-4000-8000-000000000001");
