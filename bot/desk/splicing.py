"""Changes a value inside a YAML text and leaves every other character as it is: comments, order and quotes stay."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import yaml

from bot.desk.layout import Value, field, flow, folded, item, one_line
from bot.errors import FootnoteError
from bot.library.problem import UnreadableFile
from bot.library.strict_yaml import Route, parse

_STEPS = 2000
_LINE = 120
_BLOCK = frozenset(">|")


class _Unfit(Exception):
    """A place that cannot be changed on its own."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One change: `value` takes the place of what stands at `route`, comes after what stands before it, or goes."""

    do: str
    route: Route
    value: Value = None


def rewritten(text: str, target: Value) -> str:
    """The text with the values of `target`. A field that cannot be changed in part is written anew as a whole.

    Raises:
        UnreadableFile: when `text` is not readable, FootnoteError when the values cannot be written.
    """
    if "\r\n" in text:
        return rewritten(text.replace("\r\n", "\n"), target).replace("\n", "\r\n")
    for _ in range(_STEPS):
        step = next(_differences(parse(text, "entry").value, target, ()), None)
        if step is None:
            return text
        try:
            text = _applied(text, step)
            continue
        except (_Unfit, UnreadableFile):
            pass
        whole = step.route[:1] if step.do != "insert" or len(step.route) > 1 else ()
        text = _anew(text, whole, target)
    raise FootnoteError("This change cannot be written into the file. Edit the file by hand.")


def _differences(now: Value, wanted: Value, route: Route) -> Iterator[_Step]:
    """The steps from one value to the other; only the first is sure to be right, the rest move with it."""
    if isinstance(now, dict) and isinstance(wanted, dict) and wanted:
        yield from (_Step("remove", (*route, name)) for name in now if name not in wanted and len(now) > 1)
        for name in wanted:
            if name in now:
                yield from _differences(now[name], wanted[name], (*route, name))
            else:
                yield _Step("insert", (*route, name), wanted)
        if now.keys() - wanted.keys():
            yield _Step("replace", route, wanted)
    elif isinstance(now, list) and isinstance(wanted, list) and wanted and now:
        yield from _in_list(now, wanted, route)
    elif now != wanted:
        yield _Step("replace", route, wanted)


def _in_list(now: list[Value], wanted: list[Value], route: Route) -> Iterator[_Step]:
    codes = SequenceMatcher(None, [_name(v) for v in now], [_name(v) for v in wanted], autojunk=False)
    for tag, a, a_end, b, _ in codes.get_opcodes():
        if tag == "equal":
            for i in range(a_end - a):
                yield from _differences(now[a + i], wanted[b + i], (*route, a + i))
        elif tag == "insert" or (tag == "replace" and _named(wanted[b])):
            yield _Step("insert", (*route, a), wanted[b])
        elif tag == "delete":
            yield _Step("remove", (*route, a)) if len(now) > 1 else _Step("replace", route, wanted)
        else:
            yield from _differences(now[a], wanted[b], (*route, a))


def _named(value: Value) -> bool:
    return isinstance(value, dict) and isinstance(value.get("id"), str)


def _name(value: Value) -> str:
    return f"id {value['id']}" if _named(value) else json.dumps(value, sort_keys=True)


def _applied(text: str, step: _Step) -> str:
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    parent = _node(root, step.route[:-1])
    if not step.route:
        raise _Unfit
    last = step.route[-1]
    in_flow = _in_flow(root, step.route[:-1])
    if step.do == "replace":
        after = _replaced(text, parent, last, step.value, in_flow)
    elif step.do == "insert":
        put = _put_flow if in_flow else _put_block
        after = put(text, parent, last, step.value)
    else:
        after = (_cut_flow if in_flow else _cut_block)(text, parent, last)
    parse(after, "entry")
    return after


def _anew(text: str, route: Route, target: Value) -> str:
    """The text with one field of the document, or one item of its list, written anew; with () the whole document."""
    if route:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        try:
            key, node = _pair(root, route[0])
            value = target[route[0]]
            begin = _line_start(text, node.start_mark.index if key is None else key.start_mark.index)
            lines = item(value, 0) if key is None else field(str(route[0]), value, 0)
            after = text[:begin] + lines + text[_line_end(text, _end(text, node)) :]
            parse(after, "entry")
            return after
        except (_Unfit, UnreadableFile, KeyError, IndexError):
            pass
    if isinstance(target, list):
        return "\n".join(item(one, 0) for one in target) + "\n"
    return "\n".join(field(name, value, 0) for name, value in target.items()) + "\n"


def _replaced(text: str, parent: Any, last: str | int, value: Value, in_flow: bool) -> str:  # noqa: ANN401
    key, node = _pair(parent, last)
    begin, end = node.start_mark.index, _end(text, node)
    scalar = isinstance(node, yaml.ScalarNode)
    style = node.style if scalar else None
    if in_flow:
        new = one_line(value, style, flow=True) if isinstance(value, str) else flow(value)
        return text[:begin] + new + text[end:]
    if scalar and begin == end and key is not None:
        begin = end = text.index(":", key.end_mark.index) + 1
    tail = text[end : _line_end(text, end)]
    if scalar and isinstance(value, str):
        pad = "" if begin < end else " "
        block = _block(text[begin:end], value, _column(text, begin, key)) if style in _BLOCK else None
        if block:
            return text[:begin] + block + text[end:]
        return text[:begin] + pad + one_line(value, style) + text[end:]
    if key is None or tail.strip() or "#" in text[key.end_mark.index : begin]:
        raise _Unfit
    column = key.start_mark.column
    return text[: key.start_mark.index] + field(str(last), value, column)[column:] + text[end:]


def _block(old: str, value: str, column: int) -> str | None:
    """A folded or literal text like the old one; nothing when it has to be quoted."""
    head, _, body = old.partition("\n")
    first = next((line for line in body.split("\n") if line.strip()), "")
    indent = len(first) - len(first.lstrip()) or column + 2
    comment = head[len(head.split(maxsplit=1)[0]) :].rstrip()
    literal = "\n".join(f"{' ' * indent}{line}".rstrip() for line in value.split("\n"))
    lines = folded(value, indent) if old[0] == ">" and "\n" not in value else literal
    return f"{old[0]}-{comment}\n{lines}" if lines and not value.endswith("\n") else None


def _put_block(text: str, parent: Any, last: str | int, value: Value) -> str:  # noqa: ANN401
    if isinstance(parent, yaml.SequenceNode):
        column, index = parent.start_mark.column, int(last)
        if index == 0:
            start = parent.start_mark.index
            return f"{text[:start]}{item(value, column)[column:]}\n{' ' * column}{text[start:]}"
        here = _line_end(text, _end(text, parent.value[index - 1]))
        return f"{text[:here]}\n{item(value, column)}{text[here:]}"
    if not isinstance(parent, yaml.MappingNode):
        raise _Unfit
    column, present = parent.start_mark.column, {k.value: (k, v) for k, v in parent.value}
    names = list(value)
    before = [name for name in names[: names.index(last)] if name in present]
    new = field(str(last), value[last], column)
    if not before:
        start = parent.start_mark.index
        return f"{text[:start]}{new[column:]}\n{' ' * column}{text[start:]}"
    key, node = present[before[-1]]
    here = _line_end(text, max(_end(text, node), key.end_mark.index + 1))
    return f"{text[:here]}\n{new}{text[here:]}"


def _put_flow(text: str, parent: Any, last: str | int, value: Value) -> str:  # noqa: ANN401
    if isinstance(parent, yaml.SequenceNode):
        index, new = int(last), flow(value)
        if index < len(parent.value):
            here = parent.value[index].start_mark.index
            return f"{text[:here]}{new}, {text[here:]}"
        before = parent.value[-1]
    else:
        present = {k.value: v for k, v in parent.value}
        names = list(value)
        known = [name for name in names[: names.index(last)] if name in present]
        new = f"{one_line(str(last), flow=True)}: {flow(value[last])}"
        if not known:
            first = parent.value[0][0].start_mark.index
            return f"{text[:first]}{new}, {text[first:]}"
        before = present[known[-1]]
    here = before.end_mark.index
    start = _line_start(text, before.start_mark.index)
    indent = len(text[start:here]) - len(text[start:here].lstrip())
    many_lines = parent.start_mark.line != parent.end_mark.line
    gap = f",\n{' ' * indent}" if many_lines and here - start + len(new) > _LINE else ", "
    return f"{text[:here]}{gap}{new}{text[here:]}"


def _cut_block(text: str, parent: Any, last: str | int) -> str:  # noqa: ANN401
    key, node = _pair(parent, last)
    begin = key.start_mark.index if key is not None else text.rindex("-", 0, node.start_mark.index)
    end = max(_end(text, node), key.end_mark.index + 1 if key is not None else 0)
    start = _line_start(text, begin)
    if not text[start:begin].strip():
        return text[:start] + text[_line_end(text, end) + 1 :]
    following = [k.start_mark.index for k, _ in parent.value if k.start_mark.index > begin] if key else []
    if not following:
        raise _Unfit
    return text[:begin] + text[min(following) :]


def _cut_flow(text: str, parent: Any, last: str | int) -> str:  # noqa: ANN401
    pairs = [(k, v) for k, v in parent.value] if isinstance(parent, yaml.MappingNode) else []
    spans = [(k.start_mark.index, max(v.end_mark.index, k.end_mark.index)) for k, v in pairs]
    spans = spans or [(node.start_mark.index, node.end_mark.index) for node in parent.value]
    index = int(last) if isinstance(last, int) else [k.value for k, _ in pairs].index(last)
    begin, end = spans[index]
    if index + 1 < len(spans):
        return text[:begin] + text[spans[index + 1][0] :]
    between = text[spans[index - 1][1] : begin]
    return text[: begin if "#" in between else spans[index - 1][1]] + text[end:]


def _node(root: Any, route: Route) -> Any:  # noqa: ANN401
    for step in route:
        root = _pair(root, step)[1]
    return root


def _pair(parent: Any, last: str | int) -> tuple[Any, Any]:  # noqa: ANN401
    """(the node of the field name or nothing, the node of the value)."""
    if isinstance(parent, yaml.SequenceNode) and isinstance(last, int):
        return None, parent.value[last]
    if isinstance(parent, yaml.MappingNode):
        for key, value in parent.value:
            if key.value == last:
                return key, value
    raise _Unfit


def _in_flow(root: Any, route: Route) -> bool:  # noqa: ANN401
    """Whether what stands below a route is inside brackets."""
    nodes = [_node(root, route[:end]) for end in range(len(route) + 1)]
    return any(bool(getattr(node, "flow_style", False)) for node in nodes)


def _end(text: str, node: Any) -> int:  # noqa: ANN401
    """Where the written value ends, without the comments and empty lines that follow it."""
    begin, end = int(node.start_mark.index), int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode):
        return begin + len(text[begin:end].rstrip()) if node.style in _BLOCK else end
    if node.flow_style or not node.value:
        return end
    last = node.value[-1]
    key, value = last if isinstance(last, tuple) else (None, last)
    return max(_end(text, value), int(key.end_mark.index if key else begin) + 1)


def _column(text: str, begin: int, key: Any) -> int:  # noqa: ANN401
    return int(key.start_mark.column) if key is not None else begin - _line_start(text, begin) - 2


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end
