// What `npm start`, `npm test`, `npm run tramo` and `npm run bench` run: it prepares the checkout and hands
// over. This file and the one it imports keep to old syntax, so that an old Node can read them and say so.
import { nodeVersionProblem } from './lib/node-version.mjs';

const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  console.error('tramo: ' + problem);
  process.exitCode = 1;
} else {
  import('./lib/commands.mjs').then((commands) => commands.main(process.argv.slice(2)));
}
