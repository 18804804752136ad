// dates.mjs chrono-node|recognizers FILE: times one peer on {"id","text","ref"} lines; prints seconds and what it found.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const [peer, file] = process.argv.slice(2);
const documents = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const packages = { 'chrono-node': 'chrono-node', recognizers: '@microsoft/recognizers-text-date-time' };
const loaded = require(packages[peer]);
const { version } = JSON.parse(readFileSync(new URL(`node_modules/${packages[peer]}/package.json`, import.meta.url), 'utf8'));

const read = peer === 'chrono-node'
  ? (text, ref) => loaded.parse(text, ref).length
  : (text, ref) => loaded.recognizeDateTime(text, 'en-us', loaded.DateTimeOptions?.None ?? 0, ref).length;

const refOf = (words) => {
  const day = words ? new Date(words) : new Date(0);
  return Number.isNaN(day.getTime()) ? new Date(0) : day;
};

read('It takes effect on May 5, 2025.', new Date(0)); // models and expressions are compiled at first use
let found = 0;
const begin = process.cpuUsage();
for (const { text, ref } of documents) found += read(text, refOf(ref));
const { user, system } = process.cpuUsage(begin);
console.log(JSON.stringify({ version, seconds: (user + system) / 1e6, found }));
