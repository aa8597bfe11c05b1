import type { Chart } from './chart.ts';
import { escapeMarkup } from './escape.ts';
import type { Scale } from './scale.ts';

/** The part of the picture that is for values, in pixels. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const GRID = 'stroke="#e3e3e3"';
const MUTED = 'fill="#666"';

/** Lines across at the ticks of y with their labels, and the name of y. */
export function yAxis(scale: Scale, area: Area, title: string): string {
  const lines = scale.ticks.map(({ value, label }) => {
    const y = round(yAt(scale, value, area));
    return `<path d="M${area.left} ${y}H${area.right}" ${GRID}/><text x="${area.left - 8}" y="${y + 4}" text-anchor="end" ${MUTED}>${label}</text>`;
  });
  const name = `<text x="${area.left - 48}" y="${area.top - 14}" ${MUTED}>${escapeMarkup(short(title, 60))}</text>`;
  return [...lines, name].join('\n');
}

/** Ticks of x with their labels, and the name of x. */
export function xAxis(scale: Scale, area: Area, title: string): string {
  const marks = scale.ticks.map(({ value, label }) => {
    const x = round(xAt(scale, value, area));
    return `<path d="M${x} ${area.bottom}v5" stroke="#999"/><text x="${x}" y="${area.bottom + 18}" text-anchor="middle" ${MUTED}>${label}</text>`;
  });
  return [
    `<path d="M${area.left} ${area.bottom}H${area.right}" stroke="#999"/>`,
    ...marks,
    xTitle(title, area),
  ].join('\n');
}

export function xTitle(title: string, area: Area): string {
  return `<text x="${(area.left + area.right) / 2}" y="${area.bottom + 42}" text-anchor="middle" ${MUTED}>${escapeMarkup(short(title, 80))}</text>`;
}

export function xAt(scale: Scale, value: number, { left, right }: Area): number {
  return left + scale.at(value) * (right - left);
}

export function yAt(scale: Scale, value: number, { top, bottom }: Area): number {
  return bottom - scale.at(value) * (bottom - top);
}

/** Tenths of a pixel are exact enough, and the file stays small. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function short(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** Every y that a chart shows. */
export function shownValues({ series }: Chart): number[] {
  return series.flatMap(({ points }) => points.flatMap(({ y }) => (y === null ? [] : [y])));
}
