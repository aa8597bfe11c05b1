import { dateOf, DAY_MS, type DayNumber } from './calendar.ts';
import type { SimulatedEvent } from './event.ts';
import type { SignInValues } from './sign-in-values.ts';

/** Events that are still to be written, by day. */
export class EventCalendar {
  readonly #days = new Map<DayNumber, SimulatedEvent[]>();
  readonly #firstDay: DayNumber;
  readonly #lastDay: DayNumber;
  #takenDay = Number.NEGATIVE_INFINITY;

  constructor(firstDay: DayNumber, lastDay: DayNumber) {
    this.#firstDay = firstDay;
    this.#lastDay = lastDay;
  }

  /** What lies outside of the period is forgotten. */
  add(event: SimulatedEvent): void {
    const day = Math.floor(event.timeMs / DAY_MS);
    if (day <= this.#takenDay) throw new Error(`an event of a day that is over: ${dateOf(day)}`);
    if (day < this.#firstDay || day > this.#lastDay) return;
    const events = this.#days.get(day);
    if (events === undefined) this.#days.set(day, [event]);
    else events.push(event);
  }

  /** The ordinary sign-ins from a day on, by user, in order of time. */
  signInsFrom(day: DayNumber): Map<string, SignInValues[]> {
    const events = [...this.#days].filter(([each]) => each >= day).flatMap(([, list]) => list);
    const signIns = events.flatMap((event) =>
      'signIn' in event && event.mark === null ? event.signIn : [],
    );
    return Map.groupBy(
      signIns.toSorted((a, b) => a.timeMs - b.timeMs),
      ({ account }) => account.id,
    );
  }

  /** The events of a day in order of time; of the same second, by id or text. */
  take(day: DayNumber): SimulatedEvent[] {
    const events = this.#days.get(day) ?? [];
    this.#days.delete(day);
    this.#takenDay = day;
    return events.toSorted((a, b) => a.timeMs - b.timeMs || (keyOf(a) < keyOf(b) ? -1 : 1));
  }
}

function keyOf(event: SimulatedEvent): string {
  return 'signIn' in event ? event.signIn.id : event.auditLine;
}
