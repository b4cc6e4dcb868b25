#include "files/render/html_style.h"

namespace ksbx {
namespace {

// Sizes: 16 px for sentences, 14 px for tables; on paper 10 and 8.5 points. Greys keep a contrast of at least 5 to 1.
constexpr std::string_view page_css =
    R"css(:root{--ink:#1c2126;--soft:#59636e;--rule:#c8d0d8;--faint:#e6eaee;--wash:#f5f7f9;--deep:#1f4e79}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:#fff;color:var(--ink);font:16px/1.65 "PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Zen Hei","WenQuanYi Micro Hei",SimHei,"Segoe UI",system-ui,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
main{margin:0 auto;padding:28px 32px 48px;max-width:1440px}
h1{font-size:26px;line-height:1.35;margin:0 0 4px;font-weight:600;letter-spacing:.01em}
h2{font-size:19px;line-height:1.4;margin:36px 0 10px;font-weight:600}
p{margin:0 0 8px}
.made,.notes{color:var(--soft);font-size:14px}
.made{margin-bottom:20px}
.notes{margin-top:16px;max-width:62em}
.none{color:var(--soft);padding:12px 0}
table{border-collapse:collapse;font-size:14px;line-height:1.5;min-width:min(100%,24em)}
th,td{text-align:left;vertical-align:top;padding:6px 10px}
th:first-child,td:first-child{padding-left:2px}
th:last-child,td:last-child{padding-right:2px}
thead th{border-bottom:2px solid var(--ink);font-weight:600;vertical-align:bottom;background:#fff;white-space:nowrap}
tbody td,tbody th{border-bottom:1px solid var(--faint)}
tbody tr:last-child td{border-bottom:1px solid var(--rule)}
thead th[colspan]{text-align:center;border-bottom:1px solid var(--rule)}
.total td{font-weight:600}
.n{text-align:right;white-space:nowrap}
.s{white-space:nowrap}
.w{min-width:9em;overflow-wrap:anywhere}
.sorts thead th[tabindex]{cursor:pointer}
.sorts thead th[tabindex]:hover,.sorts thead th[tabindex]:focus-visible{color:var(--deep);text-decoration:underline;text-underline-offset:4px}
th[aria-sort=ascending]::after{content:" ▲";font-size:10px}
th[aria-sort=descending]::after{content:" ▼";font-size:10px}
.wide{overflow-x:auto}
.head{margin:0 0 2px}
.parts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,430px),1fr));gap:12px 48px;align-items:start}
section{min-width:0}
.parts>section:first-child h2{margin-top:4px}
.whole{grid-column:1/-1}
section .notes{margin-top:8px}
svg{display:block;width:100%;max-width:520px;height:auto}
svg text{font-size:13px;fill:var(--ink)}
svg .small{font-size:11.5px;fill:#3d464f}
svg .strong{font-weight:600}
svg .cell{font-size:9.5px}
svg .inverse{fill:#fff}
svg .faint{fill:#59636e}
svg .axis{stroke:#3d464f;stroke-width:1}
svg .grid{stroke:#c8d0d8;stroke-width:.8}
svg .mark{stroke:#000;stroke-width:2.5}
details{margin-top:10px;font-size:14px}
summary{cursor:pointer;color:var(--soft);width:fit-content}
.signs{font-size:13px;color:var(--soft);margin:8px 0 0}
.signs span{margin-right:1em;white-space:nowrap}
.signs b{color:var(--ink)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(132px,1fr));gap:12px;margin:0}
.figures div{border-top:3px solid var(--deep);background:var(--wash);padding:10px 14px 12px}
.figures dt{font-size:14px;color:var(--soft)}
.figures dd{margin:0;font-size:30px;line-height:1.25;font-weight:600}
.figures div:first-child{border-top-color:#8a2c1b}
.figures div:first-child dd:not(.remark){font-size:42px;line-height:1.05;color:#8a2c1b}
.figures .remark{font-size:13px;line-height:1.5;font-weight:400;color:var(--soft)}
.cover{margin:0 auto;max-width:30em;padding:1em 0 2em}
.cover div{display:grid;grid-template-columns:6em minmax(0,1fr);gap:14px;padding:8px 0}
.cover dt{color:var(--soft)}
.cover dd{margin:0;border-bottom:1px solid var(--rule);min-height:1.7em}
.story{list-style:none;margin:0;padding:0;max-width:62em}
.story li{display:grid;grid-template-columns:6.4em minmax(0,1fr);gap:18px;break-inside:avoid}
.story time{color:var(--soft);font-size:14px;line-height:1.85;padding-top:3px}
.story div{border-left:2px solid var(--rule);padding:3px 0 5px 16px;position:relative}
.story div::before{content:"";position:absolute;left:-6px;top:12px;width:10px;height:10px;border-radius:50%;background:var(--deep);border:2px solid #fff;box-sizing:border-box}
.story .same time{visibility:hidden}
.story span{margin-left:.8em}
.story span:last-child{color:var(--soft)}
.dense{font-size:13px}
.dense th,.dense td{padding:5px 6px}
.dense thead th{white-space:normal}
.dense .w{min-width:7em}
@media screen and (min-width:1000px){.wide{overflow:visible}.wide:has(.dense),details .wide{overflow-x:auto}thead th{position:sticky;top:0;z-index:1}}
@media screen and (max-width:640px){
main{padding:18px 14px 36px}
h1{font-size:22px}
h2{font-size:18px;margin-top:30px}
.cards,.cards tbody,.cards tr,.cards td{display:block;width:100%;min-width:0}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards tr{border-top:2px solid var(--rule);padding:8px 0}
.cards td{display:grid;grid-template-columns:6.5em minmax(0,1fr);gap:10px;border:0;padding:2px 0;text-align:left;white-space:normal;overflow-wrap:anywhere;font-size:15px}
.cards td:empty{display:none}
.cards td::before{color:var(--soft);font-size:13px;line-height:1.7}
.cards tbody tr:last-child td{border:0}
.figures{grid-template-columns:1fr 1fr}
.figures dd{font-size:26px}
.story li{grid-template-columns:5.6em minmax(0,1fr);gap:10px}
.story time{font-size:13px}
}
@media print{
body{font-size:10pt;line-height:1.5}
main{padding:0;max-width:none}
h1{font-size:16pt}
h2{font-size:12pt;margin:16pt 0 5pt;break-after:avoid}
.page:has(.chart) h1{font-size:14pt}
.page:has(.chart) .made{margin-bottom:0}
.page:has(.chart) section h2{font-size:10.5pt;margin:0 0 1pt;padding-top:6pt}
.page:has(.chart) table{width:100%}
.page:has(.chart) th,.page:has(.chart) td{padding-top:1.2pt;padding-bottom:1.2pt}
.page:has(.chart) .parts{display:block;columns:2;column-gap:20pt}
.page:has(.chart) .whole{column-span:all}
.page:has(.chart) .figures{grid-template-columns:repeat(4,1fr);gap:2pt 10pt}
.page:has(.chart) .figures dd{display:inline}
.page:has(.chart) .figures .remark{padding-left:4pt}
.page:has(.chart) svg{max-width:212pt}
table{font-size:8.5pt;line-height:1.4}
.dense{font-size:7.5pt}
th,td{padding:2.5pt 5pt}
.dense th,.dense td{padding:2pt 3pt}
.w{min-width:0}
.dense .w{min-width:5em}
.wide,.wide:has(.dense){overflow:visible}
.made,.notes{font-size:8.5pt;color:#333}
.made{margin-bottom:8pt}
.page:has(.chart) .notes{font-size:7.5pt;margin-top:2pt}
.page:has(.chart) .notes p{margin:0}
thead{display:table-header-group}
thead th{border-bottom:1pt solid #000;white-space:normal}
tbody td,tbody th{border-bottom:.5pt solid #aaa}
tr,svg,.chart,.figures,.cover{break-inside:avoid}
.cover{font-size:14pt;padding:60pt 0 0}
section:has(.cover){break-after:page}
.parts{grid-template-columns:1fr 1fr;gap:4pt 20pt}
.figures{grid-template-columns:repeat(4,1fr);gap:4pt 10pt}
.figures div{border-top:2pt solid #000;background:none;padding:2pt 0}
.figures dd{font-size:16pt}
.figures div:first-child dd:not(.remark){font-size:22pt;color:#000}
.figures dt,.figures .remark,.signs{font-size:8pt;color:#333}
.story{font-size:9.5pt}
.story time{font-size:8.5pt;color:#333}
details{display:none}
th[aria-sort]::after{content:""}
}
)css";

constexpr std::string_view sorting_js = R"js(for (const table of document.querySelectorAll("table.sorts"))
  table.querySelectorAll("thead th:not([colspan])").forEach((head, index) => {
    const place = Number(head.dataset.place ?? index);
    const sort = () => {
      const up = head.getAttribute("aria-sort") !== "ascending" ? 1 : -1;
      table.querySelectorAll("th").forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up > 0 ? "ascending" : "descending");
      const words = row => row.cells[place].textContent, body = table.tBodies[0];
      const number = row => { const n = parseFloat(words(row)); return isNaN(n) ? -Infinity : n; };
      const compare = head.classList.contains("n")
        ? (a, b) => (number(a) > number(b)) - (number(a) < number(b))
        : (a, b) => words(a).localeCompare(words(b), "zh-CN");
      [...body.rows].sort((a, b) => up * compare(a, b)).forEach(row => body.append(row));
    };
    head.tabIndex = 0;
    head.onclick = sort;
    head.onkeydown = key => { if (key.key === "Enter") sort(); };
  });
)js";

// On paper links are words.
constexpr std::string_view linking_css = R"css(a{color:var(--deep);text-underline-offset:3px}
nav{font-size:14px}
.menu{border-bottom:1px solid var(--rule);padding-bottom:8px;margin-bottom:12px}
.menu a,.menu span{display:inline-block;padding:4px 14px 4px 0}
.trail{margin-bottom:8px;color:var(--soft)}
.trail *+*::before{content:"›";display:inline-block;margin:0 8px 0 4px;color:var(--soft)}
.finder input{font:inherit;padding:5px 9px;width:min(100%,22em);border:1px solid var(--soft);border-radius:4px}
tr[hidden]{display:none!important}
@media print{nav,.finder{display:none}a{color:inherit;text-decoration:none}}
)css";

constexpr std::string_view searching_js = R"js({
  const box = document.querySelector(".finder"), rows = [...document.querySelectorAll("tbody tr")];
  box.hidden = false;
  box.querySelector("input").oninput = typed => {
    const words = typed.target.value.trim().toLowerCase().split(/\s+/);
    for (const row of rows) {
      const all = row.textContent.toLowerCase();
      row.hidden = !words.every(word => all.includes(word));
    }
  };
}
)js";

}  // namespace

std::string_view page_style() {
  return page_css;
}

std::string_view sorting_script() {
  return sorting_js;
}

std::string_view linking_style() {
  return linking_css;
}

std::string_view searching_script() {
  return searching_js;
}

}  // namespace ksbx
