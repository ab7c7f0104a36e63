const NEEDED = [20, 19];

export function nodeVersionProblem(version) {
  const parts = version.split('.').map(Number);
  const enough = parts[0] > NEEDED[0] || (parts[0] === NEEDED[0] && parts[1] >= NEEDED[1]);
  if (enough) return undefined;
  return (
    'needs Node ' + NEEDED.join('.') + ' or later and this is ' + version + '; install it from nodejs.org'
  );
}
