/** FNV-1a of the UTF-8 bytes of a text, 64 bits as 16 hexadecimal digits. For names, not for secrets:
 *  whoever may choose the text can make two of them meet. Among a million texts the chance that
 *  any two meet is 3 in 100 million.
 *  draft-eastlake-fnv, https://www.isthe.com/chongo/tech/comp/fnv/ */
export function fnv1a64(text: string): string {
  // four limbs of 16 bits, lowest first: products stay below 2^53
  let a = 0x2325;
  let b = 0x8422;
  let c = 0x9ce4;
  let d = 0xcbf2;
  for (const byte of UTF_8.encode(text)) {
    a ^= byte;
    // times the prime 2^40 + 0x1b3
    const low = a * 0x1b3;
    const second = b * 0x1b3 + (low >>> 16);
    const third = c * 0x1b3 + (a << 8) + (second >>> 16);
    const fourth = d * 0x1b3 + (b << 8) + (third >>> 16);
    a = low & 0xffff;
    b = second & 0xffff;
    c = third & 0xffff;
    d = fourth & 0xffff;
  }
  return [d, c, b, a].map((limb) => limb.toString(16).padStart(4, '0')).join('');
}

const UTF_8 = new TextEncoder();
