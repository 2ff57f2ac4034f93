/** Requests that wait for an answer with their number; all fail when the other side goes away. */
export class Requests<Answer> {
  #lastId = 0;
  readonly #waiting = new Map<
    number,
    { resolve: (answer: Answer) => void; reject: (error: Error) => void }
  >();

  /** Sends with a new number and resolves with the answer to it. */
  ask(send: (requestId: number) => void): Promise<Answer> {
    const requestId = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(requestId, { resolve, reject });
      send(requestId);
    });
  }

  answer(requestId: number, answer: Answer): void {
    this.#waiting.get(requestId)?.resolve(answer);
    this.#waiting.delete(requestId);
  }

  failAll(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }
}
