package meridian.control.config;

import java.util.Map;
import java.util.TreeMap;
import meridian.atlas.Atlas;

/// One run over a tree: where it is, what the world looks like, and what it has found.
///
/// @param atlas places, PoPs, regions and zones that a value may name
/// @param path of the value being read
/// @param problems found so far
/// @param settings every leaf in force, by path, as text that shows no secret
record Reading(Atlas atlas, FieldPath path, Problems problems, Map<String, String> settings) {
  /// A run that begins at the root.
  static Reading of(Atlas atlas, Problems problems) {
    return new Reading(atlas, FieldPath.ROOT, problems, new TreeMap<>());
  }

  Reading field(String name) {
    return new Reading(atlas, path.field(name), problems, settings);
  }

  Reading item(int index) {
    return new Reading(atlas, path.item(index), problems, settings);
  }

  /// The same place, read without being heard: for the default that stands in for a bad value, so
  /// that what depends on it is still checked.
  Reading muted() {
    return new Reading(atlas, path, new Problems(""), new TreeMap<>());
  }

  void problem(Mark mark, String message) {
    problems.add(mark, path.text(), message);
  }

  /// Notes what is in force here.
  void settle(String text) {
    settings.put(path.text(), text);
  }
}
