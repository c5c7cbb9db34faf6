/** How the client is used. `npm run check` compiles it, so that it holds for the API as it is. */
import { type Block, type RecordDetail, type RecordItem, answer, connect, fieldOf, items } from "./index";

const api = connect({ site: "http://127.0.0.1:8000", token: () => "hb_…" });

/** A page of a branch's meetings: parameters and answer are those of the OpenAPI document. */
export async function meetings(unit: string): Promise<string[]> {
  const query = { unit, module: "three_meetings_one_lesson", sort: "-occurred_on", limit: 20 } as const;
  const page = await answer(api.GET("/api/v1/records", { params: { query } }));
  return page.items.map((record) => `${record.occurred_on} ${record.title}`);
}

/** Everything of this year, page after page. `fields` leaves of each record only what is asked for. */
export async function titles(since: string): Promise<string[]> {
  const found: string[] = [];
  const page = (after?: string) =>
    answer(api.GET("/api/v1/records", { params: { query: { since, after, fields: "title", limit: 100 } } }));
  for await (const record of items<Pick<RecordItem, "id" | "title">>(page)) found.push(record.title);
  return found;
}

/** The module says which fields there are, and each has its own type. */
export function attendance(record: RecordDetail): string {
  switch (record.module) {
    case "three_meetings_one_lesson": {
      const present: number | undefined = fieldOf(record, "present")?.value;
      return present === undefined ? "" : `${present}/${fieldOf(record, "expected")?.value}`;
    }
    case "party_dues":
      return fieldOf(record, "paid_amount")?.display ?? "";
    default:
      return "";
  }
}

/** The block's type says what its value is. */
export function words(block: Block): string {
  switch (block.type) {
    case "rich_text":
      return block.value.replace(/<[^>]+>/g, "");
    case "heading":
      return block.value.text;
    case "table":
      return block.value.data.map((row) => row.join("\t")).join("\n");
    case "image":
      return block.value.image ? `${block.value.alt} ${block.value.image.renditions.wide.url}` : "";
    default: // also what a later release adds
      return "";
  }
}

/** A draft is written by the same client; the state that was read goes along, so that nothing is overwritten unseen. */
export async function retitle(draft: number, title: string): Promise<string[]> {
  const read = await answer(api.GET("/api/v1/drafts/{draft}", { params: { path: { draft } } }));
  const written = await answer(
    api.PATCH("/api/v1/drafts/{draft}", {
      params: { path: { draft }, header: { "If-Match": `"${read.revision}"` } },
      body: { title },
    }),
  );
  return written.lacking.map((hint) => `${hint.field}: ${hint.message}`);
}
