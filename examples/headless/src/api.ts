/** The one connection to the site, who is asking, and what every page needs of it. */
import { type Schemas, type Unit, answer, connect } from "hongban-client";

const KEY = "hongban-token";

/** Another site than the page's own (VITE_HONGBAN_SITE when building); "" is the own one, whose session counts. */
export const site: string = import.meta.env["VITE_HONGBAN_SITE"] ?? "";

export const token = () => sessionStorage.getItem(KEY) ?? "";

export const api = connect({ site, token });

type Me = Schemas["Me"];
export interface Modules {
  name: (module: string) => string;
  /** The label of a module's field or of a part of every record. */
  part: (module: string, name: string) => string;
  /** The words for a choice in a column of a module's table. */
  choice: (module: string, field: string, column: string, value: string) => string;
  all: Schemas["ModuleItem"][];
}

/** As much of a module's JSON Schema as is looked up here. */
interface Described {
  title?: string;
  const?: unknown;
  properties?: Record<string, Described>;
  items?: Described;
  oneOf?: Described[];
  anyOf?: Described[];
}

const PARTS: Record<string, string> = {
  summary: "摘要",
  body: "正文",
  tags: "标签",
  source: "信息来源",
  attachments: "附件",
  evidence: "佐证材料",
};

// Asked once for as long as the same reader is here
let reader: { units?: Promise<Unit[]>; modules?: Promise<Modules>; me?: Promise<Me> } = {};

export function become(secret: string): void {
  if (secret) sessionStorage.setItem(KEY, secret);
  else sessionStorage.removeItem(KEY);
  reader = {};
}

export const me = () => (reader.me ??= answer(api.GET("/api/v1/me")));

export const units = () => (reader.units ??= answer(api.GET("/api/v1/units")).then((found) => found.items));

export const modules = () =>
  (reader.modules ??= answer(api.GET("/api/v1/modules")).then(({ items }) => {
    const byLabel = new Map(items.map((item) => [item.label, item]));
    const field = (module: string, name: string) => (byLabel.get(module)?.fields as Described | undefined)?.properties?.[name];
    return {
      all: items,
      name: (module) => byLabel.get(module)?.zh ?? module,
      part: (module, name) => PARTS[name] ?? field(module, name)?.title ?? name,
      choice: (module, name, column, value) => {
        const described = field(module, name)?.items?.properties?.[column];
        const choices = [described, ...(described?.anyOf ?? [])].flatMap((one) => one?.oneOf ?? []);
        return choices.find((one) => String(one.const) === value)?.title ?? value;
      },
    };
  }));

/** The committee whose site this is: the first of the tree. */
export const root = async () => (await units())[0];
