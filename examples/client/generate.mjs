// Writes src/schema.d.ts from the OpenAPI document: `npm run generate`. With --check it writes nothing, and fails when the file is not that
// of the document. OPENAPI names another document than the checked-in one: a file, or the /api/v1/openapi.json of a site with plugins.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const CHECKED_IN = new URL("../../tests/snapshots/openapi.json", import.meta.url);
const TARGET = new URL("src/schema.d.ts", import.meta.url);
const HEAD = "// Written by generate.mjs from the OpenAPI document; see README.md. Not edited by hand.\n\n";

const named = process.env.OPENAPI;
const place = named ? (/^https?:/.test(named) ? new URL(named) : pathToFileURL(named)) : CHECKED_IN;
const text = place.protocol === "file:" ? await readFile(place, "utf-8") : await (await fetch(place)).text();
const document = JSON.parse(text);
const schemas = document.components.schemas;

// Forms of answers that only come to who asks for them (`x-only-with: fields`) would make everything optional for everybody
function usual(schema) {
  if (Array.isArray(schema)) return schema.map(usual);
  if (schema === null || typeof schema !== "object") return schema;
  const found = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, usual(part)]));
  const kept = found.anyOf?.filter?.((one) => !schemas[one.$ref?.split("/").at(-1)]?.["x-only-with"]);
  return kept?.length === 1 && found.anyOf.length > 1 ? kept[0] : found;
}

const kept = usual(document);
for (const [name, schema] of Object.entries(schemas)) if (schema["x-only-with"]) delete kept.components.schemas[name];
// What has a default may be left out, of what is sent and of what is answered
const written = HEAD + astToString(await openapiTS(kept, { defaultNonNullable: false }));
if (process.argv.includes("--check")) {
  if ((await readFile(TARGET, "utf-8")) !== written) {
    console.error(`${fileURLToPath(TARGET)} is not that of the document. Run: npm run generate`);
    process.exit(1);
  }
} else await writeFile(TARGET, written);
