import type { Chart } from './chart.ts';
import { colour } from './colours.ts';
import { slicesOf } from './slices.ts';
import { round, type Area } from './svg-frame.ts';
import { escapeMarkup } from './escape.ts';

/** A pie with each slice's name and share beside it. */
export function drawPie(chart: Chart, area: Area): string {
  const slices = slicesOf(chart);
  const radius = (area.bottom - area.top) / 2;
  const [cx, cy] = [area.left + radius + 40, area.top + radius];
  let angle = -Math.PI / 2;
  const wedges = slices.map(({ share }, index) => {
    const from = angle;
    angle += share * 2 * Math.PI;
    return wedge(cx, cy, radius, from, angle, colour(index));
  });
  const line = Math.min(24, (area.bottom - area.top) / Math.max(1, slices.length));
  const names = slices.map(({ label, value, share }, index) => {
    const [x, y] = [cx + radius + 60, area.top + 16 + index * line];
    const amount = `${value.toLocaleString('en-US')} (${(share * 100).toFixed(1)} %)`;
    return `<rect x="${x}" y="${round(y - 10)}" width="12" height="12" fill="${colour(index)}"/><text x="${x + 20}" y="${round(y)}">${escapeMarkup(label)} <tspan fill="#666">${amount}</tspan></text>`;
  });
  return [...wedges, ...names].join('\n');
}

function wedge(
  cx: number,
  cy: number,
  radius: number,
  from: number,
  to: number,
  fill: string,
): string {
  if (to - from >= 2 * Math.PI - 1e-9) {
    return `<circle cx="${cx}" cy="${cy}" r="${radius}" fill="${fill}"/>`;
  }
  const at = (angle: number) =>
    `${round(cx + radius * Math.cos(angle))} ${round(cy + radius * Math.sin(angle))}`;
  const isLarge = to - from > Math.PI ? 1 : 0;
  return `<path d="M${cx} ${cy}L${at(from)}A${radius} ${radius} 0 ${isLarge} 1 ${at(to)}Z" fill="${fill}" stroke="#fff"/>`;
}
