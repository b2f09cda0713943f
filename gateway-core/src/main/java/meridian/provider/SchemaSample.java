package meridian.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Json;
import meridian.time.Dice;

/// A JSON value that fits a JSON Schema: what a modelled answer gives where a real model would fill
/// in a form.
///
/// It knows types, `properties` (all of them are filled in), `items`, `minItems`, `enum`, `const`,
/// `anyOf`/`oneOf`/`allOf` (their first), `$ref` within the document, `minimum` and common formats;
/// of anything else it knows only the type. Depth and size are bounded: past the bound it gives the
/// smallest value of the type.
final class SchemaSample {
  private static final int MAX_DEPTH = 12;
  private static final int MAX_VALUES = 500;
  private static final int MAX_ITEMS = 16;
  private static final int SPREAD = 97;
  private static final long LARGEST = 1_000_000_000_000_000L;

  private final Json.Obj root;
  private final Dice dice;
  private int values;

  private SchemaSample(Json.Obj root, Dice dice) {
    this.root = root;
    this.dice = dice;
  }

  /// A value for `schema`, drawn from `dice`.
  static Json of(Json.Obj schema, Dice dice) {
    return new SchemaSample(schema, dice).value(schema, 0);
  }

  private Json value(Json.Obj schema, int depth) {
    values++;
    boolean isLast = depth >= MAX_DEPTH || values >= MAX_VALUES;
    Optional<Json> fixed = schema.get("const");
    if (fixed.isPresent()) {
      return fixed.get();
    }
    List<Json> choices = schema.items("enum");
    if (!choices.isEmpty()) {
      return choices.get(dice.nextInt(choices.size()));
    }
    Optional<Json.Obj> other = isLast ? Optional.empty() : elsewhere(schema);
    if (other.isPresent()) {
      return value(other.get(), depth + 1);
    }
    return switch (type(schema)) {
      case "object" -> isLast ? Json.Obj.empty() : object(schema, depth);
      case "array" -> isLast ? new Json.Arr(List.of()) : array(schema, depth);
      case "integer" -> Json.Num.of(whole(schema));
      case "number" ->
          schema.has("maximum") || schema.has("exclusiveMaximum")
              ? Json.Num.of(whole(schema))
              : new Json.Num(whole(schema) + ".5");
      case "boolean" -> dice.chance(0.5) ? Json.Bool.TRUE : Json.Bool.FALSE;
      case "null" -> Json.Null.NULL;
      default -> new Json.Text(text(schema));
    };
  }

  /// The schema that `schema` only points to.
  private Optional<Json.Obj> elsewhere(Json.Obj schema) {
    Optional<String> ref = schema.text("$ref");
    if (ref.isPresent()) {
      return target(ref.get());
    }
    for (String name : List.of("anyOf", "oneOf", "allOf")) {
      for (Json option : schema.items(name)) {
        if (option instanceof Json.Obj object) {
          return Optional.of(object);
        }
      }
    }
    return Optional.empty();
  }

  /// The schema at a pointer such as `#/$defs/city`; empty when it leads nowhere.
  private Optional<Json.Obj> target(String ref) {
    Optional<Json.Obj> at = Optional.of(root);
    for (String step : ref.split("/", -1)) {
      if (!step.equals("#")) {
        at = at.flatMap(object -> object.object(step.replace("~1", "/").replace("~0", "~")));
      }
    }
    return at;
  }

  private static String type(Json.Obj schema) {
    Optional<String> one = schema.text("type");
    if (one.isPresent()) {
      return one.get();
    }
    for (Json item : schema.items("type")) {
      if (item instanceof Json.Text text) {
        return text.value();
      }
    }
    return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
  }

  private Json.Obj object(Json.Obj schema, int depth) {
    Json.Obj properties = schema.object("properties").orElse(Json.Obj.empty());
    String[] names = new String[properties.size()];
    Json[] filled = new Json[properties.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = properties.name(i);
      filled[i] =
          properties.value(i) instanceof Json.Obj property
              ? value(property, depth + 1)
              : new Json.Text(ModelledText.phrase(dice));
    }
    return Json.Obj.of(names, filled, names.length);
  }

  private Json array(Json.Obj schema, int depth) {
    Json.Obj item = schema.object("items").orElse(Json.Obj.empty());
    long count = Math.clamp(schema.number("minItems", 1 + dice.nextInt(2)), 0, MAX_ITEMS);
    List<Json> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(value(item, depth + 1));
    }
    return new Json.Arr(items);
  }

  private long whole(Json.Obj schema) {
    long most = bound(schema, "maximum", "exclusiveMaximum", -1).orElse(LARGEST);
    long least = bound(schema, "minimum", "exclusiveMinimum", 1).orElse(Math.min(1, most));
    return least + dice.nextInt(Math.clamp(most - least, 0, SPREAD) + 1);
  }

  private static Optional<Long> bound(Json.Obj schema, String name, String exclusive, long step) {
    if (schema.has(name)) {
      return Optional.of(Math.clamp(schema.number(name, 0), -LARGEST, LARGEST));
    }
    return schema.has(exclusive)
        ? Optional.of(Math.clamp(schema.number(exclusive, 0), -LARGEST, LARGEST) + step)
        : Optional.empty();
  }

  private String text(Json.Obj schema) {
    return switch (schema.text("format").orElse("")) {
      case "date-time" -> "2026-01-15T09:30:00Z";
      case "date" -> "2026-01-15";
      case "time" -> "09:30:00Z";
      case "email" -> "modelled@example.com";
      case "uri" -> "https://example.com/modelled";
      case "uuid" -> "00000000-0000-4000-8000-000000000000";
      default -> ModelledText.phrase(dice);
    };
  }
}
