import type { Session } from 'chdb';

/** Connections that only read, each one statement at a time, in the order in which they are asked for: a
 *  connection runs its statements one after the other, and a second one waiting would hold a thread of Node. */
export class Readers {
  readonly #open: () => Session;
  readonly #idle: Session[] = [];
  readonly #waiting: ((session: Session) => void)[] = [];
  readonly #most: number;
  #opened = 0;

  /** @param most  read at once */
  constructor(most: number, open: () => Session) {
    this.#most = most;
    this.#open = open;
  }

  async read<Result>(read: (session: Session) => Promise<Result>): Promise<Result> {
    const session = await this.#take();
    try {
      return await read(session);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(session);
      else next(session);
    }
  }

  /** Only while nothing is read. */
  close(): void {
    for (const session of this.#idle.splice(0)) session.close();
    this.#opened = 0;
  }

  #take(): Session | Promise<Session> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#opened < this.#most) {
      this.#opened++;
      return this.#open();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
