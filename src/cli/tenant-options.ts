import { OddsockError } from '../schema/error.ts';
import type { TenantOptions } from '../simulate/index.ts';
import { parseLimit } from './limit-option.ts';

/** The options of "simulate tenant" as they were typed. */
export interface TypedTenantOptions {
  readonly users: string;
  readonly days: string;
  readonly seed: string;
  readonly end: string;
  readonly signInsPerDay?: string | undefined;
}

/** @throws OddsockError 'wrong-usage' */
export function tenantOptionsOf({
  users,
  days,
  seed,
  end,
  signInsPerDay,
}: TypedTenantOptions): TenantOptions {
  return {
    users: parseLimit(users, '--users'),
    days: parseLimit(days, '--days'),
    seed,
    lastDate: parseDate(end),
    ...(signInsPerDay === undefined ? {} : { signInsPerDay: parseRate(signInsPerDay) }),
  };
}

function parseDate(text: string): string {
  const timeMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // 30 February is a date to some engines, and then another one
  if (!Number.isNaN(timeMs) && new Date(timeMs).toISOString().startsWith(text)) return text;
  throw wrong('--end', text, 'a date such as 2026-11-20');
}

function parseRate(text: string): number {
  const rate = /^\d{1,4}(?:\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (rate >= 0.1 && rate <= 1000) return rate;
  throw wrong('--sign-ins-per-day', text, 'a number from 0.1 to 1000');
}

function wrong(option: string, text: string, expected: string): OddsockError {
  return new OddsockError('wrong-usage', `${option}: "${text}" is not ${expected}.`, {
    exitCode: 2,
  });
}
