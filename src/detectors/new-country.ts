import { rarePlaceDetector } from './rare-value.ts';

export const newCountry = rarePlaceDetector({
  id: 'new-country',
  title: 'New or rare country',
  techniques: ['T1078.004'],
  description: 'A sign-in from a country in which the user has never or hardly ever been.',
  kind: 'country',
  strangers: 20,
});
