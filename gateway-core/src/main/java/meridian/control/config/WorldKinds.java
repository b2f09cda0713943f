package meridian.control.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import meridian.Place;
import meridian.PopId;
import meridian.ProjectId;
import meridian.Region;
import meridian.atlas.Atlas;
import meridian.atlas.Zone;
import meridian.control.config.ScalarKind.Parsed;

/// Names of things in the world: places, points of presence, regions, zones, projects.
final class WorldKinds {
  private WorldKinds() {}

  /// The code of a place.
  static ScalarKind<String> place() {
    return named(
        "a place of the atlas such as SIN",
        (atlas, text) -> atlas.findPlace(text).map(Place::code),
        atlas -> atlas.places().stream().map(Place::code).toList());
  }

  /// A cloud region.
  static ScalarKind<Region> region() {
    return named(
        "a cloud region of the atlas such as ap-south-1",
        Atlas::findRegion,
        atlas -> atlas.regions().stream().map(Region::name).toList());
  }

  /// A residency zone.
  static ScalarKind<String> zone() {
    return named(
        "a residency zone of the atlas such as eu",
        (atlas, text) -> atlas.findZone(text).map(Zone::name),
        atlas -> atlas.zones().stream().map(Zone::name).toList());
  }

  /// One point of presence.
  static ScalarKind<PopId> pop() {
    return named(
        "a point of presence of the atlas such as SIN",
        (atlas, text) -> atlas.pops().stream().filter(pop -> pop.code().equals(text)).findFirst(),
        atlas -> atlas.pops().stream().map(PopId::code).toList());
  }

  private static <T> ScalarKind<T> named(
      String words,
      BiFunction<Atlas, String, Optional<T>> find,
      Function<Atlas, List<String>> names) {
    return ScalarKind.of(
        words,
        (text, reading) -> {
          Optional<T> found = find.apply(reading.atlas(), text);
          if (found.isPresent()) {
            return new Parsed.Good<>(found.get());
          }
          List<String> known = names.apply(reading.atlas());
          return new Parsed.Bad<>(
              Suggestion.advice(
                  text, known, "choose one of the %d there are".formatted(known.size())));
        });
  }

  /// A project's name.
  static ScalarKind<ProjectId> project() {
    return ScalarKind.of(
        "a project name of 1 to 64 of a-z, 0-9, '-' and '_'",
        (text, _) ->
            text.matches("[a-z0-9_-]{1,64}")
                ? new Parsed.Good<>(new ProjectId(text))
                : new Parsed.Bad<>("use those letters only"));
  }

  /// Which points of presence run: a list, `all` of the atlas, or its `default` set.
  static Kind<List<PopId>> pops() {
    return new Pops(new ListOf<>(pop(), 1, 256));
  }

  private record Pops(ListOf<PopId> list) implements Kind<List<PopId>> {
    @Override
    public Optional<List<PopId>> read(Node node, Reading reading) {
      if (node instanceof Node.Scalar scalar) {
        return switch (scalar.text()) {
          case "all" -> Optional.of(reading.atlas().pops());
          case "default" -> Optional.of(reading.atlas().defaultPops());
          default -> {
            reading.problem(
                node.mark(),
                "expected %s, found a single value; write [BOM, SIN], all or default"
                    .formatted(words()));
            yield Optional.empty();
          }
        };
      }
      Optional<List<PopId>> pops = list.read(node, reading);
      if (pops.isPresent() && hasTwice(pops.get(), node, reading)) {
        return Optional.empty();
      }
      return pops;
    }

    private static boolean hasTwice(List<PopId> pops, Node node, Reading reading) {
      Set<PopId> seen = new LinkedHashSet<>();
      for (PopId pop : pops) {
        if (!seen.add(pop)) {
          reading.problem(
              node.mark(),
              "expected each point of presence once, found %s twice; remove one".formatted(pop));
          return true;
        }
      }
      return false;
    }

    @Override
    public String words() {
      return list.words() + "; or all, or default";
    }

    @Override
    public String show(List<PopId> value) {
      return list.show(value);
    }
  }
}
