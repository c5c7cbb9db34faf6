/** A module's own fields, each shown by its type, so that a module that does not exist yet is shown too. */
import type { Field, Schemas } from "hongban-client";
import { type TemplateResult, html, nothing } from "lit-html";
import { unsafeHTML } from "lit-html/directives/unsafe-html.js";
import { file, picture } from "./media";
import { type Content, day, link, moment } from "./page";

export type Choice = (field: string, column: string, value: string) => string;
type Column = Schemas["Column"];
type Cell = string | number | boolean | null | { id: number; title: string; href?: string } | undefined;

/** The fields in their order. choice: the words for a choice in a table, which has its value only. */
export function fields(found: readonly Field[], choice: Choice): TemplateResult {
  const wide = (field: Field) => ["table", "richtext", "images", "month_series"].includes(field.type);
  return html`<dl class="fields">
    ${found.map(
      (field) => html`<div class=${wide(field) ? "wide" : ""}><dt>${field.label}</dt><dd>${value(field, (column, chosen) => choice(field.name, column, chosen))}</dd></div>`,
    )}
  </dl>`;
}

function value(field: Field, choice: (column: string, value: string) => string): Content {
  // Those whom a name is kept from get it masked, as words (张*)
  if (typeof field.value === "string" && field.type !== "richtext") return words(field);
  switch (field.type) {
    case "richtext":
      return html`<div class="rich">${unsafeHTML(field.value)}</div>`;
    case "table":
      return table(field.columns, field.value as Record<string, Cell>[], choice);
    case "files":
      return html`<ul class="plain">${field.value.map((one) => html`<li>${file(one)}</li>`)}</ul>`;
    case "file":
      return file(field.value);
    case "images":
      return html`<div class="gallery">${field.value.map((one) => html`<figure>${picture(one, "card", one.alt ?? "")}</figure>`)}</div>`;
    case "record_ref":
      return html`<a href=${link.record(field.value.id)}>${field.value.title}</a>`;
    case "record_refs":
      return joined(field.value.map((one) => html`<a href=${link.record(one.id)}>${one.title}</a>`));
    case "unit":
      return html`<a href=${link.unit(field.value.id)}>${field.value.title}</a>`;
    case "units":
      return joined(field.value.map((one) => html`<a href=${link.unit(one.id)}>${one.title}</a>`));
    case "month_series":
      return months(field.value);
    default:
      return words(field);
  }
}

const words = (field: Field) => ("display" in field ? field.display : String((field as { value: unknown }).value ?? ""));

const joined = (parts: TemplateResult[]) => html`${parts.map((part, place) => html`${place ? "、" : nothing}${part}`)}`;

function table(columns: Column[], rows: Record<string, Cell>[], choice: (column: string, value: string) => string): TemplateResult {
  const used = columns.filter(({ name }) => rows.some((row) => row[name] != null && row[name] !== ""));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="表格">
    <table>
      <thead><tr>${used.map(({ label }) => html`<th scope="col">${label}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${used.map((column) => html`<td>${cell(row[column.name], column, choice)}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;
}

function cell(found: Cell, { name, type }: Column, choice: (column: string, value: string) => string): Content {
  if (found == null || found === "") return "";
  if (typeof found === "boolean") return found ? "是" : "否";
  if (typeof found === "object") {
    if (type === "record_ref") return html`<a href=${link.record(found.id)}>${found.title}</a>`;
    return type === "unit" ? html`<a href=${link.unit(found.id)}>${found.title}</a>` : found.title;
  }
  const words = String(found);
  switch (type) {
    case "richtext":
      return html`${unsafeHTML(words)}`;
    case "date":
      return day(words);
    case "datetime":
      return moment(words);
    case "choice":
      return choice(name, words);
    case "percent":
      return `${words}%`;
    default:
      return words;
  }
}

function months(series: readonly (string | number | null)[]): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="各月">
    <table class="months">
      <thead><tr>${series.map((_one, place) => html`<th scope="col">${place + 1}月</th>`)}</tr></thead>
      <tbody><tr>${series.map((one) => html`<td>${one ?? "—"}</td>`)}</tr></tbody>
    </table>
  </div>`;
}
