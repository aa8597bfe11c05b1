import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** Some 230 bytes a record: where the number of records weighs, not their size. */
export async function writeSmallSignIns(file: string, from: number, to: number): Promise<void> {
  const stream = createWriteStream(file);
  for (let n = from; n < to; n += 10_000) {
    const amount = Math.min(10_000, to - n);
    const text = Array.from({ length: amount }, (_, i) => smallSignIn(n + i)).join('');
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

/** One a second from the first of January 2026 on; ids are spread as Microsoft's are. */
function smallSignIn(n: number): string {
  const hex = (Math.imul(n, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  const id = `${hex}-1000-4000-8000-${n.toString(16).padStart(12, '0')}`;
  const time = new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();
  return `{"id":"${id}","createdDateTime":"${time}","userPrincipalName":"user${n % 9973}@example.com","appDisplayName":"Application ${n % 50}","ipAddress":"198.51.100.${n % 251}","isInteractive":true,"status":{"errorCode":0}}\n`;
}

/** A Log Analytics row; with `isLater` a later copy of it that knows of a risk. */
export function smallRow(n: number, isLater: boolean): string {
  const { id, createdDateTime, ...rest } = JSON.parse(smallSignIn(n)) as Record<string, unknown>;
  const writtenMs = Date.parse(String(createdDateTime)) + (isLater ? 600_000 : 60_000);
  return `${JSON.stringify({
    TimeGenerated: new Date(writtenMs).toISOString(),
    CreatedDateTime: createdDateTime,
    Type: 'SigninLogs',
    Id: id,
    UserPrincipalName: rest['userPrincipalName'],
    AppDisplayName: rest['appDisplayName'],
    IPAddress: rest['ipAddress'],
    ResultType: '0',
    RiskState: isLater ? 'atRisk' : 'none',
  })}\n`;
}
