/** The tree of units (党组织). */
import type { Unit } from "hongban-client";
import { type TemplateResult, html, nothing } from "lit-html";
import { units as all } from "./api";
import { type Page, link, quiet } from "./page";

export async function units(): Promise<Page> {
  const found = await all();
  const known = new Set(found.map((one) => one.id));
  const tops = found.filter((one) => one.parent === null || !known.has(one.parent));
  return {
    title: "党组织",
    content: html`<h1 tabindex="-1">党组织</h1>
      ${found.length ? branch(tops, found) : quiet("没有您可以查看的党组织。")}`,
  };
}

function branch(level: Unit[], found: Unit[]): TemplateResult {
  return html`<ul class="tree">
    ${level.map((one) => {
      const below = found.filter(({ parent }) => parent === one.id);
      return html`<li>
        <a href=${link.unit(one.code)}>${one.title}</a>
        <span class="meta">${[one.kind_display, one.plant || one.site].filter(Boolean).join(" · ")}</span>
        ${below.length ? branch(below, found) : nothing}
      </li>`;
    })}
  </ul>`;
}
