import { rarePlaceDetector } from './rare-value.ts';

export const newCity = rarePlaceDetector({
  id: 'new-city',
  title: 'New or rare city',
  techniques: ['T1078.004'],
  description: 'A sign-in from a city in which the user has never or hardly ever been.',
  kind: 'city',
  strangers: 1000,
});
