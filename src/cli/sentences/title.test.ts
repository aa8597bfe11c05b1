import { expect, test } from 'vitest';
import { titleOf } from './title.ts';

const reason = (detector: string, title: string) => ({ detector, title });

test('a title names each aspect once, by its coarsest reason, strongest aspect first', () => {
  expect(
    titleOf([
      reason('impossible-travel', 'Impossible travel'),
      reason('new-city', 'New or rare city'),
      reason('new-country', 'New or rare country'),
      reason('unusual-browser', 'Unusual browser'),
      reason('new-asn', 'New or rare provider'),
    ]),
  ).toBe('Impossible travel, new or rare country, unusual browser');
});

test('the model comes last, and alone when there is nothing else', () => {
  const model = reason('forest-score', 'Unlike the usual sign-ins');
  expect(titleOf([model, reason('new-asn', 'New or rare provider')])).toBe(
    'New or rare provider, unlike the usual sign-ins',
  );
  expect(titleOf([model])).toBe('Unlike the usual sign-ins');
});

test('a detector of another version keeps its title', () => {
  expect(titleOf([reason('gone', 'Something gone')])).toBe('Something gone');
  expect(titleOf([])).toBe('');
});
