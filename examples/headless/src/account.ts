/** Who is reading, and becoming somebody: by the site's own session, or by a personal token that is kept until the tab is closed. */
import { ApiError, answer, connect } from "hongban-client";
import { html, nothing, render } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { become, me, site, token } from "./api";
import { forgetMedia } from "./media";
import { type Page, link } from "./page";

export async function account(): Promise<Page> {
  // A token that has ended must not keep its reader from this page
  const who = await me().catch((error) => {
    if (!(error instanceof ApiError && error.status === 401)) throw error;
    become("");
    return me();
  });
  return {
    title: who.signed_in ? "我的账号" : "登录",
    content: html`
      <h1 tabindex="-1">${who.signed_in ? (who.person?.name ?? who.username) : "登录"}</h1>
      ${who.signed_in
        ? html`
            <p class="meta">账号 ${who.username} · ${who.credentials === "token" ? "凭个人令牌" : "凭站点登录"}</p>
            ${who.roles.length
              ? html`<section class="panel"><h2>角色</h2><ul class="plain">${who.roles.map((role) => html`<li>${role.display}<span class="meta">${role.unit.title}</span></li>`)}</ul></section>`
              : nothing}
            <section class="panel">
              <h2>可以查看</h2>
              <ul class="plain">${who.audiences.map((one) => html`<li>${one.display}${one.unit ? html`<span class="meta">${one.unit.title}</span>` : nothing}</li>`)}</ul>
            </section>
            ${token() ? html`<p><button @click=${() => change("")}>退出（丢弃令牌）</button></p>` : html`<p class="quiet">退出请到站点本身。</p>`}
          `
        : html`
            ${site ? nothing : html`<p><a class="button" href="/sign-in/?next=${encodeURIComponent(location.pathname)}">用账号和密码登录</a></p>`}
            <div ${ref((place) => place && form(place as HTMLElement))}></div>
          `}
    `,
  };
}

function form(place: HTMLElement): void {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const secret = String(new FormData(event.target as HTMLFormElement).get("token") ?? "").trim();
    try {
      await answer(connect({ site, token: () => secret }).GET("/api/v1/me"));
      change(secret);
    } catch (error) {
      show((error as Error).message);
    }
  };
  const show = (wrong = "") =>
    render(
      html`<form class="panel token" @submit=${submit}>
        <h2>用个人令牌登录</h2>
        <label>
          令牌
          <input name="token" type="password" autocomplete="off" spellcheck="false" placeholder="hb_…" required
            aria-invalid=${wrong ? "true" : "false"} aria-describedby="token-help token-wrong" />
        </label>
        <p class="meta" id="token-help">由管理员签发（manage.py token create）。只保存在这个标签页里，关闭即丢弃。</p>
        <p class="problem" id="token-wrong" role="alert">${wrong}</p>
        <button>登录</button>
      </form>`,
      place,
    );
  show();
}

function change(secret: string): void {
  become(secret);
  forgetMedia();
  if (location.hash === link.home) dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = link.home;
}
