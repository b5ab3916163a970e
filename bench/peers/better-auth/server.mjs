// better-auth's api-key plugin behind an HTTP server: is the key of the header valid, and has it the
// permission that the other header names? Keys lie in SQLite, as its documentation shows.
//
//   node server.mjs PORT REQUESTS KEYS
//
// Makes KEYS keys, writes a file of requests for bench/load/load.c, then listens.
import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import Database from "better-sqlite3";
import { createWriteStream, rmSync } from "node:fs";
import { createServer } from "node:http";

const [port, requestFile, keyCount] = [process.argv[2], process.argv[3], process.argv[4]];
const REQUESTS = 50_000;
const MAY = { orders: ["read"] };
const MAY_NOT = { orders: ["write"] };

for (const end of ["", "-wal", "-shm"]) rmSync(`keys.db${end}`, { force: true });
const database = new Database("keys.db");
database.pragma("journal_mode = WAL");
const options = {
  database,
  baseURL: `http://127.0.0.1:${port}`,
  secret: "a secret of the bench alone, which protects nothing",
  emailAndPassword: { enabled: true },
  // Its limit would refuse a key's eleventh request of a day.
  plugins: [apiKey({ rateLimit: { enabled: false } })],
};
await (await getMigrations(options)).runMigrations();
const auth = betterAuth(options);

const { user } = await auth.api.signUpEmail({
  body: { email: "bench@example.com", password: "correct horse battery", name: "bench" },
});
const keys = [];
for (let i = 0; i < Number(keyCount); i++) {
  const made = await auth.api.createApiKey({ body: { userId: user.id, permissions: MAY } });
  keys.push(made.key);
}

function request(key, permission) {
  const text =
    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" +
    `X-API-Key: ${key}\r\nX-Permission: ${permission}\r\n\r\n`;
  const bytes = Buffer.alloc(4 + text.length);
  bytes.writeUInt32LE(text.length);
  bytes.write(text, 4, "latin1");
  return bytes;
}

const file = createWriteStream(requestFile);
for (let i = 0; i < REQUESTS; i++) {
  const key = keys[Math.floor(Math.random() * keys.length)];
  const wrong = i % 100 === 33;
  file.write(request(wrong ? `${key.slice(0, -6)}nobody` : key, i % 100 === 66 ? "write" : "read"));
}
await new Promise((resolve) => file.end(resolve));

createServer(async (asked, answer) => {
  const key = asked.headers["x-api-key"];
  const permissions = asked.headers["x-permission"] === "read" ? MAY : MAY_NOT;
  const { valid, key: known } = await auth.api.verifyApiKey({ body: { key, permissions } });
  answer.writeHead(valid ? 200 : 401, valid ? { "X-Key": known.id, "Content-Length": 0 } : { "Content-Length": 0 });
  answer.end();
}).listen(Number(port), "127.0.0.1", 1024);
