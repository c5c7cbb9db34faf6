/** Search (检索), within what this reader may see. */
import { html, nothing } from "lit-html";
import { unsafeHTML } from "lit-html/directives/unsafe-html.js";
import { answer } from "hongban-client";
import { api, modules, units } from "./api";
import { type Page, day, link, quiet } from "./page";

export async function search(query: URLSearchParams): Promise<Page> {
  const given = (name: string) => query.get(name) || undefined;
  const q = given("q")?.trim();
  const page = Number(query.get("page") ?? 1) || 1;
  const [all, words, found] = await Promise.all([
    units(),
    modules(),
    q
      ? answer(
          api.GET("/api/v1/search", {
            params: {
              query: { q, unit: given("unit"), module: given("module"), since: given("since"), until: given("until"), page },
            },
          }),
        )
      : null,
  ]);
  const turned = (to: number) => link.search({ ...Object.fromEntries(query), page: String(to) });
  return {
    title: q ? `检索：${q}` : "检索",
    content: html`
      <h1 tabindex="-1">检索</h1>
      <form class="filters" role="search" @submit=${ask}>
        <label class="wide">要找的词<input name="q" type="search" .value=${q ?? ""} required maxlength="100" /></label>
        <label>
          党组织
          <select name="unit">
            <option value="">全部</option>
            ${all.map((one) => html`<option value=${one.code} ?selected=${one.code === query.get("unit")}>${one.title}</option>`)}
          </select>
        </label>
        <label>
          栏目
          <select name="module">
            <option value="">全部</option>
            ${words.all.map((one) => html`<option value=${one.label} ?selected=${one.label === query.get("module")}>${one.zh}</option>`)}
          </select>
        </label>
        <label>自<input name="since" type="date" .value=${query.get("since") ?? ""} /></label>
        <label>至<input name="until" type="date" .value=${query.get("until") ?? ""} /></label>
        <button>检索</button>
      </form>
      ${found
        ? html`<p class="meta" role="status">
              ${found.total ? `找到${found.total}条${found.relaxed ? `，其中${found.complete}条含有全部词语` : ""}。` : "没有找到您可以查看的内容。"}
            </p>
            <ol class="cards">
              ${found.results.map(
                (one) => html`<li>
                  <article class="card">
                    <p class="meta">
                      ${one.occurred_on ? html`${day(one.occurred_on)} · ` : nothing}${one.unit.title}${one.module_name ? ` · ${one.module_name}` : ""}
                    </p>
                    <h2><a href=${one.kind === "unit" ? link.unit(one.unit.code) : link.record(one.id)}>${unsafeHTML(one.title_html)}</a></h2>
                    ${one.passages.map((passage) => html`<p>${unsafeHTML(passage)}</p>`)}
                  </article>
                </li>`,
              )}
            </ol>
            ${found.pages > 1
              ? html`<nav class="pages" aria-label="分页">
                  ${page > 1 ? html`<a href=${turned(page - 1)}>上一页</a>` : nothing}
                  <span>第${page}页，共${found.pages}页</span>
                  ${page < found.pages ? html`<a href=${turned(page + 1)}>下一页</a>` : nothing}
                </nav>`
              : nothing}`
        : quiet("输入词语，在您可以查看的内容里检索。")}
    `,
  };
}

function ask(event: SubmitEvent): void {
  event.preventDefault();
  const given = [...new FormData(event.target as HTMLFormElement)].filter(([, value]) => value);
  location.hash = link.search(Object.fromEntries(given.map(([name, value]) => [name, String(value).trim()])));
}
