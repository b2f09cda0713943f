package meridian.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Json;
import meridian.ProjectId;
import meridian.scenario.Trace.Ask;
import meridian.scenario.Trace.Entry;
import meridian.scenario.TraceReader.Unreadable;
import meridian.wire.JsonWriter;

/// One request of a plain trace, its fields as text by name; those left out say nothing.
final class PlainFields {
  private static final List<String> NAMES =
      List.of("at", "place", "project", "key", "model", "stream", "prompt", "body");

  private final Map<String, String> fields;

  PlainFields(Map<String, String> fields) {
    this.fields = fields;
  }

  /// The fields of a JSON object; a `body` may be an object or its text.
  static PlainFields ofJson(Json.Obj object) throws Unreadable {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < object.size(); i++) {
      String name = object.name(i);
      requireKnown(name);
      switch (object.value(i)) {
        case Json.Text text -> fields.put(name, text.value());
        case Json.Num num -> fields.put(name, num.text());
        case Json.Bool bool -> fields.put(name, Boolean.toString(bool.value()));
        case Json.Null _ -> {}
        case Json.Obj body when name.equals("body") -> fields.put(name, JsonWriter.text(body));
        case Json.Obj _, Json.Arr _ ->
            throw new Unreadable(
                "expected a single value as %s, found an object or array; correct the line"
                    .formatted(name));
      }
    }
    return new PlainFields(fields);
  }

  /// Refuses a name that is no field of a plain trace.
  static void requireKnown(String name) throws Unreadable {
    if (!NAMES.contains(name)) {
      throw new Unreadable(
          "expected fields of %s, found '%s'; rename or remove it"
              .formatted(String.join(", ", NAMES), TraceReader.shown(name)));
    }
  }

  Entry entry() throws Unreadable {
    return new Entry(offsetNanos(), place(), tenant(), ask());
  }

  private Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private long offsetNanos() throws Unreadable {
    String at = field("at").orElse("nothing");
    if (!at.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      throw new Unreadable(
          "expected seconds from the beginning, such as 12.5, as at, found '%s'; correct the line"
              .formatted(TraceReader.shown(at)));
    }
    return new java.math.BigDecimal(at).movePointRight(9).longValueExact();
  }

  private Optional<String> place() throws Unreadable {
    Optional<String> place = field("place");
    if (place.isPresent() && !place.get().matches("[A-Z0-9]{2,8}")) {
      throw new Unreadable(
          "expected the code of a place such as SIN as place, found '%s'; correct the line"
              .formatted(TraceReader.shown(place.get())));
    }
    return place;
  }

  private Optional<Tenant> tenant() throws Unreadable {
    Optional<String> project = field("project");
    if (project.isEmpty()) {
      return Optional.empty();
    }
    if (!project.get().matches("[a-z0-9_-]{1,64}")) {
      throw new Unreadable(
          "expected 1 to 64 of a-z, 0-9, '-' and '_' as project, found '%s'; correct the line"
              .formatted(TraceReader.shown(project.get())));
    }
    long key = TraceReader.whole("key", field("key").orElse("0"), 0);
    return Optional.of(new Tenant(new ProjectId(project.get()), (int) Math.min(key, 1_000_000)));
  }

  private Ask ask() throws Unreadable {
    Optional<String> prompt = field("prompt");
    Optional<String> body = field("body");
    if (prompt.isPresent() == body.isPresent()) {
      throw new Unreadable(
          "expected either prompt or body, found %s; write one of them"
              .formatted(prompt.isPresent() ? "both" : "neither"));
    }
    if (prompt.isPresent()) {
      return new Ask.Worded(prompt.get(), field("model"), isStreamed());
    }
    if (field("model").isPresent() || field("stream").isPresent()) {
      throw new Unreadable(
          "expected model and stream inside body, found them beside it; move them there");
    }
    return new Ask.Whole(JsonWriter.text(TraceReader.object(body.orElseThrow())));
  }

  private Optional<Boolean> isStreamed() throws Unreadable {
    Optional<String> stream = field("stream");
    if (stream.isPresent() && !List.of("true", "false").contains(stream.get())) {
      throw new Unreadable(
          "expected true or false as stream, found '%s'; correct the line"
              .formatted(TraceReader.shown(stream.get())));
    }
    return stream.map(Boolean::parseBoolean);
  }
}
