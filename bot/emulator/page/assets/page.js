// What a browser must do itself: tell the server of events, complete words at the caret, keep drafts and focus.
(() => {
  const $ = (css, root = document) => root.querySelector(css);
  const $$ = (css, root = document) => [...root.querySelectorAll(css)];

  // --- events: whatever carries data-event (clicks) or data-change (changes) is told to the server
  const valueOf = (field) => {
    if (!field.matches(".boxes")) return field.type === "checkbox" ? field.checked : field.value;
    const ticked = $$("input:checked", field).map((box) => box.value);
    return field.getAttribute("role") === "radiogroup" ? ticked[0] ?? null : ticked;
  };
  const typedIn = (surface) =>
    surface ? $$("[data-field]", surface).map((f) => [f.dataset.block, f.dataset.action, valueOf(f)]) : [];
  const tell = (element, name, value) => {
    const at = element.getBoundingClientRect();
    emitEvent("ui_event", {
      ...element.dataset, event: name, given: value ?? null, typed: typedIn(element.closest("[data-surface]")),
      at: [at.left, at.top, at.right, at.bottom, innerWidth, innerHeight],
    });
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-event],[data-type],[data-send],[data-colours]");
    if (!event.target.closest(".popup") && $(".popup")) {
      emitEvent("ui_event", { event: "popup-close" });
      if (!target) return;
    }
    if (!target) return;
    if (target.dataset.event) tell(target, target.dataset.event);
    else if (target.hasAttribute("data-colours")) switchColours();
    else if (target.dataset.type) type(areaBeside(target), target.dataset.type);
    else send(areaBeside(target));
  });
  document.addEventListener("change", (event) => {
    const picker = event.target.closest("[data-upload]");
    if (picker) { attach(picker); return; }
    const field = event.target.closest("[data-field]");
    if (!field) return;
    if (field.dataset.change) tell(field, field.dataset.change, valueOf(field));
    else if (field.hasAttribute("data-dispatch") && !field.dataset.testid?.startsWith("text"))
      tell(field, "choose", valueOf(field));
  });

  // --- files
  const attach = async (picker) => {
    const [file] = picker.files;
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    let letters = "";
    for (let at = 0; at < bytes.length; at += 32768) letters += String.fromCharCode(...bytes.subarray(at, at + 32768));
    const { as, workspace, upload } = picker.dataset;
    const area = areaBeside(picker);
    const said = { as, workspace, channel_id: upload, name: file.name, base64: btoa(letters), text: area.value };
    picker.value = "";
    write(area, "");
    await fetch("/playground/upload", { method: "POST", body: JSON.stringify(said) });
  };

  // --- the composer
  const areaBeside = (element) => $("textarea", element.closest(".composer"));
  const drafts = new Map();
  const fit = (area) => { area.style.height = "auto"; area.style.height = `${area.scrollHeight}px`; };
  const write = (area, text) => {
    area.value = text;
    area.focus();
    area.setSelectionRange(text.length, text.length);
    typed(area);
  };
  const type = (area, sign) => {
    const before = area.value.slice(0, area.selectionStart), after = area.value.slice(area.selectionStart);
    const glued = sign === "/" ? "/" : before && !/\s$/.test(before) ? sign : sign.trim();
    write(area, sign === "/" ? glued : before + glued + after);
    if (sign !== "/") area.setSelectionRange(before.length + glued.length, before.length + glued.length);
    typed(area);
  };
  const typed = (area) => { drafts.set(area.dataset.draft, area.value); fit(area); hint(area); };
  const send = (area) => {
    const text = area.value.trim();
    if (!text) return;
    tell(area, "send", text);
    $(".scroller", area.closest(".pane"))?.scrollTo(0, 0);
    write(area, "");
  };

  // --- completion: /command @person #channel :emoji
  let offers = {}, offered = "";
  const listOf = (area) => $(".hints", area.closest(".composer"));
  const tokenAt = (area) => {
    const before = area.value.slice(0, area.selectionStart);
    if (/^\/\S*$/.test(before)) return { sign: "/", query: before.slice(1), start: 0 };
    const found = before.match(/(?:^|[\s(])([@#:])([\w.+'-]*)$/);
    if (!found || (found[1] === ":" && found[2].length < 1)) return null;
    return { sign: found[1], query: found[2], start: before.length - found[2].length - 1 };
  };
  const matching = ({ sign, query }) => {
    const wanted = query.toLowerCase();
    const rank = ({ value, label }) => {
      const name = value.slice(1).toLowerCase(), words = label.toLowerCase().replace(/^[#:/]/, "");
      if (name.startsWith(wanted)) return sign === ":" ? name.length - wanted.length : 0;
      if (words.startsWith(wanted) || words.includes(` ${wanted}`)) return 100;
      return sign === ":" && name.includes(wanted) ? 200 : -1;
    };
    return (offers[sign] ?? []).map((offer, n) => [rank(offer), n, offer]).filter(([r]) => r >= 0)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, sign === "/" ? undefined : 8).map(([, , offer]) => offer);
  };
  const hint = (area) => {
    const data = $("#offers")?.dataset.offers ?? "{}";
    if (data !== offered) { offers = JSON.parse(data); offered = data; }
    const list = listOf(area), token = tokenAt(area);
    const typing = area.value.match(/^(\/\S+)\s/);
    const command = !token && typing && (offers["/"] ?? []).find((offer) => offer.value === typing[1]);
    const found = token ? matching(token) : command ? [command] : [];
    list.hidden = !found.length;
    list.classList.toggle("passive", !token);
    list.replaceChildren(...found.map((offer, n) => hintRow(area, offer, n === 0 && !!token)));
  };
  const hintRow = (area, offer, active) => {
    const part = (name, words) => Object.assign(document.createElement("span"), { className: name, textContent: words });
    const row = Object.assign(document.createElement("div"), { className: "hint-row" + (active ? " active" : "") });
    const face = part(offer.colour ? "avatar tiny" : "hint-face", offer.face ?? "");
    if (offer.colour) face.style.setProperty("--face", offer.colour);
    if (offer.face) row.append(face);
    row.append(part("hint-label", offer.label));
    if (offer.usage) row.append(part("hint-usage", offer.usage));
    if (offer.detail) row.append(part("hint-detail", offer.detail));
    row.dataset.value = offer.value;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", active);
    row.addEventListener("mousemove", () => tokenAt(area) && mark(row));
    row.addEventListener("mousedown", (event) => { event.preventDefault(); pick(area, offer.value); });
    return row;
  };
  const pick = (area, value) => {
    const token = tokenAt(area);
    if (!token) return;
    const after = area.value.slice(area.selectionStart).replace(/^ /, ""), done = `${area.value.slice(0, token.start)}${value} `;
    area.value = done + after;
    area.setSelectionRange(done.length, done.length);
    typed(area);
  };
  const mark = (chosen) => {
    for (const row of chosen.parentNode.children) {
      row.classList.toggle("active", row === chosen);
      row.setAttribute("aria-selected", row === chosen);
    }
  };
  const moveHint = (list, step) => {
    const rows = [...list.children], now = rows.findIndex((row) => row.classList.contains("active"));
    const next = rows[(now + step + rows.length) % rows.length];
    mark(next);
    next.scrollIntoView({ block: "nearest" });
  };
  const composerKey = (event, area) => {
    const list = listOf(area), active = !list.hidden && $(".active", list);
    if (active && (event.key === "ArrowDown" || event.key === "ArrowUp")) moveHint(list, event.key === "ArrowDown" ? 1 : -1);
    else if (active && event.key === "Escape") list.hidden = true;
    else if (active && (event.key === "Tab" || (event.key === "Enter" && active.dataset.value !== area.value))) pick(area, active.dataset.value);
    else if (event.key === "Escape") escape();
    else if (event.key === "Enter" && !event.shiftKey) send(area);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // --- keys elsewhere
  const rove = (event, list) => {
    const items = $$("button", list).filter((item) => item.offsetParent), now = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    items[(now + step + items.length) % items.length]?.focus();
    event.preventDefault();
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const { target, key } = event;
    if (key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (!$(".modal-head")) emitEvent("ui_event", { event: "jump" });
      return;
    }
    if (target.matches?.("[data-composer]")) return composerKey(event, target);
    const list = $(".popup [data-roving]");
    if (list && /^Arrow(Up|Down)$/.test(key)) return rove(event, list);
    if (list && /^Arrow(Left|Right)$/.test(key) && list.matches(".emoji-grid") && target.matches("button")) return rove(event, list);
    if (key === "Escape") return escape();
    if (key !== "Enter" || !target.matches?.("input")) return;
    if (target.dataset.narrow !== undefined) $$("[role=option]", target.closest(".popup")).find((o) => o.offsetParent)?.click();
    else if (target.hasAttribute("data-enter")) tell(target, "choose", target.value);
    else $(".modal [data-event=submit]")?.click();
  });
  const escape = () => {
    if ($(".popup")) emitEvent("ui_event", { event: "popup-close" });
    else if ($(".modal")) $(".modal [data-event=close]")?.click();
    else $(".pane.side:not(.closed) [data-event=close-thread]")?.click();
  };
  document.addEventListener("input", ({ target }) => {
    if (target.matches("[data-composer]")) return typed(target);
    if (target.dataset.limit) $(".counter", target.parentNode).textContent = target.dataset.limit - target.value.length;
    if (target.hasAttribute("data-dispatch") && target.dataset.testid === "text-field" && !target.hasAttribute("data-enter"))
      tell(target, "choose", target.value);
    if (target.dataset.narrow === undefined) return;
    const wanted = target.value.toLowerCase();
    for (const title of $$(".menu-title", target.closest(".popup"))) title.hidden = wanted !== "";
    for (const option of $$("[role=option]", target.closest(".popup")))
      option.hidden = !(option.title + option.textContent).toLowerCase().includes(wanted);
  });

  // --- charts: NiceGUI brings ECharts
  customElements.define("slack-chart", class extends HTMLElement {
    async connectedCallback() {
      const { echarts } = await import("nicegui-echart");
      if (!this.isConnected || this.chart) return;
      this.chart = echarts.init(this, null, { renderer: "svg" });
      this.paint();
      this.size = new ResizeObserver(() => this.chart?.resize());
      this.size.observe(this);
    }
    paint() {
      const shade = (_, value) => {
        if (!/^--[a-z]/.test(value)) return value;
        this.style.color = `var(${value})`;
        return getComputedStyle(this).color;
      };
      this.chart?.setOption(JSON.parse(this.dataset.options, shade));
      this.style.color = "";
    }
    disconnectedCallback() {
      this.size?.disconnect();
      this.chart?.dispose();
      this.chart = null;
    }
  });

  // --- light or dark: as the system is, or as it was chosen here
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    document.documentElement.style.colorScheme = localStorage.getItem("colours") ?? "";
    for (const chart of $$("slack-chart")) chart.paint?.();
  };
  const switchColours = () => {
    const now = localStorage.getItem("colours") ?? (dark.matches ? "dark" : "light");
    localStorage.setItem("colours", now === "dark" ? "light" : "dark");
    paint();
  };
  dark.addEventListener("change", paint);
  paint();

  // --- after the server has drawn: drafts come back, what is new takes the focus, and a focus that was lost returns
  const once = new WeakSet();
  const isNew = (element) => element && !once.has(element) && once.add(element);
  const describe = (element) => ({ tag: element.tagName, key: JSON.stringify(element.dataset) });
  const again = ({ tag, key }) => $$(tag).find((element) => JSON.stringify(element.dataset) === key);
  let focused = null, opener = null, filled = "0";
  document.addEventListener("focusin", ({ target }) => {
    if (!target.closest(".popup, .modal")) opener = null;
    focused = describe(target);
  });
  document.addEventListener("pointerdown", ({ target }) => { if (!target.closest(".popup, .modal")) focused = null; }, true);
  const drawn = () => {
    for (const area of $$("[data-composer]")) {
      if (!isNew(area)) continue;
      area.value = drafts.get(area.dataset.draft) ?? "";
      fit(area);
      if (area.dataset.fill && area.dataset.fillCount !== filled) {
        filled = area.dataset.fillCount;
        write(area, area.dataset.fill);
      }
      if (innerWidth > 768 && !$(".popup, .modal-head")) area.focus();
    }
    const popup = $(".popup"), layer = popup ?? $(".modal-head");
    if (isNew(layer)) {
      opener ??= focused;
      const wanted = popup ? ["[data-autofocus]", "button"] : ["[data-autofocus]", "[data-field], .select", ".modal-foot button"];
      wanted.map((css) => $(css, popup ?? $(".modal"))).find((element) => element)?.focus();
    }
    if (document.activeElement !== document.body) return;
    const back = (focused && again(focused)) ?? (opener && again(opener));
    if (back) back.focus({ preventScroll: true });
    else if (focused && innerWidth > 768 && !layer) $("[data-composer=main]")?.focus();
  };
  new MutationObserver(drawn).observe(document.documentElement, { childList: true, subtree: true });
})();
