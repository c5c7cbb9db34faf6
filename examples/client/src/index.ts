/** A typed client of Hongban's API. Its types are generated from the OpenAPI document; the requests are openapi-fetch's. */
import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema";

export type { components, paths } from "./schema";
export type Schemas = components["schemas"];
/** One block of a record's body: switch over its `type`. A later release, or a plugin, may add types: have a `default`. */
export type Block = Schemas["Block"];
/** One block of a unit's home page: those of bodies, and live ones, which say in `href` where to ask for what they show. */
export type HomeBlock = Schemas["HomeBlock"];
export type BlockOf<T extends HomeBlock["type"]> = Extract<HomeBlock, { type: T }>;
/** A record in full: switch over its `module`, and each of its `fields` over its `name`. */
export type RecordDetail = Schemas["RecordDetail"];
export type ModuleLabel = RecordDetail["module"];
export type RecordOf<M extends ModuleLabel> = Extract<RecordDetail, { module: M }>;
export type Field = RecordDetail["fields"][number];
export type RecordItem = Schemas["RecordItem"];
export type Unit = Schemas["UnitItem"];
export type Image = Schemas["Image"];
export type File = Schemas["File"];

export type Problem = Schemas["ProblemDetails"];

/** What the API refused, and why, in the reader's language. `errors` names the parameters or fields that are wrong. */
export class ApiError extends Error {
  override name = "ApiError";
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
  ) {
    super(problem.detail || problem.title || `HTTP ${status}`);
  }
}

export interface Options {
  /** The site, without a slash at its end; the page's own site without one, whose session then counts. */
  site?: string;
  /** A personal token (`manage.py token create`), asked at each request; its answer `""` means none. */
  token?: () => string;
}

/** The API of a site. Every answer but 2xx is thrown as `ApiError`, so that `data` is always there. */
export function connect({ site = "", token = () => "" }: Options = {}) {
  const api = createClient<paths>({ baseUrl: site });
  const middleware: Middleware = {
    onRequest({ request }) {
      const secret = token();
      if (secret) request.headers.set("Authorization", `Bearer ${secret}`);
      return request;
    },
    async onResponse({ response }) {
      if (!response.ok) throw await refusal(response);
    },
  };
  api.use(middleware);

  /** An address that the API gave (`href`, a picture, a file), with the same credentials, which no other site is sent. */
  async function get(address: string): Promise<Response> {
    const home = new URL(site || globalThis.location.origin);
    const url = new URL(address, home);
    if (url.origin !== home.origin) throw new TypeError(`${url.origin} is not ${home.origin}`);
    const secret = token();
    const response = await fetch(url, secret ? { headers: { Authorization: `Bearer ${secret}` } } : {});
    if (!response.ok) throw await refusal(response);
    return response;
  }

  return { ...api, get, follow: async <T>(href: string) => (await (await get(href)).json()) as T };
}

async function refusal(response: Response): Promise<ApiError> {
  return new ApiError(response.status, await response.json().catch(() => ({})));
}

export type Api = ReturnType<typeof connect>;

/** The answer itself: openapi-fetch gives `{data, response}`, and `connect()` throws whatever is no answer. */
export async function answer<T>(asked: Promise<{ data?: T }>): Promise<T> {
  return (await asked).data as T;
}

/** All items of a list that is paged by key, page after page, however long it is. */
export async function* items<T>(page: (after?: string) => Promise<{ items: T[]; next: string | null }>) {
  for (let after: string | undefined; ; ) {
    const found = await page(after);
    yield* found.items;
    if (!found.next) return;
    after = found.next;
  }
}

/** The record's field of this name, as its module types it; undefined where it is empty, or withheld from this reader. */
export function fieldOf<F extends { name: string }, N extends F["name"]>(
  record: { fields: F[] },
  name: N,
): Extract<F, { name: N }> | undefined {
  return record.fields.find((field): field is Extract<F, { name: N }> => field.name === name);
}
