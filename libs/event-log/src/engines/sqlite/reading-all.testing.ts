// Reads a ledger in all three ways and says how many events there were.
import { SqliteReader } from './reader';

async function readInAllWays(reader: SqliteReader): Promise<number[]> {
  const counts = [0, 0, 0];
  for await (const page of reader.readAll()) counts[0]! += page.length;
  for await (const page of reader.read('stream')) counts[1]! += page.length;
  for await (const { events, caughtUp } of reader.subscribeAll()) {
    counts[2]! += events.length;
    if (caughtUp) break;
  }
  await reader.close();
  return counts;
}

void readInAllWays(new SqliteReader(process.argv[2]!)).then((counts) => console.log(counts.join(' ')));
