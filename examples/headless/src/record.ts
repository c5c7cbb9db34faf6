/** A record in full, and whatever stands at a path of the site. */
import { answer, type RecordDetail } from "hongban-client";
import { html, nothing } from "lit-html";
import { api, modules, units } from "./api";
import { blocks } from "./blocks";
import { fields } from "./fields";
import { file } from "./media";
import { type Page, day, link, moment, quiet, trail } from "./page";

export async function record(id: number): Promise<Page> {
  const [found, words] = await Promise.all([
    answer(api.GET("/api/v1/records/{record}", { params: { path: { record: id } } })),
    modules(),
  ]);
  return {
    title: found.title,
    content: html`
      ${trail(["首页", link.home], [found.unit.title, link.unit(found.unit.code)], [found.section.title, link.section(found.section.id)])}
      <article class="record">
        <header class="hero">
          <p class="meta">
            ${day(found.occurred_on)}${found.period ? html` · ${found.period}` : nothing} ·
            <span class="badge">${found.scope_display}</span>
          </p>
          <h1 tabindex="-1">${found.title}</h1>
          ${found.summary ? html`<p class="lead">${found.summary}</p>` : nothing}
          ${found.tags.length ? html`<p class="tags">${found.tags.map((tag) => html`<span>#${tag}</span>`)}</p>` : nothing}
        </header>
        ${corrections(found)}
        ${found.fields.length ? fields(found.fields, (...place) => words.choice(found.module, ...place)) : nothing}
        <div class="body">${blocks(found.body)}</div>
        ${files(found)}
        ${found.withheld.length
          ? html`<p class="callout callout-info" role="note">
              未向您公开：${found.withheld.map((name) => words.part(found.module, name)).join("、")}。
            </p>`
          : nothing}
        <footer class="panel stamp">
          <h2>审核签发</h2>
          <ol>
            ${found.review.map(
              (step) => html`<li>
                <strong>${step.display}</strong>
                ${step.reviewer ? html`<span>${step.reviewer}</span>` : nothing}
                ${step.role ? html`<span class="meta">${step.role}</span>` : nothing}
                ${step.decided_at ? html`<span class="meta">${moment(step.decided_at)}</span>` : nothing}
              </li>`,
            )}
          </ol>
          <dl class="facts">
            <div><dt>信息来源</dt><dd>${found.source.display}${found.source.reference ? html`：${found.source.reference}` : nothing}</dd></div>
            ${found.drafter ? html`<div><dt>拟稿</dt><dd>${found.drafter.title}</dd></div>` : nothing}
            ${found.also_counts?.length ? html`<div><dt>同时计入</dt><dd>${found.also_counts.map((one) => one.display).join("、")}</dd></div>` : nothing}
            <div><dt>首次发布</dt><dd>${moment(found.first_published_at)}</dd></div>
          </dl>
        </footer>
      </article>
    `,
  };
}

function corrections({ corrections = [] }: RecordDetail) {
  if (!corrections.length) return nothing;
  return html`<section class="callout callout-notice" aria-label="更正">
    <ul class="plain">${corrections.map(({ on, note }) => html`<li><strong>更正于${day(on)}</strong>：${note}</li>`)}</ul>
  </section>`;
}

function files({ attachments, evidence }: RecordDetail) {
  if (!attachments.length && !evidence.length) return nothing;
  return html`<section class="panel">
    <h2>附件和佐证</h2>
    <ul class="plain">
      ${attachments.map((one) => html`<li>${file(one)}</li>`)}
      ${evidence.map((one) => html`<li>${file(one.file, one.file.title, one.note ? `${one.display}：${one.note}` : one.display)}</li>`)}
    </ul>
  </section>`;
}

/** Where a link within the site leads: a unit, a section of it, or a record, also by an earlier path. */
export async function at(path: string): Promise<Page> {
  const wanted = path.endsWith("/") ? path : `${path}/`;
  const [unit] = (await units())
    .filter((one) => wanted.startsWith(one.path))
    .sort((a, b) => b.path.length - a.path.length);
  if (unit?.path === wanted) return moved(link.unit(unit.code));
  const below = wanted.slice(unit?.path.length ?? 0).split("/").filter(Boolean);
  if (unit && below.length === 1) {
    const query = { unit: String(unit.id) };
    const { items } = await answer(api.GET("/api/v1/sections", { params: { query } }));
    const section = items.find((one) => one.path === wanted);
    if (section) return moved(link.section(section.id));
  }
  const found = await answer(api.GET("/api/v1/records/by-path", { params: { query: { path: wanted } } }));
  return moved(link.record(found.id));
}

function moved(to: string): Page {
  location.replace(to);
  return { title: "", content: html`${quiet("正在读取…")}` };
}
