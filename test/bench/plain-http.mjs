// The yardstick: node:http sending one buffer.   plain-http.mjs FILE HEADERS-JSON
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [file, headers] = process.argv.slice(2);
const bytes = readFileSync(file);
const head = { ...JSON.parse(headers), 'content-length': bytes.length };
const server = createServer((_request, response) => response.writeHead(200, head).end(bytes));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
