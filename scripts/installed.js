// Whether node_modules holds what package-lock.json asks for, told by the list that npm leaves there.
// Plain JavaScript on Node >= 20 with nothing installed.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** @param {string} root  folder of the package
 *  @param {{platform: string, arch: string, libc: string}} here  this machine, as npm names it
 *  @returns {boolean} false also when there is no list, as after an interrupted installation */
export function holdsLocked(root, here = thisMachine()) {
  const wanted = packagesIn(path.join(root, 'package-lock.json'));
  const present = packagesIn(path.join(root, 'node_modules', '.package-lock.json'));
  if (wanted === null || present === null) return false;
  const chosen = Object.keys(wanted['']?.optionalDependencies ?? {});
  return Object.entries(wanted).every(([place, { version, optional, ...limits }]) => {
    if (place === '' || present[place]?.version === version) return true;
    if (present[place] !== undefined || !optional) return false;
    // npm leaves out what is for other machines, and what only that needs
    const isLimited = limits.os !== undefined || limits.cpu !== undefined;
    const isChosen = chosen.some((name) => place === `node_modules/${name}`);
    return isLimited ? !suits(limits, here) : !isChosen;
  });
}

function suits({ os, cpu, libc }, here) {
  return allows(os, here.platform) && allows(cpu, here.arch) && allows(libc, here.libc);
}

function allows(list, value) {
  return list === undefined || list.includes(value);
}

function thisMachine() {
  const { glibcVersionRuntime } = process.report?.getReport().header ?? {};
  return {
    platform: process.platform,
    arch: process.arch,
    libc: glibcVersionRuntime === undefined ? 'musl' : 'glibc',
  };
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}
