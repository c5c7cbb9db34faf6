/** A section's records, page after page: each next page is asked for by the mark that the one before gave. */
import { answer, type RecordItem, type Schemas } from "hongban-client";
import { html, nothing, render } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { api, root } from "./api";
import { type Page, card, link, quiet, trail } from "./page";

type Sort = "-occurred_on" | "occurred_on";
const SORTS: [Sort, string][] = [
  ["-occurred_on", "新的在前"],
  ["occurred_on", "旧的在前"],
];

export async function section(id: number, query: URLSearchParams): Promise<Page> {
  const sort: Sort = query.get("sort") === "occurred_on" ? "occurred_on" : "-occurred_on";
  const ask = (after?: string) =>
    answer(api.GET("/api/v1/records", { params: { query: { section: id, sort, limit: 20, after } } }));
  const [found, first, committee] = await Promise.all([
    answer(api.GET("/api/v1/sections/{section}", { params: { path: { section: id } } })),
    ask(),
    root(),
  ]);
  return {
    title: `${found.title} · ${found.unit.title}`,
    content: html`
      ${trail(["首页", link.home], ...(committee?.id === found.unit.id ? [] : [[found.unit.title, link.unit(found.unit.code)] as [string, string]]))}
      <header class="hero">
        <p class="meta">${found.unit.title}${found.state === "counted" ? nothing : html` · ${found.state_display}`}</p>
        <h1 tabindex="-1">${found.title}</h1>
        <p class="sorts" role="group" aria-label="排列">
          ${SORTS.map(([value, label]) => html`<a href="#/sections/${id}?sort=${value}" aria-current=${value === sort ? "true" : nothing}>${label}</a>`)}
        </p>
      </header>
      <div ${ref((place) => place && list(place as HTMLElement, first, ask))}></div>
    `,
  };
}

function list(place: HTMLElement, first: Schemas["RecordList"], ask: (after: string) => Promise<Schemas["RecordList"]>) {
  const items: RecordItem[] = [...first.items];
  let next = first.next;
  let told = "";
  let asking = false;

  const more = async () => {
    if (!next || asking) return;
    const before = items.length;
    asking = true;
    show();
    try {
      const page = await ask(next);
      items.push(...page.items);
      next = page.next;
      told = `又列出${page.items.length}条，共${items.length}条。`;
    } catch (error) {
      told = (error as Error).message;
    }
    asking = false;
    show();
    // whoever reads by keyboard or by ear goes on where the new ones begin
    place.querySelectorAll<HTMLElement>(".card h2 a")[before]?.focus();
  };

  const show = () =>
    render(
      items.length
        ? html`<ol class="cards">${items.map((one) => html`<li>${card(one)}</li>`)}</ol>
            <p class="unseen" role="status">${told}</p>
            ${next ? html`<p class="more"><button @click=${more} ?disabled=${asking}>${asking ? "正在读取…" : "继续加载"}</button></p>` : html`<p class="quiet">共${items.length}条，已全部列出。</p>`}`
        : quiet("这个栏目还没有您可以查看的记录。"),
      place,
    );
  show();
}
