const SECRETS: readonly (readonly [RegExp, string])[] = [
  // The user and password of a connection string.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s"'\\]*@/gi, '$1…@'],
  [/\b(password|pwd|secret)=[^&\s"'\\]+/gi, '$1=…'],
  // By its length: a sentence may speak of a bearer too.
  [/\b(Bearer\s+)[^\s"'\\]{16,}/gi, '$1…'],
  [/\btramo_[\w-]{20,}/g, 'tramo_…'],
];

/** The last sieve before a line leaves the process: whatever was logged, no credential is. */
export const withoutSecrets = (text: string): string =>
  SECRETS.reduce((line, [secret, shown]) => line.replace(secret, shown), text);
