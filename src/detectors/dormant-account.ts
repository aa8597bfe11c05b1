import { z } from 'zod';
import { scoreOf } from './chance.ts';
import { defineDetector } from './detector.ts';
import {
  isManagedDevice,
  isNewValue,
  isTenantEgress,
  knewSecret,
  MIN_EGRESS_USERS,
} from './familiar.ts';

const DAY_MS = 86_400_000;

/** Days between the days of a user who was seen on a single one. Chosen by hand. */
const UNKNOWN_GAP_DAYS = 7;

/** A silence of s days is at most as likely as the mean gap / s (Markov's inequality), whatever the gaps
 *  look like; whoever was silent as long before is not odd. Of accounts with habits the other detectors
 *  say what else is strange, silence or not. Of those that were hardly ever used nobody else speaks, so a
 *  provider and a device (or system and browser) that were never there are held against them here. */
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
      .describe(
        'shorter silences are holidays and illness (CIS Controls 5.3: disable after 45 days)',
      ),
    longLeaveChance: z
      .number()
      .gt(0)
      .max(1)
      .default(0.02)
      .describe(
        'share of people on leave for long (children, illness): silence alone says no more; by hand',
      ),
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
    minEgressUsers: MIN_EGRESS_USERS,
  }),
  *detect(evidence, options) {
    const { signIn, values, history } = evidence;
    if (history.lastTaughtMs === null) return;
    const silenceDays = (signIn.timeMs - history.lastTaughtMs) / DAY_MS;
    if (silenceDays < options.minSilenceDays || !knewSecret(signIn)) return;
    if (silenceDays <= history.longestGapDays) return;
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
      history.usualGapDays === null ? UNKNOWN_GAP_DAYS : Math.max(1, history.usualGapDays);
    const chance =
      Math.min(1, Math.max(options.longLeaveChance, gapDays / silenceDays)) *
      (isNewProvider ? options.newProviderChance : 1) *
      (isNewDevice ? options.newDeviceChance : 1);
    yield {
      score: scoreOf(chance),
      facts: {
        silenceDays,
        usualGapDays: history.usualGapDays === null ? null : gapDays,
        isNewProvider,
        isNewDevice,
        country: signIn.country,
        isNewCountry: isNewValue(values.country),
      },
    };
  },
});
