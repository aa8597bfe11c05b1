import type { Session } from 'chdb';

/** Connections that only read, each one statement at a time, in the order in which they are asked for: a
 *  connection runs its statements one after the other, and a second one waiting would hold a thread of Node. */
export class Readers {
  readonly #open: () => Session;
  readonly #idle: Session[] = [];
  readonly #waiting: ((session: Session) => void)[] = [];
  readonly #reading = new Set<Promise<unknown>>();
  readonly #most: number;
  #opened = 0;

  /** @param most  read at once */
  constructor(most: number, open: () => Session) {
    this.#most = most;
    this.#open = open;
  }

  async read<Result>(read: (session: Session) => Promise<Result>): Promise<Result> {
    const result = this.#read(read);
    this.#reading.add(result);
    try {
      return await result;
    } finally {
      this.#reading.delete(result);
    }
  }

  /** Waits for what is still read, although nobody may want it any more: a connection that is taken away under a
   *  statement takes the engine with it. */
  async close(): Promise<void> {
    while (this.#reading.size > 0) await Promise.allSettled(this.#reading);
    for (const session of this.#idle.splice(0)) session.close();
    this.#opened = 0;
  }

  async #read<Result>(read: (session: Session) => Promise<Result>): Promise<Result> {
    const session = await this.#take();
    try {
      return await read(session);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(session);
      else next(session);
    }
  }

  #take(): Session | Promise<Session> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#opened < this.#most) {
      const session = this.#open();
      this.#opened++;
      return session;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
