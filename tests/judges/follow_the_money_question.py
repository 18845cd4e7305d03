"""Run by the Python that has FollowTheMoney: reads entities, and says what is wrong with them."""

import json
import sys
from typing import Any


def look(model: Any, entity: dict[str, Any]) -> list[str]:
    """The faults of one entity by the default model."""
    schema = model.get(entity["schema"])
    if schema is None or schema.abstract:
        return [f"{entity['schema']} is no schema"]
    found = [
        f"{schema.name}.{name} is missing"
        for name in schema.required
        if not entity["properties"].get(name)
    ]
    for name, values in entity["properties"].items():
        prop = schema.get(name)
        if prop is None or prop.stub:
            found.append(f"{schema.name}.{name} is no property")
            continue
        found += [
            f"{schema.name}.{name} cannot be {value!r}"
            for value in values
            if not prop.type.validate(value)
        ]
    model.get_proxy(entity)
    return found


def main() -> None:
    """Look at the entities, and at whether edges tie what their ends may be."""
    from followthemoney import model  # noqa: PLC0415 - only this file's own Python has it

    entities = [json.loads(line) for line in sys.stdin.buffer if line.strip()]
    schemas = {one["id"]: model.get(one["schema"]) for one in entities}
    found = [f"{one['id']}: {fault}" for one in entities for fault in look(model, one)]
    if len(schemas) < len(entities):
        found.append("an entity comes twice")
    for one in entities:
        schema = model.get(one["schema"])
        for name, values in one["properties"].items() if schema else ():
            prop = schema.get(name)
            if prop is None or prop.range is None:
                continue
            for value in values:
                other = schemas.get(value)
                if other is not None and not other.is_a(prop.range):
                    found.append(f"{one['id']}: {name} cannot be a {other.name}")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
