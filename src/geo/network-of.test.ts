import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanAddress } from './clean-address.ts';
import { networkOf } from './network-of.ts';
import { isPrivateAddress } from './private-address.ts';

const NOT_ADDRESSES = [
  '',
  ' ',
  '-',
  'unknown',
  'localhost',
  '1.2.3',
  '1.2.3.4.5',
  '256.1.1.1',
  '1.2.3.-4',
  '01.2.3.4',
  '0x7f.1.1.1',
  '1.2.3.4/24',
  '1.2.3.4:port',
  '1.2.3.4:123456',
  '１.２.３.４',
  ':',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7::8',
  '12345::',
  '::g',
  '::1.2.3',
  '1.2.3.4::',
  '::1.2.3.4:5',
  '[::1',
  '::1]',
  '[]',
  '[1.2.3.4',
  '%eth0',
  '1.2.3.4\n5.6.7.8',
  "1.2.3.4'; DROP TABLE SigninLogs --",
  `${'1'.repeat(1_000_000)}.2.3.4`,
  ':'.repeat(1_000_000),
];

describe('cleanAddress', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1 ', '192.0.2.1'],
    ['192.0.2.1:51000', '192.0.2.1'],
    ['[192.0.2.1]:51000', '192.0.2.1'],
    ['2001:DB8::1', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[fe80::1%25]:80', 'fe80::1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:0201', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:443', '192.0.2.1'],
  ])('%s is %s', (text, address) => expect(cleanAddress(text)).toBe(address));

  // The examples and rules of RFC 5952, sections 4.1 to 4.3.
  test.each([
    ['2001:0db8:0000:0000:0000:0000:0002:0001', '2001:db8::2:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1::', '1::'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ])('writes %s as RFC 5952 does', (text, canonical) => {
    expect(cleanAddress(text)).toBe(canonical);
  });

  test.each(NOT_ADDRESSES)('is empty for what is no address (%#)', (text) => {
    expect(cleanAddress(text)).toBe('');
    expect(networkOf(text)).toBe('');
    expect(isPrivateAddress(text)).toBe(false);
  });

  test('an address written in any way is written in one way, and stays so', () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(bytes, fc.array(fc.nat(7), { maxLength: 8 }), (address, zeros) => {
        for (const group of zeros) address.fill(0, 2 * group, 2 * group + 2);
        const groups = Array.from({ length: 8 }, (_, group) =>
          ((address[2 * group]! << 8) | address[2 * group + 1]!).toString(16),
        );
        const clean = cleanAddress(groups.join(':'));
        expect(clean).not.toBe('');
        expect(cleanAddress(clean)).toBe(clean);
        const padded = groups.map((group) => group.padStart(4, '0').toUpperCase());
        expect(cleanAddress(`[${padded.join(':')}]:1`)).toBe(clean);
        // The engine of the platform as a second opinion: URL writes hosts as RFC 5952 does.
        const host = clean.includes(':') ? `[${clean}]` : clean;
        expect(new URL(`http://${host}/`).hostname).toBe(host);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  test('never throws on text', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.ipV4(), fc.ipV6(), fc.ipV4Extended());
    fc.assert(
      fc.property(text, text, (a, b) => {
        for (const hostile of [a, `${a}:${b}`, `[${a}]${b}`, `${a}%${b}`]) {
          expect(cleanAddress(hostile)).toMatch(/^[0-9a-f.:]*$/);
        }
      }),
      { seed: 5, numRuns: 1000 },
    );
  });
});

describe('networkOf', () => {
  test.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['192.0.2.77:443', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:7:1:2:3:4:5', '2001:db8:7::/48'],
    ['2001:DB8:0:ffff::1', '2001:db8::/48'],
    ['[2001:db8:7::1]:443', '2001:db8:7::/48'],
    ['::1', '::/48'],
  ])('%s is in %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('isPrivateAddress', () => {
  test.each([
    '10.0.0.0',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '127.0.0.1',
    '169.254.10.10',
    '100.64.0.0',
    '100.127.255.255',
    '0.0.0.0',
    '::',
    '::1',
    'fe80::1',
    'febf::1',
    'fc00::1',
    'fdff::1',
    '::ffff:10.1.2.3',
    '10.0.0.1:5000',
    '[fd00::1]:443',
  ])('%s is', (address) => expect(isPrivateAddress(address)).toBe(true));

  test.each([
    '9.255.255.255',
    '11.0.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.1.1',
    '192.169.0.1',
    '100.63.255.255',
    '100.128.0.0',
    '169.253.0.1',
    '8.8.8.8',
    '2001:4860::1',
    '::2',
    'fec0::1',
    'fe00::1',
    'ff02::1',
    '::ffff:8.8.8.8',
  ])('%s is not', (address) => expect(isPrivateAddress(address)).toBe(false));
});
