/** Things in time order of which only the newest matter: adding and forgetting cost the same however many
 *  there are. */
export class SlidingWindow<Thing> {
  readonly #timeOf: (thing: Thing) => number;
  #things: Thing[] = [];
  /** of #things, what was forgotten but not yet cleared away */
  #start = 0;

  constructor(timeOf: (thing: Thing) => number) {
    this.#timeOf = timeOf;
  }

  get size(): number {
    return this.#things.length - this.#start;
  }

  /** @param thing  not older than those before it */
  add(thing: Thing): void {
    this.#things.push(thing);
  }

  /** Keeps what is at `timeMs` or later. */
  forgetBefore(timeMs: number): void {
    const things = this.#things;
    while (this.#start < things.length && this.#timeOf(things[this.#start]!) < timeMs) {
      this.#start++;
    }
    if (this.#start > 64 && this.#start * 2 > things.length) {
      this.#things = things.slice(this.#start);
      this.#start = 0;
    }
  }

  /** The newest, at most `most`, oldest first. */
  newest(most: number): Thing[] {
    return this.#things.slice(Math.max(this.#start, this.#things.length - most));
  }
}
