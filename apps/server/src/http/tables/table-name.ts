const NAME_MAX = 100;

/** The address as the name of a file on anybody's disk: `programmes-par2-journal.csv`. */
export function tableName(url: string): string {
  const [path = ''] = url.split('?', 1);
  const name = path
    .replace(/^\/?(api\/v\d+\/)?/, '')
    .replace(/(%[0-9a-f]{2}|[^A-Za-z0-9._-])+/gi, '-')
    .replace(/-{2,}|\.{2,}/g, '-')
    .slice(0, NAME_MAX)
    .replace(/^[-.]+|[-.]+$/g, '');
  return `${name || 'table'}.csv`;
}
