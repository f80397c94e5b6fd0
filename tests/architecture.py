"""The rules of form as functions over source files; `--write` draws the map.

`python -m tests.architecture --write` writes the module map of docs/architecture.md.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("newsroom", "home", "press", "search")
MAP = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- map: begin -->", "<!-- map: end -->"

FORBIDDEN_NAMES = {
    *("util", "utils", "helper", "helpers", "common", "core", "base", "misc"),
    *("service", "services", "manager", "managers"),
}
LONGEST_MODULE, LONGEST_TEST, LONGEST_FUNCTION = 300, 600, 40

# The doors to what the public may read: two, and one for what changed of it.
DOORS = {
    *("press/queries.py", "home/queries.py"),
    *("press/changes.py", "press/changed_records.py"),
}
# Public code: what answers a reader who has no account.
PUBLIC = (
    "press/delivery/",
    "press/templatetags/",
    "home/",
    "search/",
    "newsroom/urls.py",
    "newsroom/api.py",
    "newsroom/health.py",
)
# Inside those, what no reader reaches: it fills tables, draws forms or migrates.
NOT_PUBLIC = (
    "home/demo/",
    "home/migrations/",
    "home/management/",
    "home/models.py",
    "search/migrations/",
    "search/management/",
    "search/sync",
    "search/rebuild",
    "search/evaluation/",
    "search/desk/",
)
# Tables whose rows may be hidden, read through a door only.
GUARDED = {
    *("Page", "ReleasePage", "ReleaseIndexPage", "HomePage", "StandardPage"),
    *("Release", "Document", "Record", "Withdrawal", "Mention", "Event"),
    "PreviewToken",
}
# Edges may read the clock, through press.clock; nobody else reads any other.
CLOCK = "press/clock.py"
EDGES = (
    "newsroom/",
    "home/",
    "search/",
    "press/desk/",
    "press/management/",
    "press/intake/",
    "press/translation/",
    "press/delivery/",
    "press/models/",
    "press/wagtail_hooks.py",
    "press/receivers.py",
)
# Without an argument, these two read the clock as well.
CLOCK_READS_WHEN_BARE = {("timezone", "localtime"), ("timezone", "localdate")}
CLOCK_READS = {
    ("timezone", "now"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
}


def sources(*folders: str) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of our modules, migrations left out."""
    for folder in folders or PACKAGES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text()


def is_public(path: str) -> bool:
    """Return whether a module answers readers without an account."""
    return path.startswith(PUBLIC) and not path.startswith(NOT_PUBLIC)


def long_functions(text: str) -> list[str]:
    """Return the functions of more than 40 lines, as `name: lines`."""
    return [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]


def unguarded_reads(text: str) -> list[str]:
    """Return the reads that must go through a door, as `line: what`."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Attribute):
            continue
        if node.attr in {"live", "public", "not_live"} and _is_of_a_query(node):
            found.append(f"{node.lineno}: .{node.attr}()")
        if node.attr in {"objects", "_default_manager", "_base_manager"}:
            name = _last_name(node.value)
            if name in GUARDED:
                found.append(f"{node.lineno}: {name}.{node.attr}")
    return found


def clock_reads(text: str) -> list[str]:
    """Return the reads of a host's clock, as `line: what`."""
    found = []
    for node in ast.walk(ast.parse(text)):
        bare = isinstance(node, ast.Call) and not node.args and not node.keywords
        read, known = (
            (node.func, CLOCK_READS_WHEN_BARE) if bare else (node, CLOCK_READS)
        )
        if isinstance(read, ast.Attribute):
            name = (_last_name(read.value), read.attr)
            if name in known:
                found.append(f"{read.lineno}: {'.'.join(name)}")
    return found


def press_clock_reads(text: str) -> list[str]:
    """Return the reads of press.clock, which edges alone may make."""
    return [
        f"{node.lineno}: clock.now"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute)
        and (_last_name(node.value), node.attr) == ("clock", "now")
    ]


def hidden_imports(text: str) -> list[str]:
    """Return imports inside functions, but those of AppConfig.ready."""
    return [
        f"{inner.lineno}: in {node.name}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.name != "ready"
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _is_of_a_query(node: ast.Attribute) -> bool:
    """Return whether `.live` hangs on a queryset: a call, or a manager."""
    return isinstance(node.value, ast.Call) or _last_name(node.value) in {
        *("objects", "pages", "queryset", "query"),
    }


def first_line(text: str) -> str:
    """Return the first line of a module's docstring."""
    return (ast.get_docstring(ast.parse(text)) or "").split("\n")[0]


def drawn_map() -> str:
    """Return the map: each module's path with the first line of its docstring."""
    folders: dict[str, list[str]] = {}
    for path, text in sources():
        if text.strip():
            row = f"| `{Path(path).name}` | {first_line(text)} |"
            folders.setdefault(str(Path(path).parent), []).append(row)
    lines = []
    for folder, rows in sorted(folders.items()):
        lines += ["", f"### {folder}", "", "| module | job |", "|---|---|", *rows]
    return "\n".join(lines).strip()


def written_map() -> str:
    """Return the map that docs/architecture.md holds."""
    text = MAP.read_text()
    return text[text.index(BEGIN) + len(BEGIN) : text.index(END)].strip()


def write_map() -> None:
    """Put the drawn map between its two marks in docs/architecture.md."""
    text = MAP.read_text()
    before, after = text[: text.index(BEGIN)], text[text.index(END) :]
    MAP.write_text(f"{before}{BEGIN}\n\n{drawn_map()}\n\n{after}")


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    write_map()
