/** A body's blocks. The map has a renderer for every type of the API: without one of them this file does not compile. */
import { answer, type BlockOf, type HomeBlock, type RecordItem, type Schemas, type Unit } from "hongban-client";
import { type TemplateResult, html, nothing } from "lit-html";
import { unsafeHTML } from "lit-html/directives/unsafe-html.js";
import { until } from "lit-html/directives/until.js";
import { api, modules } from "./api";
import { type Content, boards, day, line, link, quiet } from "./page";
import { file, picture } from "./media";

type Renderers = { [T in HomeBlock["type"]]: (value: BlockOf<T>["value"], block: BlockOf<T>, unit?: Unit) => Content };
const SHOWN = 12; // of the calendar, at first

type Records = Schemas["RecordList"];

const RENDERERS: Renderers = {
  heading: ({ text, level }) => (level === "2" ? html`<h2>${text}</h2>` : html`<h3>${text}</h3>`),
  // The server leaves nothing in it but a paragraph's own elements
  rich_text: (value) => html`<div class="rich">${unsafeHTML(value)}</div>`,
  quote: ({ text, source }) => html`<figure class="quote">
    <blockquote><p>${text}</p></blockquote>
    ${source ? html`<figcaption>——${source}</figcaption>` : nothing}
  </figure>`,
  image: (value) => figure(value, "wide"),
  gallery: (value) => html`<div class="gallery">${value.map((one) => figure(one, "card"))}</div>`,
  attachment: (value) => (value.file ? html`<p>${file(value.file, value.title || value.file.title)}</p>` : nothing),
  table: ({ data, first_row_is_table_header, first_col_is_header, table_caption }) => {
    const [head, rows] = first_row_is_table_header ? [data[0] ?? [], data.slice(1)] : [[], data];
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${table_caption || "表格"}>
      <table>
        ${table_caption ? html`<caption>${table_caption}</caption>` : nothing}
        ${head.length ? html`<thead><tr>${head.map((cell) => html`<th scope="col">${cell ?? ""}</th>`)}</tr></thead>` : nothing}
        <tbody>
          ${rows.map(
            (row) => html`<tr>
              ${row.map((cell, column) =>
                first_col_is_header && !column ? html`<th scope="row">${cell ?? ""}</th>` : html`<td>${cell ?? ""}</td>`,
              )}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  },
  callout: ({ kind, text }) => html`<p class="callout callout-${kind}" role="note">${text}</p>`,
  person: ({ name, role, text, image }) => html`<figure class="person">
    ${image ? picture(image, "thumb", name) : nothing}
    <figcaption>
      <strong>${name}</strong>${role ? html`<span class="meta">${role}</span>` : nothing}${text ? html`<p>${text}</p>` : nothing}
    </figcaption>
  </figure>`,
  timeline: (value) => html`<ol class="timeline">
    ${value.map(
      ({ date, title, text }) => html`<li>
        <span class="meta">${date}</span><strong>${title}</strong>${text ? html`<p>${text}</p>` : nothing}
      </li>`,
    )}
  </ol>`,
  figures: (value) => html`<dl class="figures">
    ${value.map(({ label, value, unit }) => html`<div><dt>${label}</dt><dd>${value}<small>${unit}</small></dd></div>`)}
  </dl>`,
  // Live blocks: what to show is asked for as this reader
  board: ({ board }, { href }) => live(api.follow<Schemas["UnitBoards"]>(`${href}?latest=1`).then((found) => boards(found, board ?? ""))),
  latest_records: ({ title, module }, { href }) =>
    live(
      Promise.all([api.follow<Records>(href), modules()]).then(
        ([{ items }, { name }]) => html`<section class="panel">
          <h2>${title || name(module)}</h2>
          ${lines(items)}
        </section>`,
      ),
    ),
  notices: ({ count }, _block, unit) => live(notices(unit, count)),
  calendar: (_value, { href }) =>
    live(
      api.follow<Records>(href).then(
        ({ items, next }) => html`<section class="panel">
          <h2>活动日历</h2>
          ${items.length ? days(items.slice(0, SHOWN)) : quiet("这段时间还没有您可以查看的活动记录。")}
          ${items.length > SHOWN
            ? html`<details>
                <summary>这段时间的其余${items.length - SHOWN}条</summary>
                ${days(items.slice(SHOWN))}${next ? quiet("这里只列最近的一百条。") : nothing}
              </details>`
            : nothing}
        </section>`,
      ),
    ),
};

/** Blocks in their order. A type that a later release or a plugin adds is left out: there is nothing to show it with. */
export function blocks(body: readonly HomeBlock[], unit?: Unit): TemplateResult[] {
  return body.map((block) => {
    const render = RENDERERS[block.type] as ((value: unknown, block: HomeBlock, unit?: Unit) => Content) | undefined;
    return html`${render?.(block.value, block, unit) ?? nothing}`;
  });
}

function figure({ image, alt, caption }: BlockOf<"image">["value"], size: "wide" | "card"): Content {
  if (!image) return nothing;
  return html`<figure>${picture(image, size, alt)}${caption ? html`<figcaption>${caption}</figcaption>` : nothing}</figure>`;
}

const live = (content: Promise<TemplateResult>) =>
  html`${until(
    content.catch((error: Error) => html`<p class="problem" role="alert">${error.message}</p>`),
    html`<p class="quiet" aria-busy="true">正在读取…</p>`,
  )}`;

const lines = (items: RecordItem[]) =>
  items.length ? html`<ul class="plain">${items.map((one) => line(one))}</ul>` : quiet("还没有您可以查看的记录。");

/** The newest of 文件通知, of the unit and of its committee. */
async function notices(unit: Unit | undefined, count: number): Promise<TemplateResult> {
  const of = [...new Set([unit?.id, unit?.committee])].filter((id) => id != null).map(String);
  const query = { module: "documents_notices", limit: count };
  const found = await Promise.all(
    of.map((unit) => answer(api.GET("/api/v1/records", { params: { query: { ...query, unit } } }))),
  );
  const newest = found.flatMap(({ items }) => items).sort((a, b) => b.occurred_on.localeCompare(a.occurred_on));
  return html`<section class="panel"><h2>文件通知</h2>${lines(newest.slice(0, count))}</section>`;
}

function days(items: RecordItem[]): TemplateResult {
  const byDay = new Map<string, RecordItem[]>();
  for (const one of items) byDay.set(one.occurred_on, [...(byDay.get(one.occurred_on) ?? []), one]);
  return html`<dl class="days">
    ${[...byDay].map(
      ([on, records]) => html`<div>
        <dt>${day(on)}</dt>
        <dd><ul class="plain">${records.map((one) => html`<li><a href=${link.record(one.id)}>${one.title}</a></li>`)}</ul></dd>
      </div>`,
    )}
  </dl>`;
}
