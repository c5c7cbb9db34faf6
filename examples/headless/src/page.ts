/** What a page is, and small parts that several of them show. */
import type { RecordItem, Schemas } from "hongban-client";
import { type TemplateResult, html, nothing } from "lit-html";

export interface Page {
  title: string;
  content: TemplateResult;
}

export type Content = TemplateResult | string | typeof nothing;

export const link = {
  home: "#/",
  units: "#/units",
  account: "#/account",
  unit: (key: string | number) => `#/units/${key}`,
  section: (id: number) => `#/sections/${id}`,
  record: (id: number) => `#/records/${id}`,
  at: (path: string) => `#/at${path}`,
  search: (query: Record<string, string> = {}) => `#/search?${new URLSearchParams(query)}`,
};

const DAY = new Intl.DateTimeFormat("zh-CN", { dateStyle: "long", timeZone: "Asia/Shanghai" });
const MOMENT = new Intl.DateTimeFormat("zh-CN", { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Shanghai" });

export const day = (iso: string) => html`<time datetime=${iso}>${DAY.format(new Date(`${iso.slice(0, 10)}T00:00+08:00`))}</time>`;
export const moment = (iso: string) => html`<time datetime=${iso}>${MOMENT.format(new Date(iso))}</time>`;

export function trail(...steps: [string, string][]): TemplateResult {
  return html`<nav class="trail" aria-label="所在位置">
    <ol>${steps.map(([label, href]) => html`<li><a href=${href}>${label}</a></li>`)}</ol>
  </nav>`;
}

export const quiet = (words: string) => html`<p class="quiet">${words}</p>`;

/** A record in a list: its envelope and card. */
export function card(record: RecordItem, { unit = false } = {}): TemplateResult {
  return html`<article class="card">
    <p class="meta">${day(record.occurred_on)} · ${unit ? `${record.unit.title} · ` : ""}${record.section.title}</p>
    <h2><a href=${link.record(record.id)}>${record.title}</a></h2>
    ${record.card.summary ? html`<p>${record.card.summary}</p>` : nothing}
    ${record.card.lines?.length ? html`<p class="lines">${record.card.lines.map((line) => html`<span>${line}</span>`)}</p>` : nothing}
  </article>`;
}

/** A record as a line, for boards and live blocks. */
export function line(record: RecordItem, { unit = false } = {}): TemplateResult {
  return html`<li>
    <a href=${link.record(record.id)}>${record.title}</a>
    <span class="meta">${unit ? `${record.unit.title} · ` : ""}${day(record.occurred_on)}</span>
  </li>`;
}

const BOARDS_OF_A_TILE = { trial: "试运行", closed: "已关闭", counted: "" } as const;

/** The boards of a unit (看板), or one of them. */
export function boards(found: Schemas["UnitBoards"], only = ""): TemplateResult {
  const shown = found.boards.filter((board) => (only ? board.board === only : board.tiles.length));
  if (!shown.length) return quiet("这里还没有您可以查看的栏目。");
  return html`${shown.map(
    (board) => html`<section class="board board-${board.board}">
      <h2>${board.label}</h2>
      <ul class="tiles">
        ${board.tiles.map(
          (tile) => html`<li class="tile">
            <h3><a href=${link.section(tile.section)}>${tile.title}</a></h3>
            <p class="meta">
              <strong>${tile.count}</strong> 条${BOARDS_OF_A_TILE[tile.state] ? html` · ${BOARDS_OF_A_TILE[tile.state]}` : nothing}
            </p>
            ${tile.latest.length ? html`<ul class="plain">${tile.latest.map((record) => line(record))}</ul>` : nothing}
          </li>`,
        )}
      </ul>
    </section>`,
  )}`;
}
