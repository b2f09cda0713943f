package meridian.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.Json;

/// A JSON value that grows as deltas arrive.
///
/// Text is appended, objects are merged member by member, items of arrays are merged by their
/// `index` member or else appended, numbers and booleans are replaced, `null` changes nothing that
/// is already there. Names in [#REPLACED] are identities: providers repeat them, so they are
/// replaced rather than appended. Growth is linear in what arrives. Confined to one task.
abstract sealed class GrowingJson {
  private static final Set<String> REPLACED = Set.of("id", "type", "role", "name", "object");

  /// A value of the kind that `first` is, grown by it.
  static GrowingJson of(Json first) {
    GrowingJson growing =
        switch (first) {
          case Json.Obj _ -> new Members();
          case Json.Arr _ -> new Items();
          case Json.Text _ -> new Characters();
          case Json.Num _, Json.Bool _, Json.Null _ -> new Latest(first);
        };
    growing.grow(first);
    return growing;
  }

  /// Takes `delta` in; returns what stands for the value from now on.
  abstract GrowingJson grow(Json delta);

  /// The value now.
  abstract Json now();

  static final class Members extends GrowingJson {
    private final Map<String, GrowingJson> members = new LinkedHashMap<>();

    @Override
    GrowingJson grow(Json delta) {
      if (delta instanceof Json.Obj object) {
        for (int i = 0; i < object.size(); i++) {
          put(object.name(i), object.value(i));
        }
        return this;
      }
      return delta instanceof Json.Null ? this : GrowingJson.of(delta);
    }

    void put(String name, Json delta) {
      GrowingJson before = members.get(name);
      if (before == null) {
        members.put(name, GrowingJson.of(delta));
      } else if (REPLACED.contains(name) && delta instanceof Json.Text text) {
        if (!text.value().isEmpty()) {
          members.put(name, GrowingJson.of(delta));
        }
      } else {
        members.put(name, before.grow(delta));
      }
    }

    void replace(String name, Json value) {
      members.put(name, GrowingJson.of(value));
    }

    @Override
    Json.Obj now() {
      String[] names = members.keySet().toArray(new String[0]);
      Json[] values = members.values().stream().map(GrowingJson::now).toArray(Json[]::new);
      return Json.Obj.of(names, values, names.length);
    }
  }

  static final class Items extends GrowingJson {
    private final List<GrowingJson> items = new ArrayList<>();
    private final Map<Long, Integer> placeByIndex = new LinkedHashMap<>();

    @Override
    GrowingJson grow(Json delta) {
      if (delta instanceof Json.Arr array) {
        array.items().forEach(this::add);
        return this;
      }
      return delta instanceof Json.Null ? this : GrowingJson.of(delta);
    }

    private void add(Json item) {
      long index = item instanceof Json.Obj object ? object.number("index", -1) : -1;
      Integer place = index < 0 ? null : placeByIndex.get(index);
      if (place == null) {
        if (index >= 0) {
          placeByIndex.put(index, items.size());
        }
        items.add(GrowingJson.of(item));
      } else {
        items.set(place, items.get(place).grow(item));
      }
    }

    @Override
    Json.Arr now() {
      return new Json.Arr(items.stream().map(GrowingJson::now).toList());
    }
  }

  static final class Characters extends GrowingJson {
    private final StringBuilder text = new StringBuilder();

    @Override
    GrowingJson grow(Json delta) {
      if (delta instanceof Json.Text more) {
        text.append(more.value());
        return this;
      }
      return delta instanceof Json.Null ? this : GrowingJson.of(delta);
    }

    @Override
    Json.Text now() {
      return new Json.Text(text.toString());
    }
  }

  static final class Latest extends GrowingJson {
    private Json value;

    private Latest(Json value) {
      this.value = value;
    }

    @Override
    GrowingJson grow(Json delta) {
      if (delta instanceof Json.Null) {
        return this;
      }
      if (delta instanceof Json.Num || delta instanceof Json.Bool) {
        value = delta;
        return this;
      }
      return GrowingJson.of(delta);
    }

    @Override
    Json now() {
      return value;
    }
  }
}
