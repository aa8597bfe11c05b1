/** What user agents say, in the order of looking: the first rule that matches counts. Groups of a
 *  pattern are the version: major, minor, patch, patch minor. Names are those of the public uap-core
 *  project, which Kusto uses; of its several thousand rules these cover tools and common browsers. */
export interface UserAgentRule {
  readonly family: string;
  /** RE2 */
  readonly pattern: string;
  /** the version, where the text does not spell it */
  readonly version?: readonly string[];
}

const version = String.raw`/(\d+)(?:\.(\d+))?(?:\.(\d+))?`;
const tool = (family: string, token = family): UserAgentRule => ({
  family,
  pattern: `${token.replaceAll('.', String.raw`\.`)}${version}`,
});

export const BROWSERS: readonly UserAgentRule[] = [
  // Tools and libraries first: some of them add a browser's token.
  tool('Python Requests', 'python-requests'),
  tool('Python/aiohttp', 'aiohttp'),
  tool('Python-urllib'),
  tool('curl', '(?:^| )curl'),
  tool('Wget', '(?i:wget)'),
  tool('Go-http-client'),
  tool('okhttp'),
  tool('axios'),
  tool('PostmanRuntime'),
  tool('Apache-HttpClient'),
  tool('Java', '^Java'),
  tool('node-fetch'),
  tool('AdobeAIR'),
  {
    family: 'WindowsPowerShell',
    pattern: String.raw`WindowsPowerShell/(\d+)(?:\.(\d+))?(?:\.(\d+))?`,
  },
  { family: 'PowerShell', pattern: String.raw`PowerShell/(\d+)(?:\.(\d+))?(?:\.(\d+))?` },
  { family: 'Nokia OSS Browser', pattern: String.raw`Series60/(\d+)\.(\d+)` },
  tool('Googlebot'),
  tool('bingbot', '(?i:bingbot)'),
  tool('Outlook', 'Microsoft Outlook'),
  tool('Samsung Internet', 'SamsungBrowser'),
  tool('UC Browser', 'UCBrowser'),
  tool('Yandex Browser', 'YaBrowser'),
  tool('Vivaldi'),
  tool('Opera Mobile', '(?:Mobile.*OPR|OPiOS|Opera Mobi)'),
  tool('Opera', 'OPR'),
  tool('Edge Mobile', '(?:EdgA|EdgiOS)'),
  tool('Edge', '(?:Edge|Edg)'),
  tool('Firefox iOS', 'FxiOS'),
  tool('Chrome Mobile iOS', 'CriOS'),
  tool('HeadlessChrome'),
  tool('Electron'),
  {
    family: 'Chrome Mobile WebView',
    pattern: String.raw`Version/.+Chrome/(\d+)\.(\d+)\.(\d+).*Mobile`,
  },
  { family: 'Chrome Mobile', pattern: String.raw`Android.*Chrome/(\d+)\.(\d+)\.(\d+).* Mobile` },
  tool('Chromium'),
  tool('Chrome', 'Chrome'),
  {
    family: 'Firefox Mobile',
    pattern: String.raw`(?:Mobile|Tablet);.*Firefox/(\d+)\.(\d+)(?:\.(\d+))?`,
  },
  tool('Firefox'),
  { family: 'IE', pattern: String.raw`Trident/.*rv:(\d+)\.(\d+)` },
  { family: 'IE', pattern: String.raw`MSIE (\d+)\.(\d+)` },
  {
    family: 'Android',
    pattern: String.raw`Android (\d+)\.(\d+)(?:\.(\d+))?.*AppleWebKit.*Version/`,
  },
  {
    family: 'Mobile Safari',
    pattern: String.raw`(?:iPhone|iPad|iPod).*Version/(\d+)(?:\.(\d+))?(?:\.(\d+))?.*Safari`,
  },
  {
    family: 'Mobile Safari UI/WKWebView',
    pattern: String.raw`(?:iPhone|iPad|iPod).* OS (\d+)_(\d+)(?:_(\d+))?.*AppleWebKit`,
  },
  { family: 'Safari', pattern: String.raw`Version/(\d+)(?:\.(\d+))?(?:\.(\d+))?.*Safari/` },
  { family: 'Opera', pattern: String.raw`Opera[/ ](\d+)\.(\d+)` },
  { family: 'CFNetwork', pattern: String.raw`CFNetwork/(\d+)(?:\.(\d+))?(?:\.(\d+))?` },
];

export const SYSTEMS: readonly UserAgentRule[] = [
  { family: 'Symbian OS', pattern: String.raw`Symbian ?OS[/ ]?(\d+)\.(\d+)` },
  { family: 'Windows Phone', pattern: String.raw`Windows Phone(?: OS)? (\d+)\.(\d+)` },
  { family: 'Windows', pattern: String.raw`Windows NT (10)\.0` },
  { family: 'Windows', version: ['8', '1'], pattern: String.raw`Windows NT 6\.3` },
  { family: 'Windows', version: ['8'], pattern: String.raw`Windows NT 6\.2` },
  { family: 'Windows', version: ['7'], pattern: String.raw`Windows NT 6\.1` },
  { family: 'Windows', version: ['Vista'], pattern: String.raw`Windows NT 6\.0` },
  { family: 'Windows', version: ['XP'], pattern: String.raw`Windows (?:NT 5\.[12]|XP)` },
  { family: 'Windows', pattern: 'Windows' },
  { family: 'Android', pattern: String.raw`Android[ \-/](\d+)(?:\.(\d+))?(?:\.(\d+))?` },
  { family: 'Android', pattern: 'Android' },
  { family: 'iOS', pattern: String.raw`(?:iPhone|iPad|iPod).*? OS (\d+)_(\d+)(?:_(\d+))?` },
  { family: 'iOS', pattern: 'iPhone|iPad|iPod' },
  { family: 'Mac OS X', pattern: String.raw`Mac OS X (\d+)[_.](\d+)(?:[_.](\d+))?` },
  { family: 'Mac OS X', pattern: String.raw`Mac ?OS|Macintosh|Darwin` },
  { family: 'Chrome OS', pattern: String.raw`CrOS [a-z0-9_]+ (\d+)\.(\d+)(?:\.(\d+))?` },
  { family: 'Ubuntu', pattern: String.raw`Ubuntu(?:[/ ](\d+)\.(\d+))?` },
  { family: 'Fedora', pattern: String.raw`Fedora(?:[/ ](\d+))?` },
  { family: 'Linux', pattern: String.raw`Linux(?:[/ ](\d+)\.(\d+)(?:\.(\d+))?)?` },
];

/** Family, brand and model of devices; `$1` and `$2` are groups of the pattern. */
export const DEVICES: readonly (UserAgentRule & {
  readonly brand: string;
  readonly model: string;
})[] = [
  { family: 'Spider', brand: 'Spider', model: 'Desktop', pattern: '(?i:bot|crawler|spider)' },
  { family: 'iPad', brand: 'Apple', model: 'iPad', pattern: 'iPad' },
  { family: 'iPhone', brand: 'Apple', model: 'iPhone', pattern: 'iPhone' },
  { family: 'iPod', brand: 'Apple', model: 'iPod', pattern: 'iPod' },
  {
    family: 'Nokia $1',
    brand: 'Nokia',
    model: '$1$2',
    pattern: String.raw`Nokia ?([A-Z]?\d+)(-\w+)?`,
  },
  {
    family: 'Samsung $1',
    brand: 'Samsung',
    model: '$1',
    pattern: String.raw`; (?:SAMSUNG )?((?:SM|GT)-[A-Z0-9]+)`,
  },
  {
    family: '$1',
    brand: 'Google',
    model: '$1',
    pattern: String.raw`; ((?:Pixel|Nexus) ?[^;)]*?)(?: Build|[;)])`,
  },
  {
    family: '$1',
    brand: 'Generic_Android',
    model: '$1',
    pattern: String.raw`Android[^;)]*; (?:[a-z]{2}[_\-][a-zA-Z]{2}; )?([^;)]+?)(?: Build|[;)])`,
  },
  { family: 'Mac', brand: 'Apple', model: 'Mac', pattern: String.raw`Macintosh|Mac OS X` },
];
