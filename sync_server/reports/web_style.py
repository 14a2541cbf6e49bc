"""How a report looks as a web page: on paper, on light and dark screens, and on a phone."""

from sync_server.reports import pen

#: Dark screens: what each ink of the drawings and of the page becomes there.
NIGHT = {
    pen.INK: "#e4eae8",
    pen.QUIET: "#b3bfbb",
    pen.MAIN: "#7fcfc3",
    pen.SOFT: "#2c625b",
    pen.GRID: "#3b4744",
    pen.PAPER: "#121716",
}
#: Ink on paper: 12.6:1 and more; the darkest shade under dark ink still 7:1. On a dark screen
#: 14:1, and 5:1 on the strongest shade. What is drawn is too small for a phone: there the table
#: below it says the same, and a wide one stands as a card for each row.
_PAGE = """
:root{color-scheme:light dark;--ink:#1b1f1e;--paper:#fff;--quiet:#454f4c;--main:#0b5e57;
--grid:#c9cfcc;--box:#cfe9e4;--in-box:#06302c;--warn:#8a3b12}*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:1rem/1.55 "Noto Sans",system-ui,sans-serif}
main{max-width:50rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:2rem;line-height:1.2;margin:.2em 0}
h2{font-size:1.4rem;margin:2.6rem 0 .5rem;color:var(--main);border-top:2px solid var(--main);
padding-top:.6rem}
h3{font-size:1.05rem;margin:1.6rem 0 .4rem}p{margin:.5rem 0}a{color:var(--main)}
nav li{padding:.25rem 0}
.of{font-size:1.15rem;color:var(--quiet)}.draft{border:2px solid var(--warn);padding:.5rem .8rem}
.facts{display:flex;flex-wrap:wrap;gap:.8rem;padding:0;margin:1.2rem 0;list-style:none}
.facts li{flex:1 1 9rem;background:var(--box);padding:.8rem 1rem;border-radius:.5rem;
color:var(--in-box)}
.facts b{display:block;font-size:1.9rem;line-height:1.2}
figure{margin:1rem 0}svg{width:100%;height:auto}
.scroll{overflow-x:auto;margin:.5rem 0}.scroll:focus{outline:3px solid var(--main)}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{position:absolute;clip-path:inset(50%);overflow:hidden;width:1px;height:1px}
th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid var(--grid);
overflow-wrap:break-word;min-width:4.5rem}
thead th{border-bottom:2px solid var(--ink)}tbody th{font-weight:400}
td.n,th.n{text-align:right}td.hidden{color:var(--quiet);font-style:italic}
td[style]{background:var(--light)}
.note{font-size:.9rem;color:var(--quiet)}
@media print{h2{break-after:avoid}tr,figure{break-inside:avoid}.scroll{overflow:visible}}
@media screen and (min-width:66rem){.scroll:has(.broad){width:min(100vw - 4rem,72rem);
margin-inline:calc(50% - min(50vw - 2rem,36rem))}}
@media screen and (max-width:40rem){figure{display:none}
.many td:last-child:nth-child(even){grid-column:1/-1}}
"""
#: The rows of a table with many columns as cards, where there is no room beside each other.
_CARDS = """
@media screen and (max-width:%s){
.%s thead{position:absolute;clip-path:inset(50%%);overflow:hidden;width:1px;height:1px}
.%s tr{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:.3rem;
padding:.6rem 0;border-bottom:1px solid var(--grid)}.%s,.%s tbody{display:block}
.%s th{grid-column:1/-1;font-weight:600;border:0;padding:.2rem 0}
.%s td{display:block;text-align:left;border:1px solid var(--grid);border-radius:.3rem}
.%s td::before{content:attr(data-of);display:block;font-size:.8rem;font-style:normal}}
"""
_NIGHT_PAGE = """
@media screen and (prefers-color-scheme:dark){:root{--ink:#e4eae8;--paper:#121716;
--quiet:#b3bfbb;--main:#7fcfc3;--grid:#3b4744;--box:#17423c;--in-box:#dcf1ec;--warn:#e0a37f}
td[style]{background:var(--dark)}
"""
_DRAWN = "".join(
    f'svg [{part}="{ink}"]{{{part}:{light}}}'
    for ink, light in NIGHT.items()
    for part in ("fill", "stroke")
)
#: The last rule of the page, for dark screens, is still open.
STYLE = "".join(
    (
        _PAGE,
        *(_CARDS % (upto, *[kind] * 7) for kind, upto in (("many", "40rem"), ("broad", "66rem"))),
        _NIGHT_PAGE,
        _DRAWN,
        "}",
    )
)
