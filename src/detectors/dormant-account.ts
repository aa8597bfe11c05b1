import { z } from 'zod';
import { scoreOf } from './chance.ts';
import { defineDetector } from './detector.ts';
import { isManagedDevice, isNewValue, isTenantEgress, knewSecret } from './familiar.ts';

const DAY_MS = 86_400_000;

/** Days between sign-ins of a user of whom nothing is in the window any more. Chosen by hand. */
const UNKNOWN_GAP_DAYS = 7;

/** A silence of s days is at most as likely as the mean gap / s (Markov's inequality), whatever the gaps
 *  look like. The account has no recent habits to compare with, so what it is and where it comes from
 *  is held against its whole memory here: a provider and a device (or system and browser) that were
 *  never there make up for it. While habits are still in the window the other detectors say that. */
export const dormantAccount = defineDetector({
  id: 'dormant-account',
  title: 'Dormant account wakes',
  aspect: 'time',
  techniques: ['T1078.004'],
  description: 'A sign-in by an account that had been silent for longer than is usual for it.',
  needsNoHistory: true,
  needs: ['signIn', 'values', 'history'],
  options: z.strictObject({
    minSilenceDays: z
      .number()
      .positive()
      .default(45)
      .describe('shorter silences are holidays and illness'),
    newProviderChance: z
      .number()
      .gt(0)
      .max(1)
      .default(0.2)
      .describe('how often somebody comes back by a provider never used before; by hand'),
    newDeviceChance: z
      .number()
      .gt(0)
      .max(1)
      .default(0.2)
      .describe('how often somebody comes back on a device never used before; by hand'),
    minEgressUsers: z
      .number()
      .int()
      .min(1)
      .default(3)
      .describe("other users on managed devices that make a network the organisation's own egress"),
  }),
  *detect(evidence, options) {
    const { signIn, values, history } = evidence;
    if (history.lastTaughtMs === null) return;
    const silenceDays = (signIn.timeMs - history.lastTaughtMs) / DAY_MS;
    if (silenceDays < options.minSilenceDays || !knewSecret(signIn)) return;
    const isNewProvider =
      history.isLearning &&
      isNewValue(values.asn) &&
      !isTenantEgress(evidence, options.minEgressUsers);
    const isNewDevice =
      history.isLearning &&
      !isManagedDevice(signIn) &&
      (isNewValue(values.device) ||
        isNewValue(values.operatingSystem) ||
        isNewValue(values.browser));
    const gapDays =
      history.signIns > 0 ? Math.max(1, history.days / history.signIns) : UNKNOWN_GAP_DAYS;
    const chance =
      Math.min(1, gapDays / silenceDays) *
      (isNewProvider ? options.newProviderChance : 1) *
      (isNewDevice ? options.newDeviceChance : 1);
    yield {
      score: scoreOf(chance),
      facts: {
        silenceDays,
        usualGapDays: history.signIns > 0 ? gapDays : null,
        isNewProvider,
        isNewDevice,
        country: signIn.country,
        isNewCountry: isNewValue(values.country),
      },
    };
  },
});
