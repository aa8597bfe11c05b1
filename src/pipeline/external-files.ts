import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Refusal, type ExternalRequest, type TextRows } from '../kql/index.ts';
import type { HuntSettings } from '../schema/hunt-settings.ts';
import { externalRows } from './external-rows.ts';

/** Outside data is written into the statement, so there must not be too much of it. */
export const MAX_EXTERNAL_BYTES = 16 * 2 ** 20;
const MOST_REDIRECTS = 5;

type Allowed = HuntSettings['externalData'];

/** Reads what `externaldata` asks for, where the configuration allows it: files below the named
 *  folders, and addresses on the named hosts.
 *  @throws Refusal when it is not allowed, not there or too large */
export async function readExternal(
  request: ExternalRequest,
  allowed: Allowed,
  signal: AbortSignal | undefined,
): Promise<TextRows> {
  const rows: (readonly string[])[] = [];
  for (const written of request.uris) {
    // Behind the semicolon stands a key for Azure storage, or how to sign in.
    const uri = written.replace(/;.*$/s, '');
    const bytes = /^https?:/i.test(uri)
      ? await fetched(new URL(uri), request, allowed, signal)
      : await fileBytes(uri, request, allowed);
    const plain = isGzip(bytes) ? await unpacked(bytes, request) : bytes;
    for (const row of externalRows(new TextDecoder().decode(plain), uri, request)) rows.push(row);
  }
  return rows;
}

async function fileBytes(uri: string, request: ExternalRequest, { folders }: Allowed) {
  const named = uri.startsWith('file:') ? pathOf(uri, request) : uri;
  // A link inside an allowed folder may lead out of it: what counts is where it ends.
  const places = await Promise.all(folders.map((folder) => realpath(folder).catch(() => '')));
  const file = await realpath(named).catch(() => path.resolve(named));
  const inside = places.some((folder) => folder !== '' && isBelow(file, folder));
  if (!inside) {
    return no(
      request,
      `externaldata may not read "${uri}": its folder is not in hunt.externalData.folders.`,
    );
  }
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile()) return no(request, `There is no file "${uri}".`);
  if (found.size > MAX_EXTERNAL_BYTES) return no(request, tooLarge(uri));
  return readFile(file);
}

function pathOf(uri: string, request: ExternalRequest): string {
  try {
    return fileURLToPath(uri);
  } catch {
    return no(request, `"${uri}" does not name a file.`);
  }
}

function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

async function fetched(
  url: URL,
  request: ExternalRequest,
  allowed: Allowed,
  signal: AbortSignal | undefined,
  redirects = 0,
): Promise<Uint8Array> {
  if (!isAllowed(url, allowed)) {
    return no(
      request,
      `externaldata may not read from ${url.host}: it is not in hunt.externalData.hosts.`,
    );
  }
  const response = await fetch(url, {
    redirect: 'manual',
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw signal.reason;
    return no(request, `${url.host} does not answer: ${messageOf(error)}.`);
  });
  const location = response.headers.get('location');
  if (response.status >= 300 && response.status < 400 && location !== null) {
    if (redirects === MOST_REDIRECTS) return no(request, `${url.host} redirects without end.`);
    return fetched(new URL(location, url), request, allowed, signal, redirects + 1);
  }
  if (!response.ok) return no(request, `${url.host} answers ${response.status}.`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_EXTERNAL_BYTES) return no(request, tooLarge(url.href));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** 'host' and 'host:port' stand for https, 'http://host' for what it says. */
function isAllowed(url: URL, { hosts }: Allowed): boolean {
  if (url.username !== '' || url.password !== '') return false;
  return hosts.some((host) => {
    const written = /^https?:\/\//i.test(host) ? host : `https://${host}`;
    return URL.parse(written)?.origin === url.origin;
  });
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function unpacked(bytes: Uint8Array, request: ExternalRequest): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: MAX_EXTERNAL_BYTES });
  } catch {
    return no(request, 'The packed data is damaged or too large.');
  }
}

function tooLarge(uri: string): string {
  return `"${uri}" is larger than ${MAX_EXTERNAL_BYTES / 2 ** 20} MiB.`;
}

function no(request: ExternalRequest, reason: string): never {
  throw new Refusal('kql-unsupported', reason, request.span);
}

function messageOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}
